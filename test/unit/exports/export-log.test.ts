import { expect, test } from 'vitest'
import { loggedSave, noteIn } from '../../../src/app/logged-files'
import {
  createExportLog,
  type ExportEntry,
  isFound,
  mostKept,
} from '../../../src/features/exports/export-log'
import { sampleStore } from '../support/sample-store'

const entry = (number: number): ExportEntry => ({
  at: `2021-07-02T08:00:00.${String(number).padStart(3, '0')}Z`,
  by: '张三',
  what: 'R05 科技服务记录明细表',
  period: '2021年上半年',
  district: '永川区',
  recipient: '市财政局',
  records: number,
  fileName: `R05_${String(number)}.xlsx`,
  sha256: 'ab',
})

test('files exported at once are all noted, the latest first, in the data that backups hold', async () => {
  const store = await sampleStore()
  const log = createExportLog(store)
  await Promise.all([1, 2, 3].map((number) => log.note(entry(number))))
  expect((await log.all()).map(({ records }) => records)).toEqual([3, 2, 1])
  expect(await createExportLog(store).all()).toEqual([entry(3), entry(2), entry(1)])
})

test('the oldest give way, and what is damaged is not shown', async () => {
  const store = await sampleStore()
  const many = Array.from({ length: mostKept }, (_, number) => entry(number))
  await store.savePreference('export-log', [...many, { at: 5 }, null])
  const log = createExportLog(store)
  expect(await log.all()).toEqual(many)
  await log.note({ ...entry(0), fileName: 'new.xlsx' })
  const kept = await log.all()
  expect([kept.length, kept[0]?.fileName, kept.at(-1)?.records]).toEqual([mostKept, 'new.xlsx', mostKept - 2])
})

test('an entry is found by every word of it', () => {
  expect(isFound(entry(1), 'r05 财政局')).toBe(true)
  expect(isFound(entry(1), '')).toBe(true)
  expect(isFound(entry(1), '财政局 r06')).toBe(false)
})

const bytes = new TextEncoder().encode('abc')
const request = { kind: 'workbook' as const, suggestedName: '机构_20210702.xlsx', bytes }
const saved = { status: 'saved' as const, ticket: 't', name: '给财政局.xlsx', folder: '/d' }

test('a file that was saved is noted under the name it got, with its hash; one that was not saved is not', async () => {
  const log = createExportLog(await sampleStore())
  const now = () => '2021-07-02T08:00:00.000Z'
  const failures: string[] = []
  const save = (answer: typeof saved | { readonly status: 'cancelled' }) =>
    loggedSave(
      () => Promise.resolve(answer),
      noteIn(log, '张三', now, () => failures.push('unnoted')),
    )
  await save({ status: 'cancelled' })(request)
  await save(saved)({ ...request, kind: 'text' })
  expect(await log.all()).toEqual([])
  await save(saved)(request)
  await save(saved)({ ...request, exported: { what: '机构列表', records: 7, recipient: '市财政局' } })
  expect(await log.all()).toMatchObject([
    { what: '机构列表', records: 7, recipient: '市财政局', fileName: '给财政局.xlsx', place: '/d' },
    {
      what: '机构_20210702',
      by: '张三',
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    },
  ])
  expect(failures).toEqual([])
})

test('a file that cannot be noted is saved all the same, and that is said', async () => {
  const failures: string[] = []
  const full = { all: () => Promise.resolve([]), note: () => Promise.reject(new Error('full')) }
  const save = loggedSave(
    () => Promise.resolve(saved),
    noteIn(
      full,
      '张三',
      () => '2021-07-02T08:00:00.000Z',
      () => failures.push('unnoted'),
    ),
  )
  expect(await save(request)).toBe(saved)
  expect(failures).toEqual(['unnoted'])
})
