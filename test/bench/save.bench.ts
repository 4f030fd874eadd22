import { type FileHandle, open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { launchApp } from '../e2e/support/launch'
import { bigLedger } from './support/big-ledger'
import { holdDataWorker } from './support/data-worker'
import { type Line, quantile } from './support/measure'

export const name = 'Saving one record among 100,000'

const rounds = 200
const warmUp = 10
const values = { name: '速度测试大学', orgType: '高等院校' }

/**
 * What a save into both copies costs behind the form, from the window to the answer, against a strict put of the same
 * values into a database with nothing else in it and one append of them to a file that is flushed. In turns, so that
 * whatever else the disk does hits both.
 */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await bigLedger()
  const { page, close } = await launchApp({ userDataDir: folder })
  await holdDataWorker(page)
  await page.evaluate(prepare)
  const file = await open(join(folder, 'raw'), 'a')
  const saved: number[] = []
  const raw: number[] = []
  for (let round = -warmUp; round < rounds; round += 1) {
    const ours = await page.evaluate(save, [String(round), values] as const)
    const put = await page.evaluate(putRow, [round, values] as const)
    const appended = await append(file)
    if (round < 0) continue
    saved.push(ours)
    raw.push(put + appended)
  }
  await file.close()
  await close()
  await rm(folder, { recursive: true, force: true })
  return [
    {
      task: 'save one record into both copies, p95, against a raw put and append',
      ours: quantile(saved, 0.95),
      yardstick: quantile(raw, 0.95),
      unit: 'ms',
      goal: 2,
    },
  ]
}

/** Milliseconds, as are the two below. */
const append = async (file: FileHandle): Promise<number> => {
  const from = performance.now()
  await file.write(`${JSON.stringify(values)}\n`)
  await file.datasync()
  return performance.now() - from
}

declare global {
  interface Window {
    yardstick: IDBDatabase
  }
}

const prepare = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('bench', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
    opening.onsuccess = () => {
      window.yardstick = opening.result
      resolve()
    }
    opening.onerror = () => reject(new Error('The database was not opened.'))
  })

const putRow = ([round, row]: readonly [number, unknown]): Promise<number> =>
  new Promise((resolve, reject) => {
    const from = performance.now()
    const change = window.yardstick.transaction('rows', 'readwrite', { durability: 'strict' })
    change.objectStore('rows').put(row, round)
    change.oncomplete = () => resolve(performance.now() - from)
    change.onabort = () => reject(new Error('The row was not put.'))
  })

const save = async ([round, row]: readonly [string, unknown]): Promise<number> => {
  const id = `bench-${round}`
  const operations = [{ kind: 'create', register: 'organizations', id, values: row }]
  const from = performance.now()
  const answer = await window.callStore('commit', { id: `batch-${id}`, kind: 'save', title: '', operations })
  const taken = performance.now() - from
  if (typeof answer !== 'object' || answer === null || Reflect.get(answer, 'isCopied') !== true)
    throw new Error('The record was not saved.')
  return taken
}
