import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, test } from 'vitest'
import { monthsPeriod } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { createImportJob } from '../../../src/features/import/import-job'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Store } from '../../../src/storage/store'
import { type Cell, plain, type Workbook } from '../../../src/workbook/model'
import { writeWorkbook } from '../../../src/xlsx/write'
import { openFile, startDesk, usualChoices } from '../support/import-desk'
import { memoryVault } from '../support/memory-vault'
import { reportOptions } from '../support/report-data'
import { sampleStore } from '../support/sample-store'
import { wholeReport } from '../support/whole-report'

let store: Store
beforeAll(async () => {
  store = await sampleStore()
})

const options = reportOptions({ period: monthsPeriod('年', 2021, 0), district: undefined, samples: true })

const built = async (code: string): Promise<Workbook> => (await wholeReport(store, code, options)).workbook

const back = async (workbook: Workbook, code: string) => {
  const clock = { now: () => '2021-07-05T08:00:00.000Z', today: () => '2021-07-05' }
  const desk = { store, job: createImportJob(store, registers, clock) }
  const opened = await openFile(desk, await writeWorkbook(workbook), `${code}.xlsx`)
  const register = opened.own?.register ?? opened.tables[0]?.register ?? ''
  const mapping = await desk.job.mapping(0, register)
  return desk.job.plan(usualChoices(mapping, register))
}

const changed = (workbook: Workbook, heading: string, cell: Cell): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((sheet, index) => {
    if (index > 0) return sheet
    const headings = sheet.rows.findIndex(({ cells }) =>
      cells.some((other) => plain(other).value === heading),
    )
    const column = sheet.rows[headings]?.cells.findIndex((other) => plain(other).value === heading) ?? -1
    const row = sheet.rows.findIndex(
      ({ cells }, at) => at > headings && /^[A-Z]{2}-/u.test(String(plain(cells[1] ?? null).value)),
    )
    return {
      ...sheet,
      rows: sheet.rows.map((line, at) =>
        at === row
          ? { ...line, cells: line.cells.map((old, place) => (place === column ? cell : old)) }
          : line,
      ),
    }
  }),
})

describe.each(['R03', 'R04', 'R09', 'R10', 'R11'])('%s', (code) => {
  test('that comes back as it went out changes nothing', async () => {
    const { counts } = await back(await built(code), code)
    expect(counts).toMatchObject({ new: 0, changed: 0, clash: 0, problem: 0, maybe: 0 })
    expect(counts.same).toBeGreaterThan(0)
  })
})

/** The workbook with other texts in one of its sheets. */
const retold = (workbook: Workbook, sheet: string | 0, said: string, instead: string): Workbook => ({
  ...workbook,
  sheets: workbook.sheets.map((own, index) =>
    index !== sheet && own.name !== sheet
      ? own
      : {
          ...own,
          rows: own.rows.map((row) => ({
            ...row,
            cells: row.cells.map((cell) => {
              const { value, ...look } = plain(cell)
              return typeof value === 'string' && value.includes(said)
                ? { ...look, value: value.replace(said, instead) }
                : cell
            }),
          })),
        },
  ),
})

const warningsOf = async (workbook: Workbook, at: Store = store): Promise<string> => {
  const clock = { now: () => '2021-07-05T08:00:00.000Z', today: () => '2021-07-05' }
  const desk = { store: at, job: createImportJob(at, registers, clock) }
  const { warnings } = await openFile(desk, await writeWorkbook(workbook), 'R03.xlsx')
  return warnings.join('\n')
}

describe('what does not fit with a report that comes back', () => {
  test('nothing does not where nothing was touched', async () =>
    expect(await warningsOf(await built('R03'))).toBe(''))

  test.each([
    ['the id of a record', 'record', 'record '],
    ['the district', '全市', '500101'],
    ['the schema', '3', '2'],
  ])('%s that was changed in `_meta` is noticed, and no row is led by it', async (_what, said, instead) => {
    const altered = retold(await built('R03'), '_meta', said, instead)
    expect(await warningsOf(altered)).toContain('_meta 被改动过')
    expect((await back(altered, 'R03')).missing).toBe(0)
  })

  test('a workbook of a later version', async () =>
    expect(await warningsOf(retold(await built('R03'), '_meta', '3', '4'))).toContain('新版本的程序'))

  test('another district or another period in its heading', async () => {
    const workbook = await built('R03')
    const district = retold(workbook, 0, '重庆市永川区科学技术协会', '重庆市长寿区科学技术协会')
    expect(await warningsOf(district)).toMatch(/填报单位写的是“重庆市长寿区.*”，导出时是“重庆市永川区/u)
    const period = retold(workbook, 0, '所属期：2021年', '所属期：2022年')
    expect(await warningsOf(period)).toContain('所属期写的是“2022年”，导出时是“2021年”')
  })

  test('records that another office has', async () => {
    const other = createStore(
      newId(),
      registers,
      { now: () => '2021-07-05T08:00:00.000Z', today: () => '2021-07-05' },
      memoryVault(),
    )
    expect(await warningsOf(await built('R03'), other)).toContain('本机一条也没有')
  })
})

test.each(['R06', 'R12', '月报包'])('%s, whose rows are no records, is not taken', async (code) => {
  const { job } = await startDesk()
  const opened = await job.open(await writeWorkbook(await built(code)), `${code}.xlsx`)
  expect(opened.ok ? '' : opened.message).toContain('表里的一行不是一条记录')
})

test('for the problems of R12 it is said where they can be corrected', async () => {
  const { job } = await startDesk()
  const opened = await job.open(await writeWorkbook(await built('R12')), 'R12.xlsx')
  expect(opened.ok ? '' : opened.advice).toMatch(/“调研走访”.*“问题与诉求”.*重新生成报表/u)
})

test('a name that was corrected in R03 is corrected in its need, and in no other', async () => {
  const view = await back(changed(await built('R03'), '需求名称', '改过的需求名称'), 'R03')
  expect(view.counts).toMatchObject({ new: 0, changed: 1, problem: 0, clash: 0 })
  expect(view.changed).toEqual([{ label: '需求名称', count: 1 }])
})
