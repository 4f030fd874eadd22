import { open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import yauzl from 'yauzl'
import {
  type BackupFault,
  lookAtBackup,
  openBackupFile,
  writeBackupFile,
} from '../../../electron/backup-file'
import { backupFailure } from '../../../electron/backup-words'
import { beginning, linkAfter } from '../../../electron/chain'
import { readTail } from '../../../electron/snapshot-file'
import { footerMember, readFooter } from '../../../electron/snapshot-footer'
import { measure, partOf, readZip, type ZipEntry, zipOf } from '../../../electron/zip-store'
import { backupFormat, parseManifest } from '../../../src/bridge/backup'
import { linesOf, say } from '../support/entries'
import { aboutBackup, altered, attached, attachedHash, going, makeBackup, openMade } from '../support/backups'
import { temporaryFolder, vaultIn } from '../support/vaults'

const passphrase = '永川2021年春天'

/** Names and contents as another program reads them. */
const unzipped = (path: string): Promise<ReadonlyMap<string, Buffer>> =>
  new Promise((resolve, reject) => {
    const found = new Map<string, Buffer>()
    yauzl.open(path, { lazyEntries: true }, (error, zip) => {
      if (error !== null) {
        reject(error)
        return
      }
      zip.on('error', reject)
      zip.on('end', () => resolve(found))
      zip.on('entry', (entry: yauzl.Entry) => {
        zip.openReadStream(entry, (refused, stream) => {
          if (refused !== null) {
            reject(refused)
            return
          }
          const pieces: Buffer[] = []
          stream.on('data', (piece: Buffer) => pieces.push(piece))
          stream.on('end', () => {
            found.set(entry.fileName, Buffer.concat(pieces))
            zip.readEntry()
          })
        })
      })
      zip.readEntry()
    })
  })

const entriesOf = async (path: string): Promise<readonly ZipEntry[]> => {
  const file = await open(path)
  const entries = await readZip(file)
  await file.close()
  if (typeof entries === 'string') throw new Error(entries)
  return entries
}

const flip = (at: number) => (bytes: Buffer) => {
  bytes[at] = (bytes[at] ?? 0) ^ 1
  return bytes
}

describe('a backup without a passphrase', () => {
  test('is a zip that another program opens, with the whole history and what can be read without the app', async () => {
    const { path } = await makeBackup()
    const parts = await unzipped(path)
    expect([...parts.keys()]).toEqual([
      'manifest.json',
      '数据/ledger.jsonl.gz',
      '台账/机构.xlsx',
      '附件/empty',
      `附件/${attachedHash}.pdf`,
    ])
    const lines = gunzipSync(parts.get('数据/ledger.jsonl.gz') ?? '')
      .toString()
      .split('\n')
    expect(lines.slice(0, linesOf(1, 3).length).map((line) => line.slice(33))).toEqual(linesOf(1, 3))
    expect(await lookAtBackup(path)).toBe('plain')
    expect(await openMade(path)).toMatchObject({
      about: aboutBackup,
      snapshot: { footer: { seq: 3 } },
      files: [{ hash: attachedHash, size: attached.length }],
      damaged: [],
    })
  })

  test('is refused wherever a byte of it is another, but for the files of the records', async () => {
    const { path } = await makeBackup()
    const { length } = await readFile(path)
    // In the table of contents, in the data and what can be read, in the directory and in the end.
    const parts = (await entriesOf(path)).filter(({ name, size }) => size > 0 && !name.startsWith('附件/'))
    const places = [...parts.map(({ at }) => at + 20), length - 30, length - 4]
    expect(parts).toHaveLength(3)
    for (const at of places) {
      const fault = await openMade(await altered(path, flip(at)))
      expect(fault, `byte ${String(at)}`).toBeTypeOf('string')
    }
  })

  test('with a damaged file of a record opens without that file, and says which it is', async () => {
    const { path } = await makeBackup()
    const at = (await readFile(path)).indexOf(attached)
    expect(await openMade(await altered(path, flip(at + 3)))).toMatchObject({
      about: aboutBackup,
      snapshot: { footer: { seq: 3 } },
      files: [],
      damaged: [attachedHash],
    })
  })

  test('that was cut off anywhere is refused as cut off', async () => {
    const { path } = await makeBackup()
    const { length } = await readFile(path)
    for (const left of [10, 100, Math.floor(length / 2), length - 1]) {
      const cut = await altered(path, (bytes) => bytes.subarray(0, left))
      expect(await openMade(cut), `${String(left)} bytes`).toBe('cut')
    }
  })
})

describe('a backup with a passphrase', () => {
  test('shows nothing of its content and opens with the passphrase, however the keyboard composed it', async () => {
    const { path } = await makeBackup('Ångström-2021')
    expect(await lookAtBackup(path)).toBe('locked')
    const bytes = await readFile(path)
    for (const word of ['manifest', '永川区', 'a workbook']) expect(bytes.includes(word)).toBe(false)
    expect(await openMade(path, 'Ångström-2021'.normalize('NFD'))).toMatchObject({
      about: aboutBackup,
      files: [{ hash: attachedHash }],
    })
    expect(await openMade(path)).toBe('locked')
  })

  test('tells a wrong passphrase from a file that was altered or cut off', async () => {
    const { path } = await makeBackup(passphrase)
    const { length } = await readFile(path)
    expect(await openMade(path, '永川2021年秋天')).toBe('wrongPassphrase')
    for (const at of [90, Math.floor(length / 2), length - 5])
      expect(await openMade(await altered(path, flip(at)), passphrase), `byte ${String(at)}`).toBe('altered')
    for (const left of [20, 90, 80 + 1024 * 1024 + 16, length - 1])
      expect(await openMade(await altered(path, (bytes) => bytes.subarray(0, left)), passphrase)).toBe('cut')
    const swapped = await altered(path, (bytes) => {
      const piece = 1024 * 1024 + 16
      const [header, first, second] = [
        bytes.subarray(0, 80),
        bytes.subarray(80, 80 + piece),
        bytes.subarray(80 + piece, 80 + 2 * piece),
      ]
      return Buffer.concat([header, second, first, bytes.subarray(80 + 2 * piece)])
    })
    expect(await openMade(swapped, passphrase)).toBe('altered')
    expect(await openMade(await altered(path, flip(8)), passphrase)).toBe('wrongPassphrase')
  })

  test('of a later format says so', async () => {
    const { path } = await makeBackup(passphrase)
    const later = await altered(path, (bytes) => {
      bytes[8] = 9
      return bytes
    })
    expect(await lookAtBackup(later)).toBe('newer')
  })
})

/** A backup of these parts with a table of contents of whatever kind. */
const forged = async (manifest: unknown, name = '数据/ledger.jsonl.gz', data = Buffer.from('no gzip')) => {
  const path = join(await temporaryFolder(), 'forged.zip')
  const parts = [partOf('manifest.json', Buffer.from(JSON.stringify(manifest))), partOf(name, data)]
  await writeFile(path, zipOf(parts, new Date(2021, 3, 8)))
  return path
}
const manifestFor = (data: Buffer, name = '数据/ledger.jsonl.gz') => {
  const { size, sha256 } = partOf(name, data)
  return { format: backupFormat, version: 1, about: aboutBackup, data: name, parts: [{ name, size, sha256 }] }
}

describe('a file that is no backup of ours', () => {
  test('of another kind, or empty, is refused', async () => {
    const folder = await temporaryFolder()
    for (const content of ['', 'x', '这是一份普通的文本。', '%PDF-1.7 …']) {
      const path = join(folder, 'file')
      await writeFile(path, content)
      expect(await openMade(path)).toBe('none')
    }
  })

  test('a packed zip is never unpacked', async () => {
    const path = join(await temporaryFolder(), 'packed.zip')
    const { path: ours } = await makeBackup()
    const bytes = await readFile(ours)
    const directory = bytes.indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
    bytes[directory + 10] = 8
    await writeFile(path, bytes)
    expect(await openMade(path)).toBe('foreign')
    await writeFile(path, Buffer.concat([await readFile(ours), Buffer.from('more')]))
    expect(await openMade(path)).toBe('foreign')
  })

  test('a table of contents of a later version, of another shape or with a way out of the folder is refused', async () => {
    const data = Buffer.from('no gzip')
    expect(await openMade(await forged({ ...manifestFor(data), version: 2, more: true }))).toBe('newer')
    expect(await openMade(await forged({ ...manifestFor(data), format: 'other' }))).toBe('foreign')
    expect(await openMade(await forged('text'))).toBe('foreign')
    expect(
      parseManifest({ ...manifestFor(data), parts: [{ ...manifestFor(data).parts[0], name: '../a' }] }),
    ).toBeUndefined()
    expect(
      parseManifest({ ...manifestFor(data), parts: [{ ...manifestFor(data).parts[0], name: 'C:\\a' }] }),
    ).toBeUndefined()
    expect(await openMade(await forged(manifestFor(data)))).toBe('altered')
  })

  test('data that unpack to out of all proportion are not read to the end', async () => {
    const text = `{"batch":{"seq":1,"count":0,"title":"${' '.repeat(15 * 1024 * 1024)}"}}`
    const lines: string[] = []
    let before = beginning.hash
    for (let number = 0; number < 12; number += 1) {
      before = linkAfter(before, text)
      lines.push(`${before} ${text}`)
    }
    const entries = gzipSync(`${lines.join('\n')}\n`)
    const tail = gzipSync('{"mark":null}\n{"desk":null}\n')
    const { sha256 } = partOf('x', Buffer.concat([entries, tail]))
    const footer = footerMember({
      seq: 1,
      hash: before,
      first: before,
      at: aboutBackup.at,
      reason: 'asked',
      entries: entries.length,
      tail: tail.length,
      members: 1,
      sha256,
    })
    const data = Buffer.concat([entries, tail, footer])
    expect(data.length).toBeLessThan(300_000)
    expect(await openMade(await forged(manifestFor(data), undefined, data))).toBe('bomb')
  })
})

describe('a snapshot by itself', () => {
  const makeSnapshot = async () => {
    const folder = await temporaryFolder()
    const vault = vaultIn(folder)
    await say(vault, 1, 3)
    await vault.saveDesk({ text: '{"drafts":[]}' })
    const taken = await vault.takeSnapshot({ reason: 'asked' })
    if (taken.status !== 'taken') throw new Error(taken.status)
    return join(folder, 'snapshots', taken.snapshot.name)
  }

  test('opens like a backup that says nothing of itself and holds no files', async () => {
    const path = await makeSnapshot()
    expect(await lookAtBackup(path)).toBe('snapshot')
    const opened = await openMade(path)
    expect(opened).toMatchObject({
      about: undefined,
      snapshot: { footer: { seq: 3 } },
      files: [],
      damaged: [],
    })
    if (typeof opened === 'string') throw new Error(opened)
    // The stick may be pulled out while its content is being compared.
    await rm(path)
    expect(await readTail(opened.snapshot)).toMatchObject({ desk: '{"drafts":[]}' })
  })

  test('is refused wherever a byte of it is another, and where it was cut off', async () => {
    const path = await makeSnapshot()
    const { length } = await readFile(path)
    for (const at of [20, Math.floor(length / 3)])
      expect(await openMade(await altered(path, flip(at))), `byte ${String(at)}`).toBe('altered')
    const bytes = await readFile(path)
    await writeFile(path, bytes.subarray(0, length - 9))
    expect(await lookAtBackup(path)).toBe('cut')
    const other = join(await temporaryFolder(), 'other.gz')
    await writeFile(other, gzipSync('of another program'))
    expect(await lookAtBackup(other)).toBe('foreign')
  })
})

test('a backup that was called off leaves nothing behind, and the one before as it was', async () => {
  const { path, folder } = await makeBackup()
  const before = await readFile(path)
  const names = await readdir(folder)
  const controller = new AbortController()
  const onBytes = () => controller.abort()
  const parts = [await measure({ name: '台账/机构.xlsx', read: () => [Buffer.alloc(10), Buffer.alloc(10)] })]
  const content = { about: aboutBackup, data: '台账/机构.xlsx', parts }
  await expect(
    writeBackupFile(path, content, null, folder, { signal: controller.signal, onBytes }),
  ).rejects.toThrow()
  expect(await readdir(folder)).toEqual(names)
  expect((await readFile(path)).equals(before)).toBe(true)
})

test('a backup whose data are not sound is not put in its place', async () => {
  const { folder } = await makeBackup()
  const path = join(folder, '另一份.zip')
  const part = partOf('数据/ledger.jsonl.gz', Buffer.from('no gzip'))
  const content = { about: aboutBackup, data: part.name, parts: [part] }
  expect(await writeBackupFile(path, content, null, folder, going())).toBe(false)
  expect(await readdir(folder)).not.toContain('另一份.zip')
})

test('every fault has a sentence of its own that names the file', () => {
  const faults: readonly Exclude<BackupFault, 'wrongPassphrase'>[] = [
    'none',
    'foreign',
    'cut',
    'altered',
    'bomb',
    'newer',
    'locked',
  ]
  const sentences = faults.map((fault) => backupFailure(fault, '备份.zip').message)
  expect(new Set(sentences).size).toBe(faults.length)
  for (const sentence of sentences) expect(sentence).toContain('备份.zip')
})

test('the data that come out of a backup are the snapshot that went in', async () => {
  const { path } = await makeBackup(passphrase)
  const opened = await openBackupFile(path, passphrase, await temporaryFolder(), going())
  if (typeof opened === 'string') throw new Error(opened)
  expect(await readFooter(opened.snapshot.path)).toEqual(opened.snapshot.footer)
})
