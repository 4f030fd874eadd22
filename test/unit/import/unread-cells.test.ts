import 'fake-indexeddb/auto'
import { readXlsx } from 'hucre/xlsx'
import { expect, test } from 'vitest'
import type { ImportChoices } from '../../../src/features/import/import-types'
import { correctionKey } from '../../../src/workbook/drafts/draft'
import { type Desk, openFile, startDesk, usualChoices } from '../support/import-desk'

const lines = [
  '企业名称,机构类型,信用代码,员工人数,备注',
  '重庆甲机械有限公司,企业,91500118M905557B3J,200余人,老客户',
  '重庆乙农业有限公司,企业,91500118M905557B3K,30,',
  '丙研究院,说不清的类型,,若干,',
]
const file = '机构.csv'

const planWith = async (desk: Desk, more: Partial<ImportChoices> = {}) => {
  await openFile(desk, new TextEncoder().encode(lines.join('\n')), file)
  const mapping = await desk.job.mapping(0, 'organizations')
  return desk.job.plan(usualChoices(mapping, 'organizations', more))
}

const named = async ({ store }: Desk, name: string) =>
  (await store.all('organizations')).find(({ values }) => values.name === name)

test('a cell that cannot be read goes to 备注 with its heading, and the row comes in without it', async () => {
  const desk = await startDesk()
  const view = await planWith(desk)
  // 机构类型 has to be known; the number of employees and a credit code need not.
  expect(view.counts).toMatchObject({ new: 2, problem: 1 })
  expect(view.unread).toMatchObject({ cells: 3, going: 2 })
  await desk.job.commit()
  expect(await named(desk, '重庆甲机械有限公司')).toMatchObject({
    remark: '员工人数：200余人；老客户',
    values: { creditCode: '91500118M905557B3J' },
  })
  const other = await named(desk, '重庆乙农业有限公司')
  expect(other?.remark).toBe('信用代码：91500118M905557B3K')
  expect(other?.values).not.toHaveProperty('creditCode')
})

test('such cells are shown as the ledger has them, marked, until they are corrected', async () => {
  const desk = await startDesk()
  const view = await planWith(desk)
  const { rows } = await desk.job.rows(['new'], 0, 10)
  const at = view.headings.indexOf('从业人数')
  expect(rows.map(({ cells, unread }) => [cells[at], unread.includes(at)])).toEqual([
    ['200余人', true],
    ['30', false],
  ])
  const unread = await desk.job.rows(['unread'], 0, 10)
  // The row that is held back has such a cell too.
  expect(unread.total).toBe(view.unread.rows)
  expect(unread.rows.flatMap(({ problems }) => problems.map(({ address, soft }) => [address, soft]))).toEqual(
    expect.arrayContaining([
      ['Sheet1!D2', true],
      ['Sheet1!C3', true],
      ['Sheet1!D4', true],
    ]),
  )
  const corrected = await planWith(desk, { corrections: { [correctionKey(1, 3)]: '200' } })
  expect(corrected.unread).toMatchObject({ cells: 2, going: 1 })
  await desk.job.commit()
  expect(await named(desk, '重庆甲机械有限公司')).toMatchObject({
    remark: '老客户',
    values: { employees: 200 },
  })
})

test('whoever wants to mend first lets all rows with such a cell wait', async () => {
  const desk = await startDesk()
  const view = await planWith(desk, { unread: 'hold' })
  expect(view.counts).toMatchObject({ new: 0, problem: 3 })
  expect(view.unread).toEqual({ cells: 0, going: 0, rows: 0 })
})

test('the 退回单 marks them and says that the row is in; corrected, it fills the field', async () => {
  const desk = await startDesk()
  await planWith(desk)
  const { fileName, bytes } = await desk.job.returned()
  const { sheets } = await readXlsx(bytes, { readStyles: true })
  const comments = new Map(
    Array.from(sheets[0]?.cells ?? []).flatMap(([place, { comment }]) =>
      comment === undefined ? [] : [[place, comment.text] as const],
    ),
  )
  expect(comments.get('1,3')).toMatch(/从业人数：.*原文在备注里/su)
  expect(comments.get('3,1')).toMatch(/机构类型/u)
  expect(comments.get('3,1')).not.toMatch(/备注/u)
  await desk.job.commit()
  const mended = lines.map((line) => line.replace('200余人', '200'))
  await openFile(desk, new TextEncoder().encode(mended.join('\n')), fileName)
  const mapping = await desk.job.mapping(0, 'organizations')
  const view = await desk.job.plan(usualChoices(mapping, 'organizations'))
  expect(view.changed).toEqual([{ label: '从业人数', count: 1 }])
})

test('the same ledger a second time changes nothing, whatever went to 备注', async () => {
  const desk = await startDesk()
  await planWith(desk)
  await desk.job.commit()
  const view = await planWith(desk)
  expect(view.counts).toMatchObject({ new: 0, changed: 0, same: 2 })
})

const planOf = async (desk: Desk, register: string, text: string) => {
  await openFile(desk, new TextEncoder().encode(text), '台账.csv')
  const mapping = await desk.job.mapping(0, register)
  return desk.job.plan(usualChoices(mapping, register))
}

test('what goes only with another choice is kept in 备注 instead of vanishing', async () => {
  const desk = await startDesk()
  const view = await planOf(desk, 'activities', '活动名称,活动时间,形式,参加人数\n年会,2021-03-01,线上,300\n')
  expect(view).toMatchObject({ counts: { new: 1 }, unread: { cells: 1 } })
  await desk.job.commit()
  const [activity] = await desk.store.all('activities')
  expect(activity?.remark).toBe('参加人数：300')
})

test('a deadline that names a month is its last day, and the day of a beginning stays open', async () => {
  const desk = await startDesk()
  const text = '序号,任务名称,年度,开始日期,完成时限\n1,建服务站,2021,2021.1,2021年10月\n'
  const view = await planOf(desk, 'keyTasks', text)
  expect(view.counts).toMatchObject({ new: 1, problem: 0 })
  expect(view.gaps).toContainEqual({ label: '开始日期', count: 1 })
  await desk.job.commit()
  const [task] = await desk.store.all('keyTasks')
  expect(task?.values).toMatchObject({ dueDate: '2021-10-31' })
  expect(task?.remark).toBe('开始日期：2021.1；完成时限：2021年10月')
})

test('a district is known by any of its names, registered or not', async () => {
  const desk = await startDesk()
  const view = await planOf(desk, 'teams', '队名,挂联地区\n现代农业专家服务队,开州、重庆市永川区\n')
  expect(view.counts).toMatchObject({ new: 1, problem: 0 })
  await desk.job.commit()
  const names = (await desk.store.all('districts')).map(({ id, values }) => [id, values.name])
  expect(names).toEqual(
    expect.arrayContaining([
      ['500154', '开州区'],
      ['500118', '永川区'],
    ]),
  )
})
