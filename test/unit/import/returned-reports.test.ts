import 'fake-indexeddb/auto'
import { beforeAll, describe, expect, test } from 'vitest'
import { monthsPeriod } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { createImportJob } from '../../../src/features/import/import-job'
import { createReportJob } from '../../../src/features/reports/report-job'
import type { Store } from '../../../src/storage/store'
import { type Cell, plain, type Workbook } from '../../../src/workbook/model'
import { writeWorkbook } from '../../../src/xlsx/write'
import { openFile, usualChoices } from '../support/import-desk'
import { reportOptions } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

let store: Store
beforeAll(async () => {
  store = await sampleStore()
})

const options = reportOptions({ period: monthsPeriod('年', 2021, 0), district: undefined, samples: true })

const built = async (code: string): Promise<Workbook> =>
  (await createReportJob(store, registers).build(code, options)).workbook

const back = async (workbook: Workbook, code: string) => {
  const clock = { now: () => '2021-07-05T08:00:00.000Z', today: () => '2021-07-05' }
  const desk = { store, job: createImportJob(store, registers, clock) }
  const opened = await openFile(desk, await writeWorkbook(workbook), `${code}.xlsx`)
  const register = opened.own?.register ?? ''
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

test('a name that was corrected in R03 is corrected in its need, and in no other', async () => {
  const view = await back(changed(await built('R03'), '需求名称', '改过的需求名称'), 'R03')
  expect(view.counts).toMatchObject({ new: 0, changed: 1, problem: 0, clash: 0 })
  expect(view.changed).toEqual([{ label: '需求名称', count: 1 }])
})
