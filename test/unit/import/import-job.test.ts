import 'fake-indexeddb/auto'
import { expect, test } from 'vitest'
import type { ImportChoices, RowState } from '../../../src/features/import/import-types'
import { correctionKey, wordKey } from '../../../src/workbook/drafts/draft'
import { type Desk, openFile, seed, startDesk as start, usualChoices } from '../support/import-desk'

const file = '台账.csv'

const csv = (rows: readonly (readonly string[])[]): Uint8Array =>
  new TextEncoder().encode(rows.map((row) => row.join(',')).join('\n'))

const counts = (some: Partial<Record<RowState, number>>): Record<RowState, number> => ({
  new: 0,
  changed: 0,
  same: 0,
  maybe: 0,
  clash: 0,
  left: 0,
  problem: 0,
  ...some,
})

const plan = async (
  desk: Desk,
  rows: readonly (readonly string[])[],
  more: Partial<ImportChoices> = {},
  register = 'serviceRecords',
) => {
  await openFile(desk, csv(rows), file)
  const choices = usualChoices(await desk.job.mapping(0, register), register, more)
  return { choices, view: await desk.job.plan(choices) }
}

const heading = [
  '服务日期',
  '企业名称',
  '统一社会信用代码',
  '联系电话',
  '服务模式',
  '服务主题',
  '参与专家',
  '合同金额',
]
const good = [
  '2021-03-15',
  '甲科技有限公司',
  '91500118M905557B3J',
  '13828188603',
  '精准化',
  '焊接工艺',
  '张三',
  '12',
]
const row = (changes: Readonly<Record<string, string>>): readonly string[] =>
  good.map((cell, index) => changes[heading[index] ?? ''] ?? cell)

test('rows with problems wait with their place and reason, the others go in; once mended they follow', async () => {
  const started = await start()
  const { job, store } = started
  const rows = [
    heading,
    good,
    row({ 服务日期: '2021年3月', 服务主题: '铸件' }),
    row({ 服务模式: '上门', 服务主题: '能耗' }),
  ]
  const { view, choices } = await plan(started, rows)
  expect(view.counts).toEqual(counts({ new: 1, problem: 2 }))
  const { rows: shown } = await job.rows([], 0, 2)
  expect(shown.map(({ problems }) => problems.map(({ address }) => address.split('!')[1]))).toEqual([
    ['A3'],
    ['E4'],
  ])
  expect(shown[0]?.problems[0]?.reason).toContain('没有具体日期')
  expect(await job.commit()).toMatchObject({ ok: true, made: 1 })

  const corrections = { [correctionKey(2, 0)]: '2021-03-20', [wordKey(4, '上门')]: '定制化' }
  const again = await job.plan({ ...choices, corrections })
  expect(again.counts).toEqual(counts({ new: 2, same: 1 }))
  expect(await job.commit()).toMatchObject({ ok: true, made: 2, created: [] })
  const records = await store.all('serviceRecords')
  expect(records.map(({ values }) => [values.serviceDate, values.mode]).sort()).toEqual([
    ['2021-03-15', '定制化'],
    ['2021-03-15', '精准化'],
    ['2021-03-20', '精准化'],
  ])
})

test('rows without a key are not brought in twice by the round that mends the others', async () => {
  const started = await start()
  const { job, store } = started
  const { choices } = await plan(started, [heading, row({ 服务主题: '' }), row({ 服务日期: '3月' })])
  await job.commit()
  expect((await job.plan(choices)).counts).toEqual(counts({ same: 1, problem: 1 }))
  expect(await store.all('serviceRecords')).toHaveLength(1)
})

test('known organisations are found by code, by name and by short name, and are not made again', async () => {
  const started = await start()
  const byCode = await seed(started, 'organizations', {
    name: '甲科技公司',
    creditCode: '91500118M905557B3J',
  })
  const byName = await seed(started, 'organizations', { name: '乙 公司' })
  const byShort = await seed(started, 'organizations', { name: '重庆丙集团有限公司', shortName: '丙集团' })
  const without = { 统一社会信用代码: '', 联系电话: '' }
  const { view } = await plan(started, [
    heading,
    good,
    row({ ...without, 企业名称: '乙公司' }),
    row({ ...without, 企业名称: '丙集团' }),
  ])
  expect(view.createdTotals).toEqual([{ register: 'experts', count: 1, warned: 0, near: 0 }])
  await started.job.commit()
  const records = await started.store.all('serviceRecords')
  expect(
    records
      .map(({ values }) => values.served)
      .flat()
      .sort(),
  ).toEqual([byCode, byName, byShort].sort())
})

test('what the ledger says of a known organisation beyond what is registered goes to 备注', async () => {
  const started = await start()
  await seed(started, 'organizations', { name: '甲科技有限公司', contactPhone: '023-49801234' })
  await plan(started, [heading, good])
  await started.job.commit()
  const [record] = await started.store.all('serviceRecords')
  expect(record?.remark).toContain('联系电话：13828188603')
  expect(record?.remark).toContain('统一社会信用代码：91500118M905557B3J')
})

test('of two known organisations with one name the clerk says which, by its number', async () => {
  const started = await start()
  await seed(started, 'organizations', { name: '甲公司', creditCode: '91500118M905557B3J' })
  const second = await seed(started, 'organizations', { name: '甲公司', creditCode: '915001180TT0B0092Q' })
  const rows = [heading, row({ 企业名称: '甲公司', 统一社会信用代码: '' })]
  const { view, choices } = await plan(started, rows)
  expect(view.counts.problem).toBe(1)
  const [held] = (await started.job.rows([], 0, 1)).rows
  expect(held?.problems[0]?.reason).toContain('2 家“甲公司”')
  const [, known] = await started.store.getMany('organizations', [second, second])
  const mended = await started.job.plan({
    ...choices,
    corrections: { [correctionKey(1, 1)]: known?.code ?? '' },
  })
  expect(mended.counts).toEqual(counts({ new: 1 }))
})

test('one name with two codes is two organisations; a bare name between them is asked about', async () => {
  const started = await start()
  const other = '915001180TT0B0092Q'
  const { view, choices } = await plan(started, [
    heading,
    row({ 统一社会信用代码: '' }),
    good,
    row({ 统一社会信用代码: other, 服务主题: '铸件' }),
  ])
  expect(view.counts).toEqual(counts({ new: 2, problem: 1 }))
  const made = await started.job.newRecords('organizations', 0, 50)
  expect([made.total, made.rows.map(({ warning }) => warning?.includes('同名'))]).toEqual([2, [true, true]])
  const totalOf = ({ createdTotals }: typeof view) =>
    createdTotals.find(({ register }) => register === 'organizations')
  expect(totalOf(view)).toMatchObject({ count: 2, warned: 2 })
  const mended = await started.job.plan({ ...choices, corrections: { [correctionKey(1, 1)]: other } })
  expect(mended.counts.problem).toBe(0)
  expect(totalOf(mended)).toMatchObject({ count: 2 })
})

test('an expert named twice is one expert, and lists are split however they are written', async () => {
  const started = await start()
  await plan(started, [
    heading,
    row({ 参与专家: '张三、李四' }),
    row({ 参与专家: '李四；王五/张三', 服务主题: 'B' }),
    row({ 参与专家: '张三 王五', 服务主题: 'C' }),
  ])
  const { total, rows } = await started.job.newRecords('experts', 1, 2)
  expect([total, rows.map(({ label }) => label)]).toEqual([3, ['李四', '王五']])
})

test('a wrong credit code does not stop the row: it is kept in 备注 of the organisation, and said', async () => {
  const started = await start()
  const { view } = await plan(started, [heading, row({ 统一社会信用代码: '91500118M905557B3X' })])
  expect(view.counts).toEqual(counts({ new: 1 }))
  const { rows } = await started.job.newRecords('organizations', 0, 1)
  expect(rows[0]?.warning).toContain('校验位不符')
  await started.job.commit()
  const [organization] = await started.store.all('organizations')
  expect(organization?.values).toEqual({
    name: '甲科技有限公司',
    orgType: '企业',
    contactPhone: '13828188603',
  })
  expect(organization?.remark).toBe('原台账统一社会信用代码：91500118M905557B3X')
})

test('what is not an enterprise by its name gets no type, and every record says where it came from', async () => {
  const started = await start()
  await plan(started, [heading, row({ 企业名称: '某某镇人民政府', 统一社会信用代码: '' })], {
    common: { auditStatus: '待审核' },
  })
  await started.job.commit()
  const [organization] = await started.store.all('organizations')
  expect(organization?.values).not.toHaveProperty('orgType')
  const [record] = await started.store.all('serviceRecords')
  expect(record).toMatchObject({ districtCode: '500118', values: { auditStatus: '待审核' } })
  expect(record?.sourceNote).toMatch(/^台账\.csv .+!2$/u)
  expect(organization?.sourceNote).toMatch(/^台账\.csv .+!2$/u)
})

test('a name that nobody may make a record of goes to 备注, and says what to do about it', async () => {
  const started = await start()
  const { view } = await plan(started, [
    [...heading, '关联需求'],
    [...good, '一种新工艺'],
  ])
  expect(view).toMatchObject({ counts: { new: 1 }, unread: { cells: 1 } })
  const [row] = (await started.job.rows([], 0, 1)).rows
  expect(row?.problems[0]).toMatchObject({
    soft: true,
    reason: expect.stringContaining('请先登记') as string,
  })
  expect(row?.remark).toContain('关联需求：一种新工艺')
})

test('required fields that the ledger does not have are counted as 待补充 and stop nothing', async () => {
  const started = await start()
  const { view } = await plan(started, [heading, good, row({ 服务主题: 'B', 合同金额: '' })])
  expect(view).toMatchObject({ counts: { new: 2 }, withGaps: 2 })
  expect(view.gaps).toContainEqual({ label: '服务类型', count: 2 })
})

test('two rows that say the same are pointed out; equal codes in the register of organisations hold one back', async () => {
  const started = await start()
  const services = await plan(started, [heading, good, good])
  expect(services.view).toMatchObject({ counts: { new: 2, problem: 0 }, warned: 1 })
  const organizations = await plan(
    started,
    [
      ['单位名称', '统一社会信用代码', '单位类型'],
      ['甲公司', '91500118M905557B3J', '企业'],
      ['甲甲公司', '91500118M905557B3J', '企业'],
    ],
    {},
    'organizations',
  )
  expect(organizations.view.counts).toEqual(counts({ new: 1, problem: 1 }))
})

test('experts come in with their employers; namesakes elsewhere are other people', async () => {
  const started = await start()
  const employer = await seed(started, 'organizations', { name: '甲大学' })
  await seed(started, 'experts', { name: '吴思远', workOrganization: employer })
  const rows = [
    ['姓名', '工作单位', '职称', '手机'],
    ['吴思远', '甲大学', '教授', '13828188603'],
    ['吴思远', '乙研究院', '高级工程师', '13762809737'],
  ]
  const { view } = await plan(started, rows, {}, 'experts')
  expect(view.counts).toEqual(counts({ new: 1, changed: 1 }))
  expect(view.createdTotals).toMatchObject([{ register: 'organizations', count: 1 }])
  const made = await started.job.newRecords('organizations', 0, 50)
  expect(made.rows.map(({ label }) => label)).toEqual(['乙研究院'])
})

test('amounts without a unit follow the choice, amounts with one do not', async () => {
  const started = await start()
  await plan(started, [heading, row({ 合同金额: '35000' }), row({ 合同金额: '2万元', 服务主题: 'B' })], {
    unit: '元',
  })
  await started.job.commit()
  const amounts = (await started.store.all('serviceRecords')).map(({ values }) => values.contractAmount)
  expect(amounts.map(Number).sort((a, b) => a - b)).toEqual([2_000_000, 3_500_000])
})

test('fifty thousand rows are read, checked and shown within a minute, a page at a time', async () => {
  const started = await start()
  const many = Array.from({ length: 50_000 }, (_, index) =>
    row({
      企业名称: `企业${String(index % 3000)}有限公司`,
      统一社会信用代码: '',
      联系电话: '',
      服务主题: `主题${String(index)}`,
      参与专家: `专家${String.fromCodePoint(0x4e00 + (index % 500))}`,
    }),
  )
  const { view } = await plan(started, [heading, ...many])
  expect(view.counts).toEqual(counts({ new: 50_000 }))
  expect((await started.job.rows([], 49_900, 100)).rows).toHaveLength(100)
}, 60_000)
