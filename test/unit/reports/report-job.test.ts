import 'fake-indexeddb/auto'
import { describe, expect, test } from 'vitest'
import { read } from 'xlsx'
import { usualRules } from '../../../src/domain/office-rules'
import { registers } from '../../../src/domain/registers/all'
import type { Values } from '../../../src/domain/field'
import { addDays, monthsPeriod } from '../../../src/domain/period'
import { createReportJob, type Stage } from '../../../src/features/reports/report-job'
import type { BuiltReport } from '../../../src/reports/report'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { ListQuery, Operation, Store } from '../../../src/storage/store'
import { forOutsiders } from '../../../src/workbook/export-profile'
import { plain } from '../../../src/workbook/model'
import { reportOptions } from '../support/report-data'
import { memoryVault } from '../support/memory-vault'

const open = async () => {
  const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }
  const store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
  const create = async (register: string, values: Values, districtCode = '500118'): Promise<string> => {
    const id = newId()
    const operations = [{ kind: 'create' as const, register, id, districtCode, values }]
    const done = await store.commit({ id: newId(), kind: 'import', title: '试验', operations })
    if (!done.ok) throw new Error(done.message)
    return id
  }
  const factory = await create('organizations', {
    name: '重庆甲一机械有限公司',
    orgType: '企业',
    contactPhone: '13800138603',
  })
  const person = await create('experts', { name: '李四' })
  const need = await create('needs', { title: '主轴温升', organization: factory, raisedDate: '2021-03-01' })
  const serve = (serviceDate: string, more: Values = {}, districtCode = '500118') =>
    create(
      'serviceRecords',
      {
        serviceDate,
        mode: '精准化',
        topic: '主轴温升治理',
        served: [factory],
        experts: [person],
        needs: [need],
        hours: 2,
        auditStatus: '已审核',
        ...more,
      },
      districtCode,
    )
  await serve('2021-04-12')
  await serve('2021-05-12', { contractAmount: 12_000_000, result: '签订合同/协议' })
  await serve('2021-05-13', { auditStatus: '待审核' })
  await serve('2021-05-14', {}, '500106')
  return { store, job: createReportJob(store, registers), serve }
}

const query: ListQuery = {
  register: 'serviceRecords',
  district: '500118',
  search: '',
  filters: [{ kind: 'oneOf', field: 'auditStatus', values: ['已审核'] }],
  sort: { field: 'serviceDate', descending: true },
}
const asked = {
  query,
  columns: ['code', 'serviceDate', 'served', 'hours'],
  profile: forOutsiders,
  unitName: '重庆市永川区科学技术协会',
  createdAt: '2021-07-02T08:00:00.000Z',
  today: '2021-07-02',
}
const cellsOf = (bytes: Uint8Array, name: string, column: string): readonly unknown[] => {
  const sheet = read(bytes).Sheets[name] ?? {}
  return Array.from(
    { length: 8 },
    (_, row) => (sheet[`${column}${String(row + 1)}`] as { readonly v?: unknown } | undefined)?.v,
  )
}

describe('a report made from the store', () => {
  test('holds the audited services of the district, with the names of all they link to', async () => {
    const { job } = await open()
    const built = await job.build('R05', reportOptions())
    expect([built.records, built.excluded]).toMatchObject([2, [{ reason: '待审核', count: 1 }]])
    const row = built.workbook.sheets[0]?.rows[4]?.cells ?? []
    expect([row[4], row[10], row[14]]).toEqual([
      '重庆甲一机械有限公司',
      '李四',
      expect.stringMatching(/^XQ-500118-2021-/u),
    ])
  })

  test('over the city holds those of all districts', async () => {
    const { job } = await open()
    expect((await job.build('R06', reportOptions({ district: undefined }))).records).toBe(3)
  })

  test('reads the records once for its preview and its file, and again once something was done', async () => {
    const { store, serve } = await open()
    const read: string[] = []
    const together: Store['together'] = async (names, district) => {
      read.push(...names)
      return store.together(names, district)
    }
    const job = createReportJob({ ...store, together }, registers)
    const options = reportOptions()
    expect((await job.build('R05', options)).records).toBe(2)
    expect(read).toContain('serviceRecords')
    read.length = 0
    expect((await job.write('R05', { ...options, paper: 'A3' })).records).toBe(2)
    expect(read).toEqual([])
    await serve('2021-05-15')
    expect((await job.write('R05', options)).records).toBe(3)
    expect((await job.write('R05', { ...options, district: '500106' })).records).toBe(1)
  })

  test('follows the rules of the office though these change without an action', async () => {
    const { store, job } = await open()
    const said = async (): Promise<string> => (await job.build('R09', reportOptions())).notes.join('')
    expect(await said()).toContain('落后超过 15 个百分点')
    const settings = await store.settings()
    if (settings === undefined) throw new Error('There are settings.')
    await store.saveSettings({ ...settings, rules: { ...usualRules, lagTolerance: 20 } })
    expect(await said()).toContain('落后超过 20 个百分点')
  })

  test('gives its preview page by page, also to a worker that has not made it', async () => {
    const { store, job } = await open()
    const options = reportOptions()
    const { workbook, ...built } = await job.build('R05', options)
    const { sheets, ...shown } = await job.preview('R05', options)
    expect(shown).toEqual(built)
    expect(sheets.map(({ name }) => name)).toEqual(workbook.sheets.map(({ name }) => name))
    const other = createReportJob(store, registers)
    for (const { name: sheet, pages, first } of sheets) {
      expect(first).toHaveLength(pages)
      for (const [page, rows] of first.entries()) {
        expect(rows.length).toBeGreaterThan(0)
        expect(await job.pageAt('R05', options, { sheet, page })).toEqual(rows)
        expect(await other.pageAt('R05', options, { sheet, page })).toEqual(rows)
      }
      expect(await job.pageAt('R05', options, { sheet, page: pages })).toEqual([])
    }
  })

  test('comes to the screen without the hidden sheets that are in its file', async () => {
    const { job } = await open()
    const { workbook } = await job.build('R05', reportOptions())
    const { bytes } = await job.write('R05', reportOptions())
    const written = read(bytes).SheetNames
    expect(workbook.sheets.map(({ name }) => name)).toEqual(written.filter((name) => name !== '_meta'))
    expect(written).toContain('_meta')
  })

  test('as a file is named after domain D0, sealed by a hash, and tells how far it is', async () => {
    const { job } = await open()
    const stages: Stage[] = []
    const { bytes, fileName, records } = await job.write('R05', reportOptions(), (stage) =>
      stages.push(stage),
    )
    expect([fileName, records]).toEqual(['R05_科技服务记录明细表_永川区_2021年上半年_20210702.xlsx', 2])
    expect(stages).toEqual(['正在读取记录', '正在生成表格', '正在写入文件'])
    expect(cellsOf(bytes, '_meta', 'A')[0]).toBe('sha256')
    expect(cellsOf(bytes, '_meta', 'B')[0]).toMatch(/^[0-9a-f]{64}$/u)
  })
})

describe('a figure of the preview', () => {
  /** Where a heading's column meets the totals. */
  const totalUnder = ({ workbook }: BuiltReport, name: string, heading: string) => {
    const sheet = workbook.sheets.find((candidate) => candidate.name === name)
    const rows = (sheet?.rows ?? []).map(({ cells }) => cells.map(plain))
    const row = rows.findIndex((cells) => cells.some(({ role }) => role === 'total'))
    const column = rows
      .flatMap((cells) =>
        cells.findIndex(
          ({ value, role }) => role === 'heading' && String(value).replaceAll('\n', '') === heading,
        ),
      )
      .find((at) => at >= 0)
    if (row < 0 || column === undefined) throw new Error(`No total under ${heading}`)
    return { sheet: name, row, column, value: rows[row]?.[column]?.value }
  }

  test('is the sum of all its records, though only the first of them are told', async () => {
    const { store, job } = await open()
    const operations = Array.from({ length: 205 }, (_, day) => ({
      kind: 'create' as const,
      register: 'serviceRecords',
      id: newId(),
      districtCode: '500118',
      values: {
        serviceDate: addDays('2020-01-01', day),
        auditStatus: '已审核',
        result: '签订合同/协议',
        contractAmount: 1_000_000,
      },
    }))
    const done = await store.commit({ id: newId(), kind: 'import', title: '试验', operations })
    expect(done.ok).toBe(true)
    const options = reportOptions({ period: monthsPeriod('年', 2020, 0) })
    const place = totalUnder(await job.build('R05', options), '科技服务记录明细表', '合同金额（万元）')
    const explained = await job.explain('R05', options, place)
    expect([place.value, explained?.parts[0]?.sum]).toEqual([205, 205])
    const [group] = explained?.parts[0]?.groups ?? []
    expect([group?.register, group?.count, group?.told.length]).toEqual(['serviceRecords', 205, 200])
    // What was not told at once is told when it is looked at, in the same order.
    const range = { part: '计入', register: 'serviceRecords', offset: 198, limit: 100 }
    const rest = await job.tell('R05', options, place, range)
    expect(rest.map(({ id }) => id)).toEqual(group?.ids.split(' ').slice(198))
    expect(rest.slice(0, 2)).toEqual(group?.told.slice(198))
    expect(await job.tell('R05', options, place, { ...range, register: 'needs' })).toEqual([])
  })

  test('stays that of the preview when records change meanwhile', async () => {
    const { store, job } = await open()
    const options = reportOptions()
    const head = ['科技服务记录明细表', '服务编号'] as const
    const place = totalUnder(await job.build('R05', options), ...head)
    const countIn = async (): Promise<number | undefined> =>
      (await job.explain('R05', options, place))?.parts[0]?.groups[0]?.count
    const before = await countIn()
    const [id = ''] = await store.ids(query)
    const operations = [{ kind: 'delete' as const, register: 'serviceRecords', id, version: 1 }]
    expect((await store.commit({ id: newId(), kind: 'delete', title: '删除', operations })).ok).toBe(true)
    expect([before, await countIn()]).toEqual([2, 2])
    const again = { ...options, createdAt: '2021-07-02T09:00:00.000Z' }
    const explained = await job.explain('R05', again, totalUnder(await job.build('R05', again), ...head))
    expect(explained?.parts[0]?.groups[0]?.count).toBe(1)
  })

  test('of R16 counts needs, and lists them: those solved, of those that services were given for', async () => {
    const { store, job } = await open()
    const team = newId()
    const make = async (register: string, id: string, values: Values): Promise<void> => {
      const operations = [{ kind: 'create' as const, register, id, districtCode: '500118', values }]
      expect((await store.commit({ id: newId(), kind: 'import', title: '试验', operations })).ok).toBe(true)
    }
    const [one, two, three] = [newId(), newId(), newId()]
    await make('teams', team, { name: '量子通信专家服务队', status: '在岗', industry: '量子通信' })
    for (const id of [one, two, three])
      await make('needs', id, { title: `需求 ${id}`, raisedDate: '2021-03-01' })
    for (const [serviceDate, needs, result] of [
      ['2021-04-12', [one], '已解决'],
      ['2021-04-13', [one], '部分解决'],
      ['2021-04-14', [two, three], '未解决'],
    ] as const)
      await make('serviceRecords', newId(), { serviceDate, team, needs, result, auditStatus: '已审核' })
    const options = reportOptions({ period: monthsPeriod('月', 2021, 3), district: undefined })
    const built = await job.build('R16', options)
    const parts = async (heading: string) => {
      const place = totalUnder(built, 'R16 专家服务队年度绩效考评数据表', heading)
      const explained = await job.explain('R16', options, place)
      return explained?.parts.map(({ label, groups }) => [
        label,
        groups.map(({ register, ids }) => [register, ids.split(' ').sort()]),
      ])
    }
    const all = [one, two, three].sort()
    expect(await parts('解决率（%）')).toEqual([
      ['解决的需求', [['needs', [one]]]],
      ['服务关联的需求', [['needs', all]]],
    ])
    expect(await parts('解决需求（项）')).toEqual([['计入', [['needs', [one]]]]])
    expect(await parts('对接需求（项）')).toEqual([['计入', [['needs', all]]]])
  })

  test('of R16 counts a plan once, be it written down or a file, and lists as many services as it counts', async () => {
    const { store, job } = await open()
    const team = newId()
    const file = { name: '方案.pdf', type: 'application/pdf', size: 3, hash: 'a'.repeat(64) }
    const serve = (serviceDate: string, more: Values): Operation => ({
      kind: 'create',
      register: 'serviceRecords',
      id: newId(),
      districtCode: '500118',
      values: { serviceDate, team, mode: '定制化', auditStatus: '已审核', ...more },
    })
    const operations: readonly Operation[] = [
      {
        kind: 'create',
        register: 'teams',
        id: team,
        districtCode: '500118',
        values: { name: '量子通信专家服务队', status: '在岗', industry: '量子通信' },
      },
      serve('2021-04-12', { plan: '甲方案' }),
      serve('2021-04-13', { plan: '甲方案' }),
      serve('2021-04-14', { planFiles: [file] }),
      serve('2021-04-15', {}),
    ]
    expect((await store.commit({ id: newId(), kind: 'import', title: '试验', operations })).ok).toBe(true)
    const options = reportOptions({ period: monthsPeriod('月', 2021, 3), district: undefined })
    const place = totalUnder(
      await job.build('R16', options),
      'R16 专家服务队年度绩效考评数据表',
      '定制化方案（份）',
    )
    const explained = await job.explain('R16', options, place)
    expect([place.value, explained?.parts[0]?.groups[0]?.count]).toEqual([2, 2])
    expect(explained?.formula).toContain('同名的只计一次')
  })

  test('tells which reports it counts though there are none to open', async () => {
    const { store, job } = await open()
    const values = { name: '量子通信专家服务队', status: '在岗', industry: '量子通信' }
    const operations = [
      { kind: 'create' as const, register: 'teams', id: newId(), districtCode: '500118', values },
    ]
    expect((await store.commit({ id: newId(), kind: 'import', title: '试验', operations })).ok).toBe(true)
    const options = reportOptions({ period: monthsPeriod('月', 2021, 3), district: undefined })
    const place = totalUnder(
      await job.build('R16', options),
      'R16 专家服务队年度绩效考评数据表',
      '应报周报（期）',
    )
    const [part] = (await job.explain('R16', options, place))?.parts ?? []
    // The weeks of April 2021 that end in it, on the 4th, 11th, 18th and 25th.
    expect([place.value, part?.groups, part?.missing.length]).toEqual([4, [], 4])
    expect(part?.missing[3]).toBe('量子通信专家服务队：2021年第16周（4月19日—4月25日）没有周报')
  })
})

describe('a list made from the store', () => {
  test('holds what is filtered, in its order, and only the columns shown', async () => {
    const { job } = await open()
    const { bytes, fileName, records } = await job.writeList(asked)
    expect([fileName, records]).toEqual(['服务记录_20210702.xlsx', 2])
    expect(cellsOf(bytes, '服务记录', 'B').slice(1, 5)).toEqual(['服务日期', 44_328, 44_298, undefined])
    expect(cellsOf(bytes, '服务记录', 'C').slice(2, 4)).toEqual([
      '重庆甲一机械有限公司',
      '重庆甲一机械有限公司',
    ])
    expect(cellsOf(bytes, '服务记录', 'E')).toEqual(Array.from({ length: 8 }, () => undefined))
  })

  test('holds only the chosen ones, in the order of the list', async () => {
    const { job, store } = await open()
    const ids = await store.ids(query)
    const { records } = await job.writeList({ ...asked, ids: [ids[1] ?? '', 'gone'] })
    expect(records).toBe(1)
  })

  test('of an unknown register is a fault', async () => {
    const { job } = await open()
    await expect(job.writeList({ ...asked, query: { ...query, register: 'nothing' } })).rejects.toThrow(
      'No register',
    )
  })
})
