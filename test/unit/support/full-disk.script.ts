import { execFileSync } from 'node:child_process'
import { mkdir, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asideOf, setAside } from '../../../electron/set-aside'
import { entryLines, linesOf, readAll, say, wholePart } from './entries'
import { plainVault } from './plain-vault'

// Lives through a full disk and one that becomes read-only, and writes as JSON what the vault answered.
const disk = process.argv[2] ?? ''
const folder = join(disk, 'vault')
const filler = join(disk, 'filler')

/** Until not one byte more goes on the disk. */
const fill = async (): Promise<void> => {
  const file = await open(filler, 'a')
  for (const size of [65_536, 4096, 1]) {
    let isFull = false
    while (!isFull)
      isFull = await file.appendFile(Buffer.alloc(size)).then(
        () => false,
        () => true,
      )
  }
  await file.close()
}

const answers: Record<string, unknown> = {}
const isWhole = async (seq: number): Promise<boolean> => {
  const vault = plainVault(folder)
  const { lines, lost } = await readAll(vault)
  await vault.close()
  return lines.join('\n') === linesOf(1, seq).join('\n') && lost.length === 0
}

const vault = plainVault(folder)
await say(vault, 1, 5)
await vault.saveDesk({ text: 'before' })

// An entry that does not fit: its first parts do, then the disk is full in the middle of it.
const big = entryLines(6, 40_000)
const parts: string[] = []
for (let from = 0; from < big.length && parts.at(-1) !== 'failed'; from += 2000) {
  const last = from + 2000 >= big.length
  const answer = await vault.append({ seq: 6, lines: big.slice(from, from + 2000), last, sync: last })
  parts.push(answer.status)
  if (answer.status === 'failed') answers['tooBig'] = answer
}
answers['partsBeforeFull'] = parts.length - 1
answers['afterTooBig'] = await vault.append(wholePart(6))
answers['wholeAfterTooBig'] = await isWhole(6)

await fill()
answers['full'] = await vault.append(wholePart(7, 500))
answers['fullAgain'] = (await vault.append(wholePart(7, 500))).status
answers['snapshotWhenFull'] = await vault.takeSnapshot({ reason: 'interval' })
answers['deskWhenFull'] = await vault.saveDesk({ text: 'x'.repeat(100_000) })
answers['deskReadWhenFull'] = await vault.readDesk()
answers['readWhenFull'] = (await readAll(vault)).lines.length === linesOf(1, 6).length
answers['leftBeside'] = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.tmp'))
await vault.close()

const reopened = plainVault(folder)
answers['openedWhenFull'] = await reopened.open()
answers['appendedWhenFull'] = (await reopened.append(wholePart(7, 500))).status
await rm(filler)
answers['withRoom'] = await reopened.append(wholePart(7))
answers['snapshotWithRoom'] = (await reopened.takeSnapshot({ reason: 'interval' })).status
answers['deskWithRoom'] = await reopened.saveDesk({ text: 'after' })
answers['wholeWithRoom'] = await isWhole(7)

// Killed in the middle of an entry, and no room at the next start to write down what came before it in the file.
await say(reopened, 8, 99)
await reopened.append({ seq: 100, lines: entryLines(100, 500).slice(0, 300), last: false, sync: false })
await fill()
const torn = plainVault(folder)
answers['openedTornAndFull'] = (await torn.open()).head?.seq
const tries = []
for (let time = 0; time < 5; time += 1) tries.push((await torn.append(wholePart(100))).status)
answers['appendedTornAndFull'] = tries
await rm(filler)
answers['appendedTornWithRoom'] = await torn.append(wholePart(100))
await torn.close()
answers['wholeAfterTorn'] = await isWhole(100)
answers['damagedFolders'] = (await readdir(join(folder, 'damaged'))).length

// The store of the browser, when there is no room for a copy of it.
const store = join(disk, 'app_ledger_0.indexeddb.leveldb')
const aside = join(folder, 'aside')
await mkdir(store)
for (const [name, size] of [
  ['000005.ldb', 200_000],
  ['000007.log', 100_000],
  ['CURRENT', 16],
] as const)
  await writeFile(join(store, name), name.repeat(size / name.length + 1))
await fill()
const places = { stores: [store], aside, keptIn: disk, clock: () => new Date() }
answers['asideWhenFull'] = await setAside(places).then(
  () => 'set aside',
  (error: unknown) => String(error),
)
await rm(store, { recursive: true })
await rm(filler)
const kept = (await asideOf(places, Promise.resolve()).keep()) ?? ''
const copied = join(kept, 'app_ledger_0.indexeddb.leveldb')
answers['keptWhenFull'] = await Promise.all(
  ['000005.ldb', '000007.log', 'CURRENT'].map(async (name) =>
    (await readFile(join(copied, name), 'utf8')).startsWith(name),
  ),
)
// To another file system no second name can be had: there it is copied.
const elsewhere = await mkdtemp(join(tmpdir(), 'aside-'))
const across = { ...places, stores: [copied], aside: join(elsewhere, 'aside') }
await setAside(across)
answers['bytesAcross'] = (await stat(join(across.aside, 'app_ledger_0.indexeddb.leveldb', '000005.ldb'))).size
const moved = await asideOf({ ...across, keptIn: disk }, Promise.resolve()).keep()
answers['movedAcross'] = await readdir(join(moved ?? '', 'app_ledger_0.indexeddb.leveldb'))
await rm(elsewhere, { recursive: true })

await reopened.close()
const writing = plainVault(folder)
await writing.open()
execFileSync('mount', ['-o', 'remount,ro', disk])
answers['readOnly'] = await writing.append(wholePart(101))
answers['snapshotReadOnly'] = await writing.takeSnapshot({ reason: 'interval' })
const readOnly = plainVault(folder)
answers['openedReadOnly'] = (await readOnly.open()).head?.seq
answers['appendedReadOnly'] = (await readOnly.append(wholePart(101))).status
answers['wholeReadOnly'] = await isWhole(100)
execFileSync('mount', ['-o', 'remount,rw', disk])
answers['writable'] = await writing.append(wholePart(101))
answers['wholeWritable'] = await isWhole(101)

process.stdout.write(JSON.stringify(answers))
