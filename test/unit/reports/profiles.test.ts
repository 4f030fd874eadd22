import { beforeAll, expect, test } from 'vitest'
import { read } from 'xlsx'
import { registers } from '../../../src/domain/registers/all'
import { newCustom } from '../../../src/features/reports/custom/saved-custom'
import { packFrozen, unpackFrozen } from '../../../src/features/reports/frozen-data'
import { createReportJob, type ReportMaker } from '../../../src/features/reports/report-job'
import { reports } from '../../../src/reports/all'
import type { ReportOptions } from '../../../src/reports/report'
import type { Store } from '../../../src/storage/store'
import { type ExportProfile, forOutsiders, ownUse } from '../../../src/workbook/export-profile'
import { plain, type Sheet, type Workbook } from '../../../src/workbook/model'
import { writeWorkbook } from '../../../src/xlsx/write'
import { usualRules } from '../../../src/domain/office-rules'
import { columnOf, metaOf, reportOptions, sheetOf } from '../support/report-data'
import { sampleStore } from '../support/sample-store'
import { wholeReport } from '../support/whole-report'

const bureau: ExportProfile = {
  name: '财政局',
  recipient: '市财政局',
  maskPhones: true,
  leftOut: ['合同金额', '联系人'],
  watermark: '仅供市财政局使用 & 不得外传',
}

let store: Store
let job: ReportMaker
beforeAll(async () => {
  store = await sampleStore()
  job = createReportJob(store, registers)
})
const optionsWith = (profile: ExportProfile): ReportOptions => reportOptions({ samples: true, profile })

const visible = ({ sheets }: Workbook): readonly Sheet[] =>
  sheets.filter(({ visibility }) => visibility === 'visible')

test('a column that is left out keeps its place and says nothing, not even its total', async () => {
  const whole = columnOf(sheetOf(await job.build('R05', optionsWith(ownUse))), '合同金额（万元）')
  const { cells, total } = columnOf(sheetOf(await job.build('R05', optionsWith(bureau))), '合同金额（万元）')
  expect(whole.cells.some(({ value }) => typeof value === 'number')).toBe(true)
  expect(cells.map(({ value }) => value)).toEqual(
    whole.cells.map(({ value }) => (value === null ? null : '（不提供）')),
  )
  expect([total?.value, total?.formula]).toEqual(['（不提供）', undefined])
})

test('no report and no package shows what is left out, and all carry the line at their head', async () => {
  for (const { code } of reports) {
    const { workbook } = await job.build(code, optionsWith(bureau))
    for (const sheet of visible(workbook)) {
      const headings = new Map<number, unknown>()
      for (const { cells } of sheet.rows)
        cells.forEach((cell, column) => {
          const { role = 'body', value } = plain(cell)
          if (role === 'heading' && value !== null) headings.set(column, value)
          else if (['body', 'total', 'subtotal'].includes(role) && sheet.name !== '指标解释')
            if (/^(?:合同金额|联系人)(?:（万元）)?$/u.test(String(headings.get(column))))
              expect([null, '（不提供）']).toContain(value)
        })
      expect([code, sheet.name, sheet.print?.header]).toEqual([code, sheet.name, bureau.watermark])
    }
  }
})

test('the file names the recipient in _meta and prints the line on each page', async () => {
  const built = await wholeReport(store, 'R05', optionsWith(bureau))
  expect(metaOf(built)).toContainEqual(['recipient', '市财政局'])
  const own = await wholeReport(store, 'R05', optionsWith(ownUse))
  expect(metaOf(own).map(([name]) => name)).not.toContain('recipient')
  const file = read(await writeWorkbook(built.workbook), { bookFiles: true }) as unknown as {
    readonly files: Readonly<Record<string, { readonly content: Uint8Array }>>
  }
  const first = new TextDecoder().decode(file.files['xl/worksheets/sheet1.xml']?.content)
  expect(first).toContain('<oddHeader>&amp;R仅供市财政局使用 &amp;&amp; 不得外传</oddHeader>')
})

test('a report of one’s own and a list do without the column', async () => {
  const register = registers.find(({ name }) => name === 'serviceRecords')
  if (register === undefined) throw new Error('No services')
  const list = { search: '', filters: [], sort: register.sort, columns: ['code', 'contractAmount', 'hours'] }
  const custom = { ...newCustom(register, list), name: '服务' }
  const renamed = {
    ...custom,
    columns: custom.columns.map((column) =>
      column.name === 'contractAmount' ? { ...column, heading: '签约额' } : column,
    ),
  }
  const headings = async (profile: ExportProfile) =>
    sheetOf(await job.build(renamed, optionsWith(profile)))
      .rows.flatMap(({ cells }) => cells.map(plain))
      .filter(({ role }) => role === 'heading')
      .map(({ value }) => value)
  expect(await headings(ownUse)).toContain('签约额')
  expect(await headings(bureau)).not.toContain('签约额')
  const written = await job.writeList({
    query: { ...list, register: 'serviceRecords' },
    columns: list.columns,
    profile: bureau,
    unitName: '重庆市永川区科学技术协会',
    createdAt: '2021-07-02T08:00:00.000Z',
    today: '2021-07-02',
  })
  const [sheet] = Object.values(read(written.bytes, { dense: true }).Sheets)
  expect(JSON.stringify(sheet)).not.toContain('合同金额')
  expect(JSON.stringify(sheet)).toContain('时长')
})

test('what was frozen before there were profiles keeps its masked phones', async () => {
  const { profile: _none, ...older } = optionsWith(ownUse)
  const thaw = async (options: object) => {
    const packed = await packFrozen({
      head: { report: 'R15', counted: {} },
      options: options as ReportOptions,
      collected: { records: {}, linked: {}, rules: usualRules },
    })
    return (await unpackFrozen(packed.stream()))?.options.profile
  }
  expect(await thaw({ ...older, external: true })).toEqual(forOutsiders)
  expect(await thaw({ ...older, external: false })).toEqual(ownUse)
  expect(await thaw(optionsWith(bureau))).toEqual(bureau)
})
