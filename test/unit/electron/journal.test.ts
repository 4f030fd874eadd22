import {
  appendFile,
  copyFile,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { entryLines, linesOf, markAfter, readAll, say, wholePart } from '../support/entries'
import { asLeft, temporaryFolder, vaultIn } from '../support/vaults'

const firstFile = '000000000001.journal'
const segment = (folder: string, name = firstFile): string => join(folder, 'journal', name)
const titleOf = (seq: number) => ({
  seq,
  title: `新建机构 ${String(seq)}`,
  at: expect.any(String) as string,
})

/** Every file that lies under `damaged/`. */
const damagedFiles = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'damaged'), { recursive: true })).filter((name) => /[\\/]/u.test(name))

describe('an entry', () => {
  test('comes back as it was said, after every opening', async () => {
    const folder = await temporaryFolder()
    await say(vaultIn(folder), 1, 3)
    const second = vaultIn(folder)
    expect(await second.open()).toEqual({ head: { seq: 3, mark: markAfter(3) }, faults: [] })
    await say(second, 4, 5)
    const third = vaultIn(folder)
    expect(await third.open()).toEqual({ head: { seq: 5, mark: markAfter(5) }, faults: [] })
    expect(await readAll(third)).toEqual({ lines: linesOf(1, 5), lost: [] })
    expect(await readdir(join(folder, 'journal'))).toEqual([firstFile])
  })

  test('that is not the next one is answered with where the journal stands', async () => {
    const vault = vaultIn(await temporaryFolder())
    expect(await vault.append(wholePart(2))).toEqual({ status: 'gap', head: null })
    await say(vault, 1, 2)
    const gap = { status: 'gap', head: { seq: 2, mark: markAfter(2) } }
    expect(await vault.append(wholePart(2))).toEqual(gap)
    expect(await vault.append(wholePart(4))).toEqual(gap)
    expect((await readAll(vault)).lines).toEqual(linesOf(1, 2))
  })

  test('counts only with its last part', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder)
    await say(vault, 1, 1)
    const lines = entryLines(2, 5)
    await vault.append({ seq: 2, lines: lines.slice(0, 3), last: false, sync: false })
    expect((await readAll(vault)).lines).toEqual(linesOf(1, 1))
    expect((await vaultIn(await asLeft(folder)).open()).head?.seq).toBe(1)
    await vault.append({ seq: 2, lines: lines.slice(3), last: true, sync: true })
    expect((await readAll(vault)).lines).toEqual([...linesOf(1, 1), ...lines])
    expect((await readAll(vaultIn(folder))).lines).toEqual([...linesOf(1, 1), ...lines])
  })

  test('that is begun anew forgets the parts that were there, and so does one that is not the next', async () => {
    const vault = vaultIn(await temporaryFolder())
    const begun = { seq: 1, lines: entryLines(1, 9).slice(0, 4), last: false, sync: false }
    await vault.append(begun)
    await say(vault, 1, 1)
    await vault.append({ ...begun, seq: 2, lines: entryLines(2, 9).slice(0, 4) })
    expect(await vault.append(wholePart(5))).toMatchObject({ status: 'gap' })
    const rest = { seq: 2, lines: entryLines(2, 9).slice(4), last: true, sync: true }
    expect(await vault.append(rest)).toMatchObject({ status: 'gap', head: { seq: 1 } })
    await say(vault, 2, 3)
    expect((await readAll(vault)).lines).toEqual(linesOf(1, 3))
  })

  test('of 50,000 lines comes in parts and back in chunks of at most a megabyte', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder)
    await say(vault, 1, 1)
    const lines = entryLines(2, 50_000, '一家企业的技术需求'.repeat(20))
    for (let from = 0; from < lines.length; from += 2000) {
      const last = from + 2000 >= lines.length
      const part = { seq: 2, lines: lines.slice(from, from + 2000), last, sync: last }
      expect(await vault.append(part)).toEqual({ status: 'written' })
    }
    const again = vaultIn(folder)
    expect((await again.open()).head?.seq).toBe(2)
    const back: string[] = []
    let chunks = 0
    for (let at: string | null = null; ; chunks += 1) {
      const chunk: Awaited<ReturnType<typeof again.read>> = await again.read({ at })
      expect(Buffer.byteLength(chunk.lines.join(''))).toBeLessThanOrEqual(1024 * 1024)
      back.push(...chunk.lines)
      if (chunk.next === null) break
      at = chunk.next
    }
    expect(chunks).toBeGreaterThan(20)
    expect(back).toEqual([...linesOf(1, 1), ...lines])
  })

  test('is written after the one that was asked before it, however both were asked at once', async () => {
    const vault = vaultIn(await temporaryFolder())
    const answers = await Promise.all([1, 2, 3, 4].map((seq) => vault.append(wholePart(seq))))
    expect(answers).toEqual(answers.map(() => ({ status: 'written' })))
    expect((await readAll(vault)).lines).toEqual(linesOf(1, 4))
  })

  test.each([
    ['a line with a line break', [entryLines(1)[0], '{"a":\n1}', entryLines(1).at(-1)]],
    ['a line that is no object', [entryLines(1)[0], '7', entryLines(1).at(-1)]],
    ['a beginning in the middle', [entryLines(1)[0], entryLines(1)[0], entryLines(1).at(-1)]],
    ['the number of another entry', entryLines(2)],
    ['no end', entryLines(1).slice(0, -1)],
    ['no beginning and no end', []],
  ])('with %s is refused and leaves nothing', async (_, lines) => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder)
    const part = { seq: 1, lines: lines as string[], last: true, sync: true }
    await expect(vault.append(part)).rejects.toThrow('This is no part of an entry')
    await say(vault, 1, 2)
    expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, 2))
  })
})

describe('a journal that ends within an entry', () => {
  test('goes on from the entry before, wherever it was cut, and keeps what was cut off', async () => {
    const source = await temporaryFolder()
    await say(vaultIn(source), 1, 2)
    const { size: before } = await stat(segment(source))
    await say(vaultIn(source), 3, 3)
    const { size } = await stat(segment(source))
    const firstLine = (await readFile(segment(source))).indexOf('\n', before) + 1
    for (let at = before + 1; at < size; at += 7) {
      const folder = await asLeft(source)
      await truncate(segment(folder), at)
      const vault = vaultIn(folder)
      const { head, faults } = await vault.open()
      expect(head).toEqual({ seq: 2, mark: markAfter(2) })
      // An entry that can be named is named; a few bytes that never came to a line are not worth a word.
      expect(faults).toEqual(
        at < firstLine
          ? []
          : [
              {
                kind: 'journal',
                file: expect.stringContaining(firstFile) as string,
                what: 'unfinished',
                lost: [titleOf(3)],
              },
            ],
      )
      const [kept = ''] = await damagedFiles(folder)
      expect((await stat(join(folder, 'damaged', kept))).size).toBe(at)
      await say(vault, 3, 4)
      expect(await readAll(vaultIn(folder))).toEqual({ lines: linesOf(1, 4), lost: [] })
    }
  })

  test('is taken for the same where the system filled the end with zeros', async () => {
    const folder = await temporaryFolder()
    await say(vaultIn(folder), 1, 2)
    await appendFile(segment(folder), Buffer.alloc(4096))
    const vault = vaultIn(folder)
    expect(await vault.open()).toEqual({ head: { seq: 2, mark: markAfter(2) }, faults: [] })
    await say(vault, 3, 3)
    expect((await readAll(vault)).lines).toEqual(linesOf(1, 3))
  })
})

describe('a damaged journal', () => {
  /** Three files of five entries each, no snapshot. */
  const threeFiles = async (): Promise<string> => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder)
    for (const from of [1, 6, 11]) {
      await say(vault, from, from + 4)
      await vault.takeSnapshot({ reason: 'interval' })
      await rm(join(folder, 'snapshots'), { recursive: true })
    }
    await vault.close()
    return folder
  }

  test.each([
    ['with lines of something else', 'x\n'],
    ['without a single line break', 'x'],
    ['with what begins like a line and goes on as none', `${'0'.repeat(32)} {"batch":\u0007`],
  ])('says that there may have been more where its end is overwritten %s', async (_, rubbish) => {
    const folder = await temporaryFolder()
    await say(vaultIn(folder), 1, 3)
    const { size: before } = await stat(segment(folder))
    await say(vaultIn(folder), 4, 7)
    const bytes = await readFile(segment(folder))
    const end = Buffer.from(rubbish.repeat(bytes.length).slice(0, bytes.length - before))
    await writeFile(segment(folder), Buffer.concat([bytes.subarray(0, before), end]))
    const { head, faults } = await vaultIn(folder).open()
    expect(head?.seq).toBe(3)
    expect(faults).toMatchObject([{ what: 'altered', lost: [], more: true }])
  })

  test('is believed up to the altered line, names what lay behind it, and keeps it', async () => {
    const folder = await threeFiles()
    const path = segment(folder, '000000000006.journal')
    const bytes = await readFile(path, 'utf8')
    await writeFile(path, bytes.replace('c8-1', 'c8-7'))
    const vault = vaultIn(folder)
    const { head, faults } = await vault.open()
    expect(head?.seq).toBe(7)
    expect(faults).toHaveLength(1)
    expect(faults[0]).toMatchObject({ kind: 'journal', what: 'altered' })
    expect(faults[0]?.lost).toEqual([8, 9, 10, 11, 12, 13, 14, 15].map(titleOf))
    expect(await readAll(vault)).toEqual({ lines: linesOf(1, 7), lost: faults[0]?.lost })
    const damaged = await damagedFiles(folder)
    expect(damaged.map((name) => name.slice(-20)).sort()).toEqual([
      '000000000006.journal',
      '000000000011.journal',
    ])
    expect(faults[0]?.file).toBe(join('damaged', damaged.toSorted()[0] ?? ''))
    // What is caught up again is no longer missing.
    await say(vault, 8, 20)
    expect(await readAll(vault)).toEqual({ lines: linesOf(1, 20), lost: [] })
    expect(await vaultIn(folder).open()).toEqual({ head: { seq: 20, mark: markAfter(20) }, faults: [] })
  })

  test('of which a file is missing is believed up to there; what only has a number is named by it', async () => {
    const folder = await threeFiles()
    await rm(segment(folder, '000000000006.journal'))
    const vault = vaultIn(folder)
    const { head, faults } = await vault.open()
    expect(head?.seq).toBe(5)
    expect(faults[0]).toMatchObject({
      what: 'missing',
      file: expect.stringContaining('000000000006.journal') as string,
    })
    expect(faults[0]?.lost).toEqual([
      ...[6, 7, 8, 9, 10].map((seq) => ({ seq, title: '', at: '' })),
      ...[11, 12, 13, 14, 15].map(titleOf),
    ])
    await say(vault, 6, 7)
    expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, 7))
  })

  test('whose first file is missing has nothing that can be believed', async () => {
    const folder = await threeFiles()
    await rm(segment(folder))
    const vault = vaultIn(folder)
    const { head, faults } = await vault.open()
    expect(head).toBeNull()
    expect(faults[0]?.lost).toHaveLength(15)
    await say(vault, 1, 2)
    expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, 2))
  })

  test('that is deleted while it is written does not say “written”, and begins anew from the start', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder)
    await say(vault, 1, 3)
    await rm(join(folder, 'journal'), { recursive: true })
    expect(await vault.append(wholePart(4))).toMatchObject({ status: 'failed', reason: 'folderGone' })
    expect(await vault.append(wholePart(4))).toEqual({ status: 'gap', head: null })
    await say(vault, 1, 4)
    expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, 4))
  })
})

test('a journal file that is put back as it was a while ago takes no entry that it would lose', async () => {
  const folder = await temporaryFolder()
  const vault = vaultIn(folder)
  await say(vault, 1, 3)
  await copyFile(segment(folder), segment(folder, 'before'))
  await say(vault, 4, 6)
  await rename(segment(folder, 'before'), segment(folder))
  expect(await vault.append(wholePart(7))).toMatchObject({ status: 'failed' })
  expect(await vault.append(wholePart(7))).toEqual({ status: 'gap', head: { seq: 3, mark: markAfter(3) } })
  await say(vault, 4, 7)
  expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, 7))
})

test('a file that is none of ours, whatever its name, is put away and does no harm', async () => {
  const folder = await temporaryFolder()
  await say(vaultIn(folder), 1, 2)
  await writeFile(segment(folder, '999999999999.journal'), 'nothing of ours')
  await writeFile(segment(folder, 'desktop.ini'), 'nor this')
  const vault = vaultIn(folder)
  expect((await vault.open()).head?.seq).toBe(2)
  expect((await vault.open()).faults.map(({ what, lost }) => [what, lost])).toEqual([['missing', []]])
  await say(vault, 3, 3)
  expect(await readAll(vaultIn(folder))).toEqual({ lines: linesOf(1, 3), lost: [] })
})

test('a journal that cannot be read is not taken for an empty one', async () => {
  const folder = await temporaryFolder()
  const vault = vaultIn(folder)
  await say(vault, 1, 4)
  await vault.takeSnapshot({ reason: 'asked' })
  await vault.close()
  await rm(join(folder, 'journal'), { recursive: true })
  await writeFile(join(folder, 'journal'), 'a file where the folder was')
  const again = vaultIn(folder)
  expect(await again.open()).toEqual({
    head: { seq: 4, mark: markAfter(4) },
    faults: [{ kind: 'journal', file: 'journal', what: 'unreadable', lost: [] }],
  })
  expect(await readAll(again)).toEqual({ lines: linesOf(1, 4), lost: [] })
  expect(await again.append(wholePart(5))).toMatchObject({ status: 'failed' })
  await rm(join(folder, 'journal'))
  await say(again, 5, 6)
  expect((await readAll(again)).lines).toEqual(linesOf(1, 6))
})
