import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { assert, asyncProperty, integer, nat } from 'fast-check'
import { expect, test } from 'vitest'
import { entryLines, linesOf, readAll, say } from '../support/entries'
import { asLeft, temporaryFolder, vaultIn } from '../support/vaults'

/** Entries 1–30; snapshots at 10 and 20, the journal from 11 on in two files. */
const last = 30
const wholeVault = async (): Promise<string> => {
  const folder = await temporaryFolder()
  const vault = vaultIn(folder)
  for (const from of [1, 11, 21]) {
    await say(vault, from, from + 9)
    if (from < 21) await vault.takeSnapshot({ reason: 'interval' })
  }
  await vault.close()
  return folder
}

const filesOf = async (folder: string): Promise<readonly string[]> =>
  (
    await Promise.all(
      ['journal', 'snapshots'].map(async (name) =>
        (await readdir(join(folder, name))).sort().map((file) => join(name, file)),
      ),
    )
  ).flat()

const flip = async (path: string, place: number, bit: number): Promise<number> => {
  const bytes = await readFile(path)
  const at = place % bytes.length
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << bit), at)
  await writeFile(path, bytes)
  return at
}

/** The last entry of the open journal file that lies wholly before a byte. */
const wholeBefore = (bytes: number, header: number): number => {
  let end = header
  let seq = 20
  while (seq < last) {
    for (const line of entryLines(seq + 1)) end += Buffer.byteLength(line) + 34
    if (end > bytes) break
    seq += 1
  }
  return seq
}

test('of one altered bit anywhere, all entries before it are believed and none behind it that no snapshot covers', async () => {
  const source = await wholeVault()
  const files = await filesOf(source)
  const open = join('journal', '000000000021.journal')
  const header = (await readFile(join(source, open))).indexOf('\n') + 1
  expect(files).toHaveLength(4)
  await assert(
    asyncProperty(nat(files.length - 1), nat(), integer({ min: 0, max: 7 }), async (file, place, bit) => {
      const name = files[file] ?? ''
      const folder = await asLeft(source)
      const at = await flip(join(folder, name), place, bit)
      const vault = vaultIn(folder)
      const reached = name === open ? wholeBefore(at, header) : last
      expect((await vault.open()).head?.seq).toBe(reached)
      const { lines, lost } = await readAll(vault)
      expect(lines).toEqual(linesOf(1, reached))
      expect(lost.map(({ seq }) => seq)).toEqual(
        Array.from({ length: last - reached }, (_, index) => reached + 1 + index),
      )
      await say(vault, reached + 1, reached + 2)
      await vault.close()
      expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, reached + 2))
    }),
    { numRuns: 60 },
  )
})

test('of several files altered at once, what is given is a true beginning, and the rest is named', async () => {
  const source = await wholeVault()
  const files = await filesOf(source)
  await assert(
    asyncProperty(nat(), nat(), nat(), async (first, second, third) => {
      const folder = await asLeft(source)
      for (const [index, place] of [first, second, third].entries())
        await flip(join(folder, files[(first + index) % files.length] ?? ''), place, index)
      const vault = vaultIn(folder)
      const { lines, lost } = await readAll(vault)
      const reached = last - lost.length
      expect(lines).toEqual(linesOf(1, reached))
      expect(lost.map(({ seq }) => seq)).toEqual(
        Array.from({ length: lost.length }, (_, index) => reached + 1 + index),
      )
      expect((await vault.open()).head?.seq ?? 0).toBe(reached)
      await vault.close()
      expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, reached))
    }),
    { numRuns: 30 },
  )
})
