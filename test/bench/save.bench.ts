import { rm } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { launchApp } from '../e2e/support/launch'
import { bigLedger } from './support/big-ledger'
import { holdDataWorker } from './support/data-worker'
import { type Line, quantile } from './support/measure'

export const name = 'Saving one record among 100,000'

/**
 * What a save costs behind the form, from the window to the answer, against a strict put of the same values into a
 * database with nothing else in it. In turns, so that whatever else the disk does hits both.
 */
export const run = async (): Promise<readonly Line[]> => {
  const folder = await bigLedger()
  const { page, close } = await launchApp({ userDataDir: folder })
  await holdDataWorker(page)
  const { saved, put } = await saves(page)
  await close()
  await rm(folder, { recursive: true, force: true })
  return [
    {
      task: 'save one record, p95, against a raw strict put',
      ours: quantile(saved, 0.95),
      yardstick: quantile(put, 0.95),
      unit: 'ms',
      goal: 2,
    },
  ]
}

interface Times {
  readonly saved: readonly number[]
  readonly put: readonly number[]
}

const saves = (page: Page): Promise<Times> =>
  page.evaluate(async (): Promise<Times> => {
    const rounds = 100
    const warmUp = 5
    const values = { name: '速度测试大学', orgType: '高等院校' }
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('bench', 1)
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(new Error('The database was not opened.'))
    })
    const put = (round: number): Promise<void> =>
      new Promise((resolve, reject) => {
        const change = database.transaction('rows', 'readwrite', { durability: 'strict' })
        change.objectStore('rows').put(values, round)
        change.oncomplete = () => resolve()
        change.onabort = () => reject(new Error('The row was not put.'))
      })
    const save = async (round: number): Promise<void> => {
      const id = `bench-${String(round)}`
      const answer = await window.callStore('commit', {
        id: `batch-${id}`,
        kind: 'save',
        title: '',
        operations: [{ kind: 'create', register: 'organizations', id, values }],
      })
      if (typeof answer !== 'object' || answer === null || Reflect.get(answer, 'ok') !== true)
        throw new Error('The record was not saved.')
    }
    const timed = async (work: () => Promise<void>): Promise<number> => {
      const from = performance.now()
      await work()
      return performance.now() - from
    }
    const times: { saved: number[]; put: number[] } = { saved: [], put: [] }
    for (let round = 0; round < rounds + warmUp; round += 1) {
      const saved = await timed(() => save(round))
      const raw = await timed(() => put(round))
      if (round < warmUp) continue
      times.saved.push(saved)
      times.put.push(raw)
    }
    database.close()
    return times
  })
