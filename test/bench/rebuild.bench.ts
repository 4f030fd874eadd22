import { mkdtempSync, rmSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { registers } from '../../src/domain/registers/all'
import type { LedgerRecord } from '../../src/domain/record'
import { toStored } from '../../src/storage/stored-record'
import type { OwnVault } from '../../electron/vault'
import { launchApp } from '../e2e/support/launch'
import { plainVault } from '../unit/support/plain-vault'
import { appendBatch } from './support/second-copy'

/** The database is gone: 100,000 records are made again from the second copy, in the real app. */
export const name = 'rebuild of 100,000 records'

interface Line {
  readonly task: string
  readonly ours: number
  readonly yardstick?: number
  readonly unit: string
  readonly goal: number
}

const count = 100_000
const atOnce = 2000
const at = '2021-04-08T01:00:00.000Z'

const words = ['产线视觉检测方案论证', '污水处理菌种筛选', '数控机床主轴温升治理', '电池包热管理仿真']
const two = (value: number): string => String(value).padStart(2, '0')

const recordAt = (index: number): LedgerRecord => ({
  id: `0190a1b2-c3d4-7e5f-8a9b-${String(index).padStart(12, '0')}`,
  code: `FW-500118-2021-${String(index).padStart(6, '0')}`,
  districtCode: '500118',
  confidentiality: '内部',
  isSample: false,
  createdAt: at,
  createdBy: '张三',
  updatedAt: at,
  updatedBy: '张三',
  version: 1,
  deletedAt: null,
  values: {
    topic: `${words[index % 4] ?? ''}（${String(index % 977)}）`,
    serviceDate: `2021-${two(1 + (index % 12))}-${two(1 + (index % 28))}`,
    mode: '套餐式',
    content: Array.from({ length: 8 }, (_, place) => words[(index * 7 + place * 3) % 4]).join('，'),
    people: { value: (index * 37) % 500, qualifier: '约' },
    served: [`0190a1b2-c3d4-7e5f-8a9d-${String((index * 31) % 5000).padStart(12, '0')}`],
    auditStatus: '待审核',
  },
})

export const run = async (): Promise<readonly Line[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'rebuild-bench-'))
  try {
    const bytes = await writeSecondCopy(folder)
    const { page, close } = await launchApp({ userDataDir: folder })
    const from = await page.evaluate(() => performance.timeOrigin)
    await page.getByRole('main', { name: '数据已全部恢复' }).waitFor({ timeout: 300_000 })
    const ours = (await page.evaluate(() => Date.now())) - from
    const yardstick = await rawPuts(page)
    await close()
    const data = Array.from({ length: count }, (_, index) => JSON.stringify(recordAt(index)))
    const size = data.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
    const megabyte = 1024 * 1024
    return [
      { task: 'rebuild of 100,000, against raw strict puts', ours, yardstick, unit: 'ms', goal: 3 },
      {
        task: 'second copy of 100,000 after compaction, against the records',
        ours: bytes / megabyte,
        yardstick: size / megabyte,
        unit: 'MB',
        goal: 2,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * What the imports of as many records leave behind, compacted: the snapshot, and the journal since the one before it.
 * Gives the size of both.
 */
const writeSecondCopy = async (folder: string): Promise<number> => {
  const vault = plainVault(join(folder, 'vault'))
  await vault.open()
  for (let seq = 1; seq <= count / atOnce; seq += 1) {
    const records = Array.from({ length: atOnce }, (_, index) => ({
      register: 'serviceRecords',
      record: recordAt((seq - 1) * atOnce + index),
    }))
    await appendBatch(vault, seq, { kind: 'import', title: '导入', at }, records)
  }
  // The journal goes up to the last snapshot but one.
  const snapshot = await sizeOfSnapshot(vault)
  const seq = count / atOnce + 1
  await appendBatch(vault, seq, { kind: 'save', title: '', at }, [])
  await sizeOfSnapshot(vault)
  await vault.close()
  const journal = join(folder, 'vault', 'journal')
  const sizes = await Promise.all(
    (await readdir(journal)).map(async (file) => (await stat(join(journal, file))).size),
  )
  return sizes.reduce((sum, size) => sum + size, snapshot)
}

const sizeOfSnapshot = async (vault: OwnVault): Promise<number> => {
  const taken = await vault.takeSnapshot({ reason: 'asked' })
  if (taken.status !== 'taken') throw new Error(taken.status)
  return taken.snapshot.bytes
}

/** Milliseconds that the same rows take, put one by one into a database without an index. */
const rawPuts = async (page: Page): Promise<number> => {
  const register = registers.find((one) => one.name === 'serviceRecords')
  if (register === undefined) throw new Error('no register')
  let taken = 0
  for (let from = 0; from < count; from += atOnce) {
    const rows = Array.from({ length: atOnce }, (_, index) =>
      toStored(register, recordAt(from + index), '2021-07-01'),
    )
    taken += await page.evaluate(putRows, rows)
  }
  return taken
}

const putRows = (rows: readonly unknown[]): Promise<number> =>
  new Promise((done, fail) => {
    const opening = indexedDB.open('yardstick', 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('records', { keyPath: ['register', 'id'] })
    }
    opening.onerror = () => fail(new Error('not opened'))
    opening.onsuccess = () => {
      const from = performance.now()
      const put = opening.result.transaction('records', 'readwrite', { durability: 'strict' })
      for (const row of rows) put.objectStore('records').put(row)
      put.oncomplete = () => {
        opening.result.close()
        done(performance.now() - from)
      }
      put.onabort = () => fail(new Error('not put'))
    }
  })
