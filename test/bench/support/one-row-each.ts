import type { Page } from '@playwright/test'

/** Milliseconds. */
export interface RawTimes {
  readonly putting: number
  readonly reading: number
}

/**
 * What it takes to put every record of the app's ledger, or those of some registers, into a database with a row for each
 * and no index, in one strict transaction, and to get them all back.
 */
export const rawTimes = (page: Page, registers?: readonly string[]): Promise<RawTimes> =>
  page.evaluate(async (wanted) => {
    const open = (name: string, prepare?: (database: IDBDatabase) => void): Promise<IDBDatabase> =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onupgradeneeded = () => prepare?.(opening.result)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(new Error(`${name} was not opened.`))
      })
    const allOf = (database: IDBDatabase, store: string): Promise<readonly unknown[]> =>
      new Promise((resolve) => {
        const asked = database.transaction(store).objectStore(store).getAll()
        asked.onsuccess = () => resolve(asked.result)
      })
    const ledger = await open('ledger')
    const pages = (await allOf(ledger, 'recordPages')) as {
      items: readonly { register: string; record: unknown }[]
    }[]
    ledger.close()
    const rows = pages
      .flatMap(({ items }) => items)
      .filter(({ register }) => wanted === undefined || wanted.includes(register))
    const raw = await open('bench', (database) => database.createObjectStore('records', { keyPath: 'id' }))
    const put = performance.now()
    await new Promise<void>((resolve, reject) => {
      const change = raw.transaction('records', 'readwrite', { durability: 'strict' })
      for (const { record } of rows) change.objectStore('records').put(record)
      change.oncomplete = () => resolve()
      change.onabort = () => reject(new Error('The records were not put.'))
    })
    const read = performance.now()
    await allOf(raw, 'records')
    const end = performance.now()
    raw.close()
    return { putting: read - put, reading: end - read }
  }, registers)
