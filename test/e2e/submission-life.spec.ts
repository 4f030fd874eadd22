import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { closeAll, launchApp, stubOpenDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, goTo, pickOption } from './support/steps'

test.afterAll(closeAll)

const stateIs = (page: Page, state: string): Promise<void> =>
  expect(
    page.getByRole('heading', { level: 1 }).locator('..').getByText(state, { exact: true }),
  ).toBeVisible()

/** Takes a step of the life cycle. */
const step = async (
  page: Page,
  action: string,
  answer: (dialog: Locator) => Promise<void>,
): Promise<void> => {
  await page.getByRole('button', { name: action, exact: true }).click()
  const dialog = page.getByRole('dialog', { name: action })
  await answer(dialog)
  await dialog.getByRole('button', { name: action, exact: true }).click()
  await expect(dialog).toBeHidden()
}

const beginSubmission = async (page: Page): Promise<void> => {
  await goTo(page, '报表')
  await page.getByRole('button', { name: '打开 R13 试点地区产业与科教资源指标表' }).click()
  await pickOption(page, '年度', '2021年')
  await page.getByRole('button', { name: '报送…' }).click()
}

const submit = async (page: Page): Promise<void> => {
  await beginSubmission(page)
  const dialog = page.getByRole('dialog', { name: /上报体检/u })
  await expect(dialog.getByText('体检通过，没有发现问题。')).toBeVisible()
  await dialog.getByRole('button', { name: '生成报送' }).click()
  await expect(dialog).toBeHidden()
  await stateIs(page, '已生成')
}

test('a report goes its way: back once, handed in, filed; and a later edit is explained against it', async () => {
  const { app, page } = await launchApp()
  await page.setViewportSize({ width: 1366, height: 768 })
  await begin(page)
  await goTo(page, '设置')
  await page.getByLabel('单位负责人').fill('王五')
  await page.getByLabel('审核人').fill('李四')
  await page.getByLabel('联系电话').fill('023-49801234')
  await page.getByRole('button', { name: '保存', exact: true }).first().click()
  await page.getByRole('button', { name: '载入公开资料' }).click()
  await expect(page.getByText(/已载入公开资料/u)).toBeVisible()

  await submit(page)
  await step(page, '送审', async (dialog) => {
    await dialog.getByLabel('审核人', { exact: true }).fill('张三')
    await dialog.getByRole('button', { name: '送审', exact: true }).click()
    await expect(dialog.getByText('审核人不能与填报人是同一人，请填另一位。').first()).toBeVisible()
    await dialog.getByLabel('审核人', { exact: true }).fill('李四')
  })
  await stateIs(page, '审核中')
  await step(page, '退回', (dialog) => dialog.getByLabel('退回意见').fill('数据再核对一次'))
  await stateIs(page, '已退回')
  await page.getByRole('button', { name: '作废重生成', exact: true }).click()
  await stateIs(page, '已作废')

  await submit(page)
  await step(page, '送审', (dialog) =>
    expect(dialog.getByLabel('审核人', { exact: true })).toHaveValue('李四'),
  )
  await step(page, '报送', (dialog) => dialog.getByText('电子邮件', { exact: true }).click())
  await stateIs(page, '已盖章报送')
  const scan = join(await temporaryFolder(), '盖章扫描件.pdf')
  await writeFile(scan, '%PDF-1.7 盖章扫描件')
  await stubOpenDialog(app, [scan])
  await step(page, '存档', async (dialog) => {
    const area = dialog.getByRole('group', { name: '盖章扫描件或回执' })
    await area.getByRole('button', { name: '添加附件' }).click()
    await expect(area.getByRole('listitem')).toHaveCount(1)
  })
  await stateIs(page, '已存档')

  const changes = page.getByRole('dialog', { name: '和报送时相比有什么变化' })
  await page.getByRole('button', { name: '和报送时相比有什么变化' }).click()
  await expect(changes.getByText('没有变化', { exact: true })).toBeVisible()
  await expect(changes.getByText('用当时的数据重新生成，与报送的文件逐字节相同。')).toBeVisible()
  await changes.getByRole('button', { name: '关闭' }).last().click()

  await goTo(page, '地区指标')
  await page.getByRole('gridcell', { name: '17', exact: true }).first().click()
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('dialog', { name: '编辑地区指标' })
  await form.getByLabel('数值', { exact: true }).fill('18')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(form).toBeHidden()
  const notice = page
    .getByRole('note')
    .filter({ hasText: /^报送后修改：R13（2021年）已于.*报送，报表生成之后改过这条记录。/u })
  await expect(notice).toBeVisible()
  await judge(page, 'submission-edited-since')
  await notice.getByRole('button', { name: '查看报送记录' }).click()

  await page.getByRole('button', { name: '和报送时相比有什么变化' }).click()
  await expect(changes.getByText('有 1 条记录变了，报表上的内容会不同，合计数不变。')).toBeVisible()
  const [item] = await changes.getByRole('list', { name: '变化的记录' }).getByRole('listitem').all()
  if (item === undefined) throw new Error('No record is named.')
  await expect(item.getByText('改动', { exact: true })).toBeVisible()
  await expect(item.getByRole('row', { name: /^数值 17.* 18/u })).toBeVisible()
  await expect(item.getByText(/张三：.*（数值）$/u)).toBeVisible()
  await judge(page, 'submission-changes')
  await item.getByRole('button', { name: /^地区指标/u }).click()
  await expect(notice).toBeVisible()

  await goTo(page, '地区指标')
  const list = page.getByRole('grid', { name: '地区指标列表' })
  await expect(list.getByText('报送后修改', { exact: true })).toHaveCount(1)
  await judge(page, 'submission-edited-list')
  await page.getByRole('gridcell', { name: '70', exact: true }).first().click()
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  await expect(
    form
      .getByRole('note')
      .filter({ hasText: /^R13（2021年）已于.*报送，列入了这条记录。保存修改后会标为“报送后修改”。/u }),
  ).toBeVisible()
  await judge(page, 'submission-sent-form')
  await form.getByRole('button', { name: '取消', exact: true }).click()
  await expect(form).toBeHidden()
  await goTo(page, '地区指标')
  await page.getByRole('button', { name: '筛选', exact: true }).click()
  const panel = page.getByRole('dialog', { name: '筛选' })
  await panel.getByRole('button', { name: '只看报送后修改的' }).click()
  await panel.getByRole('button', { name: '添加筛选' }).click()
  await expect(panel).toBeHidden()
  await expect(list.getByRole('gridcell', { name: '18', exact: true })).toBeVisible()
  await expect(list.getByRole('gridcell', { name: '70', exact: true })).toHaveCount(0)

  await beginSubmission(page)
  const check = page.getByRole('dialog', { name: /上报体检/u })
  await expect(
    check.getByText(/地区指标有 1 条报送后修改（.+），这次的数会和以前报出去的不一致。/u),
  ).toBeVisible()
})

test('what is due in a month is listed, begun from there, and set by the office', async () => {
  const { page } = await launchApp()
  await page.setViewportSize({ width: 1366, height: 768 })
  await begin(page)
  await goTo(page, '报送记录')
  await page.getByText('应报清单', { exact: true }).click()
  const due = page.getByRole('table', { name: '应报清单' })
  const monthly = due.getByRole('row').filter({ hasText: '月度报送包' })
  await expect(monthly.getByText(/^(?:未开始|本期未结束)$/u)).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: /应报 \d+ 份，还缺 \d+ 份。$/u })).toBeVisible()
  await judge(page, 'submission-due')

  await page.getByRole('button', { name: '设置应报报表' }).click()
  const rules = page.getByRole('dialog', { name: '设置应报报表' })
  await judge(page, 'submission-due-rules')
  await pickOption(page, 'R02 多久报一次', '不报')
  await pickOption(page, 'R03 多久报一次', '每月')
  await rules.getByRole('button', { name: '保存', exact: true }).click()
  await expect(rules).toBeHidden()
  await expect(due.getByRole('row').filter({ hasText: 'R02' })).toHaveCount(0)
  await expect(due.getByRole('row').filter({ hasText: 'R03' })).toHaveCount(1)

  const period = await monthly.getByRole('cell').first().textContent()
  await monthly.getByRole('button', { name: /^开始/u }).click()
  await expect(page.getByRole('heading', { name: '月报包 月度报送包', level: 1 })).toBeVisible()
  await expect(
    page.locator('.ant-select', { hasText: period?.replace(/^\d+年/u, '') ?? '？' }).first(),
  ).toBeVisible()

  await goTo(page, '报送记录')
  await page.getByText('应报清单', { exact: true }).click()
  await expect(due.getByRole('row').filter({ hasText: 'R03' })).toHaveCount(1)
})
