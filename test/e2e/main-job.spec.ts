import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { read, utils } from 'xlsx'
import { closeAll, launchApp, root, stubOpenDialog, stubSaveDialog, temporaryFolder } from './support/launch'
import { printed } from './support/print'
import { begin, goTo, pickOption } from './support/steps'

const ledger = '永川区科技服务台账（2021上半年）.xlsx'
const fixtures = join(root, 'test', 'fixtures', 'ledgers')

interface Expected {
  readonly date: string
  readonly org: string
  readonly mode: string
  readonly topic: string
  readonly experts: readonly string[]
  readonly hours: number
  readonly people: readonly [number, string]
  readonly amount_wan: number
  readonly result: string
}
const imported =
  (JSON.parse(readFileSync(join(fixtures, 'expected.json'), 'utf8')) as Record<string, readonly Expected[]>)[
    ledger
  ] ?? []
const typed: Expected = {
  date: '2021-05-06',
  org: '重庆渝博新能源（虚构）股份有限公司',
  mode: '套餐式',
  topic: '电池热管理检测服务',
  experts: ['蒋文博'],
  hours: 2.5,
  people: [60, '余'],
  amount_wan: 3.5,
  result: '签订合同/协议',
}

test.afterAll(closeAll)

test('from the first start to the report on disk: import, one record by keyboard, R05 and R06', async () => {
  const { app, page } = await launchApp()
  const folder = await temporaryFolder()
  await begin(page)

  await stubOpenDialog(app, [join(fixtures, ledger)])
  await goTo(page, '导入')
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '导入 44 条' }).click()
  await expect(page.getByText('已导入 44 条服务记录')).toBeVisible()

  await goTo(page, '服务记录')
  await page.keyboard.press('Control+n')
  await typeRecord(page)
  const next = page.getByRole('dialog', { name: '新建服务记录' })
  await expect(next.getByLabel('服务主题', { exact: true })).toHaveValue('')
  await expect(page.getByText('已保存').first()).toBeVisible()
  await page.keyboard.press('Escape')

  await page.getByRole('searchbox', { name: '搜索服务记录' }).fill('dcrgljc')
  await page.getByRole('gridcell', { name: typed.topic }).click()
  await page.getByRole('button', { name: '审核通过' }).click()
  const step = page.getByRole('dialog', { name: '审核通过' })
  await step.getByLabel('佐证材料').fill('签到表')
  await step.getByLabel('审核人').fill('李四')
  await step.getByRole('button', { name: '审核通过' }).click()
  await expect(page.getByText('已审核通过')).toBeVisible()

  for (const code of ['R05', 'R06']) {
    const path = join(folder, `${code}.xlsx`)
    await stubSaveDialog(app, path)
    await goTo(page, '报表')
    await page.getByRole('button', { name: new RegExp(code, 'u') }).click()
    await pickOption(page, '期别', '半年')
    await pickOption(page, '年度', '2021年')
    await pickOption(page, '所属期', '2021年上半年')
    await page.getByRole('button', { name: '预览' }).click()
    await expect(page.getByRole('group', { name: '第 1 页' })).toBeVisible()
    await page.getByRole('button', { name: '导出 Excel' }).click()
    await expect(page.getByText(`已导出 ${code}.xlsx`)).toBeVisible()
    await expect(page.getByRole('button', { name: '打开文件' }).first()).toBeVisible()
  }
  checkDetail(join(folder, 'R05.xlsx'))
  checkStatistics(join(folder, 'R06.xlsx'))
  checkPrint(join(folder, 'R05.xlsx'))
  checkPrint(join(folder, 'R06.xlsx'))
})

/** From the first field to 保存并新建, with the keyboard alone. */
const typeRecord = async (page: Page): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: '新建服务记录' })
  const key = (name: string): Promise<void> => page.keyboard.press(name)
  const write = (text: string): Promise<void> => page.keyboard.insertText(text)
  const pick = async (text: string, option: string): Promise<void> => {
    await page.keyboard.type(text)
    await expect(page.locator('.ant-select-item-option-active', { hasText: option })).toBeVisible()
    await key('Enter')
    await expect(dialog.getByText(option, { exact: true }).filter({ visible: true }).first()).toBeVisible()
    await key('Tab')
  }
  await expect(dialog.getByLabel('服务日期', { exact: true })).toBeFocused()
  await key('Control+a')
  await write('2021.5.6')
  await key('Tab')
  await key('Tab')
  await expect(dialog.getByRole('radio', { name: '精准化' })).toBeFocused()
  await key('ArrowDown')
  await key('ArrowDown')
  await expect(dialog.getByRole('radio', { name: '套餐式' })).toBeChecked()
  await key('Tab')
  await pick('jyjc', '检验检测认证')
  await pick('jcc', '检测测试')
  await write(typed.topic)
  await key('Tab')
  await pick('cqybxny', typed.org)
  await key('Tab')
  await makePackage(page)
  await key('Tab')
  await key('Tab')
  await pick('jiangwenbo', '蒋文博')
  await key('Tab')
  await key('Tab')
  await write('2.5')
  await key('Tab')
  await write('60余')
  await key('Tab')
  await key('Tab')
  await write('到企业检测电池包热管理性能，出具检测报告并提出两条改进建议。')
  await key('Tab')
  await pick('qd', typed.result)
  // 登记的合同
  await key('Tab')
  await write('35000元')
  await key('Control+Enter')
}

/** The package of the service is not registered yet: it is made on the spot. */
const makePackage = async (page: Page): Promise<void> => {
  const key = (name: string): Promise<void> => page.keyboard.press(name)
  const pick = async (text: string, option: string): Promise<void> => {
    await page.keyboard.type(text)
    const found = page.locator('.ant-select-item-option-active', { hasText: option })
    await expect(found.filter({ visible: true })).toBeVisible()
    await key('Enter')
    await key('Tab')
  }
  await page.keyboard.insertText('电池检测套餐')
  await expect(
    page.locator('.ant-select-item-option-active', { hasText: '新建成果与资源“电池检测套餐”' }),
  ).toBeVisible()
  await key('Enter')
  const nested = page.getByRole('dialog', { name: '新建成果与资源' })
  await expect(nested.getByLabel('名称', { exact: true })).toBeFocused()
  await expect(nested.getByLabel('名称', { exact: true })).toHaveValue('电池检测套餐')
  await key('Tab')
  await key('Tab')
  await pick('cqybxny', typed.org)
  await page.keyboard.insertText('刘工')
  await key('Tab')
  await key('Tab')
  await pick('xny', '新能源产业')
  // 专利号或登记号, 技术就绪水平, 成熟度
  for (let field = 0; field < 3; field += 1) await key('Tab')
  await expect(nested.getByLabel('简介', { exact: true })).toBeFocused()
  await page.keyboard.insertText('电池包检测加热管理建议，按次提供。')
  await nested.getByRole('button', { name: '添加服务包条目' }).press('Enter')
  await nested
    .getByRole('group', { name: '服务包条目 第 1 行' })
    .getByLabel('服务内容', { exact: true })
    .press('Home')
  await page.keyboard.insertText('检测电池包热管理性能')
  await key('Control+s')
  await expect(nested).toBeHidden()
}

type Row = readonly (string | number | null)[]

const rowsOf = (
  path: string,
): {
  readonly rows: readonly Row[]
  readonly formulas: readonly string[]
  readonly hidden: readonly string[]
} => {
  const book = read(readFileSync(path), { type: 'buffer' })
  const first = book.Sheets[book.SheetNames[0] ?? '']
  if (first === undefined) throw new Error('The workbook has no sheet.')
  const formulas = Object.values(first as Record<string, { readonly f?: string } | undefined>).flatMap(
    (cell) => (typeof cell?.f === 'string' ? [cell.f] : []),
  )
  const hidden = (book.Workbook?.Sheets ?? []).flatMap(({ name, Hidden }) =>
    Hidden === 2 && name !== undefined ? [name] : [],
  )
  return { rows: utils.sheet_to_json<Row>(first, { header: 1, defval: null, raw: true }), formulas, hidden }
}

const serial = (day: string): number => Date.parse(`${day}T00:00:00Z`) / 86_400_000 + 25_569
const everything = [...imported, typed]
const byDateAndTopic = (a: Row, b: Row): number =>
  String([a[0], a[1], a[3]]).localeCompare(String([b[0], b[1], b[3]]))
const sum = (values: readonly number[]): number =>
  Math.round(values.reduce((total, value) => total + value, 0) * 100) / 100

/** Every row and every total of R05 against the ledger's own figures and the record that was typed. */
const checkDetail = (path: string): void => {
  const { rows, formulas, hidden } = rowsOf(path)
  const body = rows.filter((row) => typeof row[0] === 'number')
  const seen = body.map((row): Row => [
    row[2] ?? null,
    row[4] ?? null,
    row[5] ?? null,
    row[8] ?? null,
    row[10] ?? null,
    row[11] ?? null,
    row[12] ?? null,
    row[13] ?? null,
    row[15] ?? null,
    row[16] ?? null,
    row[17] ?? null,
  ])
  const wanted = everything.map((entry): Row => [
    serial(entry.date),
    entry.org,
    entry.mode,
    entry.topic,
    entry.experts.join('、'),
    entry.experts.length,
    entry.hours,
    entry.hours * entry.experts.length,
    entry.result,
    entry.amount_wan,
    entry.people[0],
  ])
  expect(seen.toSorted(byDateAndTopic)).toEqual(wanted.toSorted(byDateAndTopic))
  const total = rows.find((row) => row[0] === '合计') ?? []
  expect(total[1]).toBe(45)
  expect(total[11]).toBe(sum(everything.map(({ experts }) => experts.length)))
  expect(total[13]).toBe(sum(everything.map(({ hours, experts }) => hours * experts.length)))
  expect(total[16]).toBe(sum(everything.map(({ amount_wan: amount }) => amount)))
  expect(total[17]).toBe(sum(everything.map(({ people }) => people[0])))
  expect(formulas.filter((formula) => formula.startsWith('SUM('))).toHaveLength(4)
  expect(hidden).toEqual(['_meta'])
}

const checkStatistics = (path: string): void => {
  const { rows } = rowsOf(path)
  const count = (mode: string): number => everything.filter((entry) => entry.mode === mode).length
  const total = rows.find((row) => row[0] === '合计') ?? []
  expect(total.slice(1, 5)).toEqual([45, count('精准化'), count('定制化'), count('套餐式')])
  expect(total[6]).toBe(new Set(everything.flatMap(({ experts }) => experts)).size)
  expect(total[7]).toBe(sum(everything.map(({ experts }) => experts.length)))
  expect(total[8]).toBe(sum(everything.map(({ hours, experts }) => hours * experts.length)))
  expect(total[11]).toBe(everything.filter(({ result }) => result === '签订合同/协议').length)
  expect(total[12]).toBe(sum(everything.map(({ amount_wan: amount }) => amount)))
  expect(rows.find((row) => row[0] === '永川区')?.[1]).toBe(45)
}

/** LibreOffice prints what we wrote. */
const checkPrint = (path: string): void => {
  const text = printed(path)
  expect(text).toContain('重庆市永川区科学技术协会')
  expect(text).toMatch(/第\s*1\s*页\s*共\s*\d+\s*页/u)
  expect(text).not.toContain('###')
}
