import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import type { SecondFolderResult } from '../../../src/bridge/vault'
import { linesOf, markAfter, readAll, say } from '../support/entries'
import { temporaryFolder, vaultIn } from '../support/vaults'

const snapshotsIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'snapshots'))).sort()
const journalIn = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(folder, 'journal'))).sort()

/** Overwrites some bytes in the middle. */
const damage = async (path: string): Promise<void> => {
  const bytes = await readFile(path)
  bytes.fill(0xaa, Math.floor(bytes.length / 3), Math.floor(bytes.length / 3) + 8)
  await writeFile(path, bytes)
}

/** A clock that is one minute later each time it is asked. */
const minutes = () => {
  let now = new Date(2021, 3, 8, 9).getTime()
  return (): Date => new Date((now += 60_000))
}

describe('a snapshot', () => {
  test('is one ordinary gzip file that says everything, the desk at its end', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder, { clock: () => new Date(2021, 3, 8, 9, 30, 5) })
    await say(vault, 1, 3)
    await vault.saveDesk({ text: '{"drafts":[1]}' })
    const result = await vault.takeSnapshot({ reason: 'asked' })
    const [name = ''] = await snapshotsIn(folder)
    expect(name).toBe('snapshot-000000000003-2021-04-08-093005-asked.jsonl.gz')
    const bytes = await readFile(join(folder, 'snapshots', name))
    expect(result).toEqual({
      status: 'taken',
      snapshot: {
        name,
        at: new Date(2021, 3, 8, 9, 30, 5).toISOString(),
        seq: 3,
        bytes: bytes.length,
        reason: 'asked',
        mark: markAfter(3),
        good: true,
      },
      secondFolder: 'none',
    })
    const lines = gunzipSync(bytes).toString('utf8').trimEnd().split('\n')
    expect(lines.slice(0, -3).map((line) => line.slice(33))).toEqual(linesOf(1, 3))
    expect(JSON.parse(lines.at(-3) ?? '')).toEqual({ mark: markAfter(3) })
    expect(JSON.parse(lines.at(-2) ?? '')).toEqual({ desk: '{"drafts":[1]}' })
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({
      snapshot: 1,
      seq: 3,
      sha256: expect.any(String) as string,
    })
  })

  test('is taken now and then by itself, once for what has changed', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder, { clock: minutes() })
    await vault.open()
    await vault.keepUp()
    expect(await vault.snapshots()).toEqual([])
    await say(vault, 1, 2)
    await vault.keepUp()
    await vault.keepUp()
    expect((await vault.snapshots()).map(({ reason, seq }) => [reason, seq])).toEqual([['interval', 2]])
  })

  test('is not taken again before something was said or put on the desk', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder, { clock: minutes() })
    await say(vault, 1, 3)
    const first = await vault.takeSnapshot({ reason: 'interval' })
    const snapshot = first.status === 'taken' ? first.snapshot : undefined
    expect(await vault.takeSnapshot({ reason: 'exit' })).toEqual({ status: 'unchanged', snapshot })
    await vault.close()
    const second = vaultIn(folder, { clock: minutes() })
    expect(await second.takeSnapshot({ reason: 'exit' })).toEqual({ status: 'unchanged', snapshot })
    await second.saveDesk({ text: '{}' })
    expect(await second.takeSnapshot({ reason: 'exit' })).toMatchObject({ status: 'taken' })
    await say(second, 4, 4)
    expect(await second.takeSnapshot({ reason: 'exit' })).toMatchObject({
      status: 'taken',
      snapshot: { seq: 4 },
    })
    // Of the two with the same entries the newer one stayed.
    expect((await second.snapshots()).map(({ seq }) => seq)).toEqual([4, 3])
  })

  test('of nothing at all can be taken too, and comes back as nothing', async () => {
    const vault = vaultIn(await temporaryFolder())
    expect(await vault.takeSnapshot({ reason: 'import' })).toMatchObject({
      status: 'taken',
      snapshot: { seq: 0 },
    })
    await say(vault, 1, 1)
    const [empty] = await vault.snapshots()
    expect(await readAll(vault, empty?.name)).toEqual({ lines: [], lost: [] })
    expect((await readAll(vault)).lines).toEqual(linesOf(1, 1))
  })

  test('begins with the bytes of the one before, and is packed anew now and then', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder, { clock: minutes() })
    const sizes: number[] = []
    let before = Buffer.alloc(0)
    let continued = 0
    for (let seq = 1; seq <= 66; seq += 1) {
      await say(vault, seq, seq)
      const result = await vault.takeSnapshot({ reason: 'interval' })
      if (result.status !== 'taken') throw new Error(result.status)
      const bytes = await readFile(join(folder, 'snapshots', result.snapshot.name))
      if (before.length > 0 && bytes.subarray(0, 200).equals(before.subarray(0, 200))) continued += 1
      before = bytes
      sizes.push(bytes.length)
    }
    expect(continued).toBe(64)
    expect(sizes[64]).toBeLessThan((sizes[63] ?? 0) / 2)
    expect((await readAll(vault)).lines).toEqual(linesOf(1, 66))
    await vault.close()
    expect(await readAll(vaultIn(folder))).toEqual({ lines: linesOf(1, 66), lost: [] })
  })

  test('lets the journal begin a new file, and the files go that two snapshots cover', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder, { clock: minutes() })
    await say(vault, 1, 2)
    await vault.takeSnapshot({ reason: 'interval' })
    await say(vault, 3, 4)
    expect(await journalIn(folder)).toEqual(['000000000001.journal', '000000000003.journal'])
    await vault.takeSnapshot({ reason: 'interval' })
    await say(vault, 5, 6)
    expect(await journalIn(folder)).toEqual(['000000000003.journal', '000000000005.journal'])
    await vault.close()
    const again = vaultIn(folder)
    expect((await again.open()).head).toEqual({ seq: 6, mark: markAfter(6) })
    expect((await readAll(again)).lines).toEqual(linesOf(1, 6))
  })

  test('spares the next start the journal that it covers, and the next entry begins a new file', async () => {
    const folder = await temporaryFolder()
    const before = vaultIn(folder, { clock: minutes() })
    await say(before, 1, 3)
    await before.takeSnapshot({ reason: 'exit' })
    await before.close()
    const after = vaultIn(folder, { clock: minutes() })
    expect((await after.open()).head?.seq).toBe(3)
    await say(after, 4, 5)
    expect(await journalIn(folder)).toEqual(['000000000001.journal', '000000000004.journal'])
    expect((await readAll(after)).lines).toEqual(linesOf(1, 5))
  })

  test('is taken while entries go on being said, and while one of them is only half there', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder, { clock: minutes() })
    await say(vault, 1, 3)
    const lines = linesOf(4, 4)
    await vault.append({ seq: 4, lines: lines.slice(0, 2), last: false, sync: false })
    const result = await vault.takeSnapshot({ reason: 'interval' })
    expect(result).toMatchObject({ status: 'taken', snapshot: { seq: 3 } })
    await vault.append({ seq: 4, lines: lines.slice(2), last: true, sync: true })
    await Promise.all([vault.takeSnapshot({ reason: 'interval' }), say(vault, 5, 9)])
    await vault.takeSnapshot({ reason: 'interval' })
    await vault.close()
    expect((await readAll(vaultIn(folder))).lines).toEqual(linesOf(1, 9))
  })

  test('is not adopted when the journal was altered under it; the ones before stay', async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder, { clock: minutes() })
    await say(vault, 1, 2)
    await vault.takeSnapshot({ reason: 'interval' })
    await say(vault, 3, 6)
    const path = join(folder, 'journal', '000000000003.journal')
    const text = await readFile(path, 'utf8')
    await writeFile(path, text.replace('c5-0', 'c5-9'))
    expect(await vault.takeSnapshot({ reason: 'interval' })).toMatchObject({
      status: 'failed',
      message: '这次备份写成后核对不符，没有采用。数据和原有备份都在。',
    })
    expect(await snapshotsIn(folder)).toHaveLength(1)
    const { lines, lost } = await readAll(vault)
    expect(lines.slice(0, linesOf(1, 4).length)).toEqual(linesOf(1, 4))
    expect(lost.map(({ seq }) => seq)).toEqual([5, 6])
  })

  test('can be read by its name, and by nothing else', async () => {
    const vault = vaultIn(await temporaryFolder(), { clock: minutes() })
    await say(vault, 1, 2)
    await vault.takeSnapshot({ reason: 'asked' })
    await say(vault, 3, 4)
    await vault.takeSnapshot({ reason: 'asked' })
    const [newer, older] = await vault.snapshots()
    expect(await readAll(vault, older?.name)).toEqual({ lines: linesOf(1, 2), lost: [] })
    expect(await readAll(vault, newer?.name)).toEqual({ lines: linesOf(1, 4), lost: [] })
    for (const name of ['', '../desk', '/etc/passwd', `../snapshots/${older?.name ?? ''}`])
      await expect(vault.read({ at: null, from: { kind: 'snapshot', name } })).rejects.toThrow(
        'no such snapshot',
      )
    await expect(vault.read({ at: 'none' })).rejects.toThrow('no such reading')
  })

  test('that was chosen for restoring is still there after the one before restoring', async () => {
    const vault = vaultIn(await temporaryFolder(), { clock: minutes() })
    for (let seq = 1; seq <= 3; seq += 1) {
      await say(vault, seq, seq)
      await vault.takeSnapshot({ reason: 'asked' })
    }
    const oldest = (await vault.snapshots()).at(-1)
    await say(vault, 4, 4)
    expect(await vault.takeSnapshot({ reason: 'restore' })).toMatchObject({ status: 'taken' })
    expect((await readAll(vault, oldest?.name)).lines).toEqual(linesOf(1, 1))
  })
})

describe('a damaged snapshot', () => {
  /** Snapshots at 2, 4 and 6; the journal goes on to 8. */
  const threeSnapshots = async () => {
    const folder = await temporaryFolder()
    const clock = minutes()
    const vault = vaultIn(folder, { clock })
    for (const from of [1, 3, 5]) {
      await say(vault, from, from + 1)
      await vault.takeSnapshot({ reason: 'interval' })
    }
    await say(vault, 7, 8)
    await vault.close()
    return { folder, clock, names: (await vault.snapshots()).map(({ name }) => name) }
  }

  test('is stepped over: the one before it and more of the journal say the same', async () => {
    const { folder, clock, names } = await threeSnapshots()
    const [newest = ''] = names
    await damage(join(folder, 'snapshots', newest))
    const vault = vaultIn(folder, { clock })
    expect(await vault.open()).toEqual({
      head: { seq: 8, mark: markAfter(8) },
      faults: [{ kind: 'snapshot', file: `${newest}.damaged`, what: 'altered', lost: [] }],
    })
    expect(await readAll(vault)).toEqual({ lines: linesOf(1, 8), lost: [] })
    expect((await vault.snapshots()).map(({ seq, good }) => [seq, good])).toEqual([
      [6, false],
      [4, true],
      [2, true],
    ])
    // A new one is made without it, and it pushes no good one out.
    await vault.takeSnapshot({ reason: 'interval' })
    expect((await vault.snapshots()).map(({ seq, good }) => [seq, good])).toEqual([
      [8, true],
      [6, false],
      [4, true],
      [2, true],
    ])
    const [taken] = await vault.snapshots()
    expect(await readAll(vault, taken?.name)).toEqual({ lines: linesOf(1, 8), lost: [] })
    // The journal still has what only this one covers, should it go the same way.
    await vault.close()
    await damage(join(folder, 'snapshots', taken?.name ?? ''))
    expect(await readAll(vaultIn(folder))).toEqual({ lines: linesOf(1, 8), lost: [] })
  })

  test('found when it is to be read is given as far as anything proves it, and marked', async () => {
    const { folder, names } = await threeSnapshots()
    const vault = vaultIn(folder)
    await vault.open()
    await damage(join(folder, 'snapshots', names[2] ?? ''))
    expect(await readAll(vault, names[2])).toEqual({ lines: linesOf(1, 2), lost: [] })
    expect((await vault.snapshots()).map(({ good }) => good)).toEqual([true, true, false])
    await writeFile(join(folder, 'snapshots', names[1] ?? ''), 'nothing of what it was')
    await rm(join(folder, 'snapshots', names[0] ?? ''))
    await rm(join(folder, 'journal'), { recursive: true })
    const { lines, lost } = await readAll(vault, names[1])
    expect(lines.length).toBeLessThan(linesOf(1, 2).length)
    expect(lost.map(({ seq }) => seq)).toContain(4)
  })

  test('does not take a good one down with it: what is to go stays while its heir is damaged', async () => {
    const { folder, clock, names } = await threeSnapshots()
    const vault = vaultIn(folder, { clock })
    await vault.open()
    await damage(join(folder, 'snapshots', names[1] ?? ''))
    await say(vault, 9, 9)
    // Now the one at 2 would have to go, and the one at 4 stand for it.
    await vault.takeSnapshot({ reason: 'interval' })
    expect((await vault.snapshots()).filter(({ good }) => good).map(({ seq }) => seq)).toEqual([9, 6, 2])
  })

  test('and all others too still give what proves itself', async () => {
    const { folder, names } = await threeSnapshots()
    for (const name of names) {
      const path = join(folder, 'snapshots', name)
      const bytes = await readFile(path)
      // The last byte before the footer: the entries can still be unpacked.
      bytes.writeUInt8(bytes.readUInt8(bytes.length - 540) ^ 1, bytes.length - 540)
      await writeFile(path, bytes)
    }
    const vault = vaultIn(folder)
    const { head, faults } = await vault.open()
    expect(head?.seq).toBe(8)
    expect(faults).toHaveLength(3)
    expect(await readAll(vault)).toEqual({ lines: linesOf(1, 8), lost: [] })
  })

  test('whose entries nothing proves any more is out of the way of what is said next', async () => {
    const { folder, names } = await threeSnapshots()
    for (const name of names) await writeFile(join(folder, 'snapshots', name), 'x'.repeat(4000))
    const vault = vaultIn(folder)
    const { head, faults } = await vault.open()
    expect(head).toBeNull()
    expect(faults.flatMap(({ lost }) => lost).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(await vault.snapshots()).toEqual([])
    await say(vault, 1, 3)
    await vault.takeSnapshot({ reason: 'interval' })
    await vault.close()
    expect(await readAll(vaultIn(folder))).toEqual({ lines: linesOf(1, 3), lost: [] })
  })
})

describe('a second folder', () => {
  const withSecond = async () => {
    const [folder, second] = [await temporaryFolder(), await temporaryFolder()]
    const results: SecondFolderResult[] = []
    const options = {
      clock: minutes(),
      secondFolder: () => second,
      onSecondFolder: (result: SecondFolderResult) => results.push(result),
    }
    return { folder, second, copies: join(second, '科创台账备份'), results, vault: vaultIn(folder, options) }
  }

  test('gets every snapshot once more, proven, with the same rotation', async () => {
    const { folder, copies, vault, results } = await withSecond()
    for (let seq = 1; seq <= 5; seq += 1) {
      await say(vault, seq, seq)
      expect(await vault.takeSnapshot({ reason: 'interval' })).toMatchObject({ secondFolder: 'copied' })
    }
    expect((await readdir(copies)).sort()).toEqual(await snapshotsIn(folder))
    expect(results).toEqual(Array.from({ length: 5 }, () => 'copied'))
    for (const name of await snapshotsIn(folder))
      expect(await readFile(join(copies, name))).toEqual(await readFile(join(folder, 'snapshots', name)))
  })

  test('that is not there is said, is not made, and gets what it lacks when it is back', async () => {
    const { second, copies, vault, results } = await withSecond()
    await rm(second, { recursive: true })
    await say(vault, 1, 1)
    const result = await vault.takeSnapshot({ reason: 'interval' })
    expect(result).toMatchObject({
      status: 'taken',
      secondFolder: { status: 'failed', reason: 'folderGone' },
    })
    expect(JSON.stringify(result)).toContain('备份没有复制到第二备份文件夹')
    await expect(readdir(second)).rejects.toThrow('ENOENT')
    await mkdir(second)
    expect(await vault.takeSnapshot({ reason: 'exit' })).toMatchObject({ status: 'unchanged' })
    expect(await readdir(copies)).toHaveLength(1)
    expect(results.at(-1)).toBe('copied')
  })

  test('that others use too keeps what is theirs', async () => {
    const { second, copies, vault } = await withSecond()
    const other = vaultIn(await temporaryFolder(), { clock: minutes(), secondFolder: () => second })
    await other.append({
      seq: 1,
      lines: ['{"batch":{"seq":1,"title":"别处"}}', '{"end":1,"mark":null}'],
      last: true,
      sync: true,
    })
    await other.takeSnapshot({ reason: 'asked' })
    await writeFile(join(copies, '说明.txt'), '不要删除')
    for (let seq = 1; seq <= 5; seq += 1) {
      await say(vault, seq, seq)
      await vault.takeSnapshot({ reason: 'interval' })
    }
    const names = await readdir(copies)
    expect(names.filter((name) => name.includes('-asked'))).toHaveLength(1)
    expect(names.filter((name) => name.includes('-interval'))).toHaveLength(3)
    expect(names).toContain('说明.txt')
  })
})
