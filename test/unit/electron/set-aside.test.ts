import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { asideOf, setAside, storeFolders } from '../../../electron/set-aside'
import { temporaryFolder } from '../support/vaults'

const page = 'app://ledger/index.html'
const ready = Promise.resolve()

/** A user's folder with a store in it, as Chromium names it. */
const withStore = async () => {
  const userData = await temporaryFolder()
  const stores = storeFolders(userData, page)
  const [leveldb = '', blob = ''] = stores
  await mkdir(join(blob, '1', '00'), { recursive: true })
  await mkdir(leveldb)
  const files = {
    '000005.ldb': 'table',
    '000006.log': 'log',
    'MANIFEST-000001': 'manifest',
    CURRENT: 'x',
    LOCK: '',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(leveldb, name), text)
  await writeFile(join(blob, '1', '00', '2a'), 'blob')
  const aside = join(userData, 'vault', 'aside')
  return {
    leveldb,
    blob,
    places: { stores, aside, keptIn: userData, clock: () => new Date(2021, 3, 8, 9, 5) },
    userData,
  }
}

const inAside = (aside: string, name: string): string => join(aside, 'app_ledger_0.indexeddb.leveldb', name)

test('Chromium’s folders of an origin are known by their names', () => {
  expect(storeFolders('/data', page)).toEqual([
    join('/data', 'IndexedDB', 'app_ledger_0.indexeddb.leveldb'),
    join('/data', 'IndexedDB', 'app_ledger_0.indexeddb.blob'),
  ])
  expect(storeFolders('/data', 'http://localhost:5173/')[0]).toContain(
    'http_localhost_5173.indexeddb.leveldb',
  )
})

describe('a store that is set aside', () => {
  test('is all there but the lock, and does not follow what happens to the store', async () => {
    const { leveldb, places } = await withStore()
    await setAside(places)
    await appendFile(join(leveldb, '000006.log'), ' and more')
    await rm(join(leveldb, '000005.ldb'))
    await writeFile(join(leveldb, 'CURRENT'), 'y')
    expect(
      (await readdir(places.aside, { recursive: true })).map((name) => name.split(/[\\/]/u).at(-1)).sort(),
    ).toEqual([
      '00',
      '000005.ldb',
      '000006.log',
      '1',
      '2a',
      'CURRENT',
      'MANIFEST-000001',
      'app_ledger_0.indexeddb.blob',
      'app_ledger_0.indexeddb.leveldb',
    ])
    expect(await readFile(inAside(places.aside, '000005.ldb'), 'utf8')).toBe('table')
    expect(await readFile(inAside(places.aside, '000006.log'), 'utf8')).toBe('log')
    expect(await readFile(inAside(places.aside, 'CURRENT'), 'utf8')).toBe('x')
  })

  test('takes no room for what is never written again', async () => {
    const { leveldb, places } = await withStore()
    await setAside(places)
    const inode = async (path: string): Promise<number> => (await stat(path)).ino
    expect(await inode(inAside(places.aside, '000005.ldb'))).toBe(await inode(join(leveldb, '000005.ldb')))
    expect(await inode(inAside(places.aside, '000006.log'))).not.toBe(
      await inode(join(leveldb, '000006.log')),
    )
  })

  test('stays as it was at the next start until it is dropped or kept', async () => {
    const { leveldb, places } = await withStore()
    await setAside(places)
    await writeFile(join(leveldb, 'CURRENT'), 'emptied by Chromium')
    await setAside(places)
    expect(await readFile(inAside(places.aside, 'CURRENT'), 'utf8')).toBe('x')
    await asideOf(places, ready).drop()
    await setAside(places)
    expect(await readFile(inAside(places.aside, 'CURRENT'), 'utf8')).toBe('emptied by Chromium')
  })

  test('is kept under a name with the time, each time another', async () => {
    const { userData, places } = await withStore()
    const names = []
    for (let round = 0; round < 2; round += 1) {
      await setAside(places)
      names.push(await asideOf(places, ready).keep())
    }
    expect(names).toEqual([
      join(userData, '损坏的数据库-2021-04-08 090500'),
      join(userData, '损坏的数据库-2021-04-08 090500-2'),
    ])
    expect(await readFile(inAside(names[1] ?? '', '000005.ldb'), 'utf8')).toBe('table')
    expect(await asideOf(places, ready).keep()).toBeNull()
    await setAside(places)
    expect(await readFile(inAside(places.aside, 'CURRENT'), 'utf8')).toBe('x')
  })

  test('that was only half there when the process ended is made anew', async () => {
    const { places } = await withStore()
    await mkdir(inAside(`${places.aside}.half`, ''), { recursive: true })
    await writeFile(inAside(`${places.aside}.half`, 'CURRENT'), 'ha')
    await setAside(places)
    expect(await readFile(inAside(places.aside, 'CURRENT'), 'utf8')).toBe('x')
    await expect(stat(`${places.aside}.half`)).rejects.toThrow('ENOENT')
  })

  test('is nothing where there is no store yet', async () => {
    const userData = await temporaryFolder()
    const aside = join(userData, 'vault', 'aside')
    const places = { stores: storeFolders(userData, page), aside, keptIn: userData, clock: () => new Date() }
    await setAside(places)
    expect(await asideOf(places, ready).keep()).toBeNull()
    await asideOf(places, ready).drop()
    expect(await readdir(userData)).toEqual([])
  })
})
