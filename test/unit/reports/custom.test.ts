import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { organizations } from '../../../src/domain/registers/organizations'
import { monthsPeriod } from '../../../src/domain/period'
import { registers } from '../../../src/domain/registers/all'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import type { Values } from '../../../src/domain/field'
import {
  customFile,
  freeName,
  newCustom,
  parseCustom,
  readCustomFile,
  type SavedCustom,
} from '../../../src/features/reports/custom/saved-custom'
import { customFrom, originCodes } from '../../../src/features/reports/custom/from-report'
import { createReportJob } from '../../../src/features/reports/report-job'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import { plain } from '../../../src/workbook/model'
import { memoryVault } from '../support/memory-vault'
import { reportOptions } from '../support/report-data'
import { sampleStore } from '../support/sample-store'

const custom: SavedCustom = {
  name: '服务台账',
  register: 'serviceRecords',
  title: '永川区科技服务台账',
  columns: [
    { name: 'serviceDate', heading: '日期', total: '计数' },
    { name: 'topic', heading: '', total: '去重计数' },
    { name: 'hours', heading: '', total: '求和' },
    { name: 'people', heading: '人数', total: '平均' },
  ],
  groupBy: 'mode',
  ofPeriod: true,
  orientation: 'portrait',
  hasSignature: false,
  search: '',
  filters: [{ kind: 'oneOf', field: 'auditStatus', values: ['已审核'] }],
  sort: { field: 'serviceDate', descending: true },
}

const open = async (services: readonly Values[]) => {
  const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }
  const store = createStore(newId(), registers, clock, memoryVault())
  const operations = services.map((values) => ({
    kind: 'create' as const,
    register: 'serviceRecords',
    id: newId(),
    districtCode: '500118',
    values: { auditStatus: '已审核', mode: '精准化', ...values },
  }))
  const done = await store.commit({ id: newId(), kind: 'import', title: '试验', operations })
  if (!done.ok) throw new Error(done.message)
  return createReportJob(store, registers)
}

const people = (value: number) => ({ value, qualifier: '精确' }) as const

const built = async (changed: Partial<SavedCustom> = {}) => {
  const job = await open([
    { serviceDate: '2021-04-12', topic: '主轴温升', hours: 2, people: people(10) },
    { serviceDate: '2021-05-12', topic: '主轴温升', hours: 3, mode: '定制化' },
    { serviceDate: '2021-05-20', topic: '刀具磨损', hours: 4, people: people(20) },
    { serviceDate: '2021-05-21', topic: '没审核', hours: 9, auditStatus: '待审核' },
    { serviceDate: '2020-05-20', topic: '去年的', hours: 9, people: people(90) },
  ])
  const report = await job.build({ ...custom, ...changed }, reportOptions())
  const sheet = report.workbook.sheets[0]
  if (sheet === undefined) throw new Error('No sheet')
  return { report, sheet, rows: sheet.rows.map(({ cells }) => cells.map((cell) => plain(cell))) }
}

describe('a report of one’s own', () => {
  test('has its columns, headings, filters, order and period, grouped with subtotals that are formulas', async () => {
    const { report, sheet, rows } = await built()
    const texts = rows.map((cells) => cells.map(({ value }) => value))
    expect(texts[1]?.[0]).toBe('永川区科技服务台账')
    expect(texts.slice(3, 9)).toEqual([
      ['序号', '日期', '服务主题', '服务时长\n（小时）', '人数'],
      [1, '2021-05-20', '刀具磨损', 4, 20],
      [2, '2021-04-12', '主轴温升', 2, 10],
      ['小计', 2, 2, 6, 15],
      [3, '2021-05-12', '主轴温升', 3, null],
      ['小计', 1, 1, 3, '—'],
    ])
    expect(rows[9]?.map(({ value, formula }) => [value, formula])).toEqual([
      ['合计', undefined],
      [3, 'COUNTA(B5:B6,B8:B8)'],
      [2, undefined],
      [9, 'SUM(D5:D6,D8:D8)'],
      [15, 'AVERAGE(E5:E6,E8:E8)'],
    ])
    expect(rows[6]?.[1]).toMatchObject({ prefix: '精准化 ', role: 'subtotal' })
    expect([sheet.print?.orientation, report.records]).toEqual(['portrait', 3])
    expect(report.fileName).toBe('自定义_服务台账_永川区_2021年上半年_20210702.xlsx')
    expect(JSON.stringify(sheet)).not.toContain('单位负责人')
  })

  test('holds records of all time where no period is asked for, and says so', async () => {
    const { report, rows } = await built({ ofPeriod: false, groupBy: '' })
    expect(report.records).toBe(4)
    expect(JSON.stringify(rows[2])).toContain('所属期：全部时间')
  })

  test('with more groups than a formula takes arguments passes over the subtotals', async () => {
    const days = Array.from({ length: 210 }, (_, at) => ({
      serviceDate: '2021-04-12',
      topic: `主题${String(at)}`,
      hours: 1,
    }))
    const job = await open(days)
    const report = await job.build({ ...custom, groupBy: 'topic' }, reportOptions())
    const rows = report.workbook.sheets[0]?.rows.map(({ cells }) => cells.map((cell) => plain(cell))) ?? []
    const total = rows.find(([first]) => first?.value === '合计') ?? []
    expect(total.map(({ value, formula }) => [value, formula])).toEqual([
      ['合计', undefined],
      [210, 'COUNTIFS(A5:A423,"<>小计",B5:B423,"<>")'],
      [210, undefined],
      [210, 'SUMIF(A5:A423,"<>小计",D5:D423)'],
      ['—', undefined],
    ])
  })

  test('with a single column keeps unit and period in its frame', async () => {
    const { rows } = await built({ columns: custom.columns.slice(0, 1) })
    expect(rows[2]?.[0]?.value).toBe('填报单位（盖章）：重庆市永川区科学技术协会　所属期：2021年上半年')
  })

  test('begins with the columns of a list, and sums what a list sums', () => {
    const list = {
      search: '轴',
      filters: [{ kind: 'ids', ids: 'a', label: '选中的' } as const],
      sort: serviceRecords.sort,
      columns: ['code', 'hours'],
    }
    expect(newCustom(serviceRecords, list)).toMatchObject({
      search: '轴',
      filters: [],
      columns: [
        { name: 'code', total: '不合计' },
        { name: 'hours', total: '求和' },
      ],
    })
  })
})

describe('the file of a report', () => {
  const file = (report: unknown, more: object = {}): Uint8Array =>
    new TextEncoder().encode(JSON.stringify({ kind: 'kechuang-ledger/report', version: 1, report, ...more }))

  test('comes back as it was written', () => {
    expect(readCustomFile(registers, customFile(custom).bytes)).toEqual({ ok: true, custom })
  })

  test.each([
    ['no JSON', new TextEncoder().encode('{'), '这个文件不是自定义报表文件。'],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0x80]), '这个文件不是自定义报表文件。'],
    ['too much', new Uint8Array(300 * 1024), '这个文件太大，不是自定义报表文件。'],
    ['another version', file(custom, { version: 2 }), '这个文件由另一版本的程序生成，本版本读不了。'],
    ['another register', file({ ...custom, register: '__proto__' }), '它取自本程序没有的栏目“__proto__”。'],
    ['a list', file([custom]), '它取自本程序没有的栏目“undefined”。'],
    [
      'columns that nobody knows',
      file({ ...custom, columns: [{ name: 'constructor', heading: '', total: '不合计' }] }),
      '“服务记录”没有这些列：constructor。',
    ],
    [
      'a sum of texts',
      file({ ...custom, columns: [{ name: 'topic', heading: '', total: '求和' }] }),
      '报表定义不完整，或被改坏了。',
    ],
    [
      'a column twice',
      file({ ...custom, columns: [custom.columns[0], custom.columns[0]] }),
      '报表定义不完整，或被改坏了。',
    ],
    [
      'a filter of another register',
      file({ ...custom, filters: [{ kind: 'contains', field: 'creditCode', text: 'x' }] }),
      '其中有“服务记录”不能用的筛选条件。',
    ],
    ['a sort by nothing', file({ ...custom, sort: null }), '报表定义不完整，或被改坏了。'],
  ])('with %s is refused with a word', (_what, bytes, message) => {
    expect(readCustomFile(registers, bytes)).toEqual({ ok: false, message })
  })

  test('never overwrites one of the same name', () => {
    const other = { ...custom, name: '服务台账（2）' }
    expect(freeName([custom, other], '服务台账')).toBe('服务台账（3）')
  })

  test('is kept only for a register that is there', () => {
    expect(parseCustom([organizations], custom)).toMatchObject({ ok: false })
  })
})

describe('a report of one’s own that begins as a report of the app', () => {
  const period = monthsPeriod('半年', 2021, 0)
  const options = reportOptions({ samples: true, district: undefined, districtName: '全市', period })

  test.each(originCodes)('%s: the same headings, and as many records', async (code) => {
    const job = createReportJob(await sampleStore(), registers)
    const begun = { ...customFrom(code, registers), name: code }
    expect(parseCustom(registers, JSON.parse(JSON.stringify(begun)))).toMatchObject({ ok: true })
    const [own, known] = [await job.build(begun, options), await job.build(code, options)]
    const headingsOf = ({ workbook }: typeof own): readonly string[] =>
      (workbook.sheets[0]?.rows ?? []).flatMap(({ cells }) =>
        cells.flatMap((cell) => {
          const { role, value } = plain(cell)
          return role === 'heading' ? [String(value).replaceAll('\n', '')] : []
        }),
      )
    expect(headingsOf(known)).toEqual(expect.arrayContaining([...headingsOf(own)]))
    expect(headingsOf(own).length).toBeGreaterThan(8)
    if (code !== 'R04' && code !== 'R15') expect(own.records).toBe(known.records)
  })
})
