import { expect, type Locator, type Page, test } from '@playwright/test'
import { registers } from '../../src/domain/registers/all'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { judge } from './support/look'
import { takePicture } from './support/pictures'
import { begin, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(closeAll)

/** A submission is begun from a report: submission.spec walks through those. */
const filled = registers.filter(({ name }) => name !== 'submissions')

for (const { name, title } of filled) {
  test(`${title}: its list, a record and its form read well, and a new one says what it needs`, async () => {
    const { page } = running
    await goTo(page, title)
    const list = page.getByRole('grid', { name: `${title}列表` })
    await expect(list.getByRole('row').nth(1)).toBeVisible()
    await judge(page, `${name}-list`)
    await list.getByRole('row').nth(1).getByRole('gridcell').nth(1).click()
    await expect(page.getByRole('region', { name: '相关记录' })).toBeVisible()
    await judge(page, `${name}-detail`)
    await page.getByRole('button', { name: '编辑', exact: true }).click()
    const form = page.getByRole('dialog', { name: `编辑${title}` })
    await expect(form.getByRole('button', { name: '保存', exact: true })).toBeVisible()
    await judge(page, `${name}-form`)
    await form.getByRole('button', { name: '取消' }).click()
    await goTo(page, title)
    await page.getByRole('button', { name: `新建${title}`, exact: true }).click()
    const fresh = page.getByRole('dialog', { name: `新建${title}` })
    // Only when the dialog has stopped moving does it hand over the focus; a click before may miss.
    await expect(fresh.locator(':focus')).toHaveCount(1)
    await fresh.getByRole('button', { name: '保存', exact: true }).click()
    await expect(fresh.getByRole('alert')).toContainText('处需要处理')
    await takePicture(page, `${name}-new`)
    await fresh.getByRole('button', { name: '取消' }).click()
    await expect(fresh).toBeHidden()
  })
}

/** Chooses in a searched select by what is typed. */
const choose = async (within: Locator, label: string, typed: string, option: string): Promise<void> => {
  const box = within.getByRole('combobox', { name: label, exact: true })
  await box.pressSequentially(typed)
  const wanted = within.page().locator('.ant-select-item-option-active', { hasText: option })
  await expect(wanted.filter({ visible: true })).toBeVisible()
  await box.press('Enter')
  await expect(within.getByText(option).filter({ visible: true }).first()).toBeVisible()
  await box.press('Tab')
}
const fill = (within: Locator, label: string, text: string): Promise<void> =>
  within.getByLabel(label, { exact: true }).fill(text)
const pickRadio = async (within: Locator, name: string): Promise<void> => {
  const radio = within.getByRole('radio', { name, exact: true })
  await radio.click()
  await expect(radio).toBeChecked()
}
const save = async (dialog: Locator): Promise<void> => {
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog).toBeHidden()
}
const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click()
/** Takes a step that asks for something. */
const step = async (
  page: Page,
  action: string,
  answer?: (dialog: Locator) => Promise<void>,
): Promise<void> => {
  await press(page, action)
  const dialog = page.getByRole('dialog', { name: action })
  if (answer !== undefined) {
    await answer(dialog)
    await dialog.getByRole('button', { name: action, exact: true }).click()
  }
  await expect(dialog).toBeHidden()
}
const stateIs = (page: Page, state: string): Promise<void> =>
  expect(
    page.getByRole('heading', { level: 1 }).locator('..').getByText(state, { exact: true }),
  ).toBeVisible()

test('one need goes from a visit to 办结', async () => {
  const { page } = running
  await goTo(page, '调研走访')
  await press(page, '新建调研走访')
  const visit = page.getByRole('dialog', { name: '新建调研走访' })
  await fill(visit, '走访日期', '2021-05')
  await pickRadio(visit, '区县级')
  await fill(visit, '带队领导', '李主席')
  await fill(visit, '带队领导职务', '永川区科协主席')
  await choose(visit, '交流主题', 'jsgg', '技术攻关')
  await visit.getByRole('button', { name: '添加走访对象' }).click()
  await choose(visit.getByRole('group', { name: '走访对象 第 1 行' }), '机构', '示例电子', '示例电子科技一厂')
  await fill(visit, '情况记录', '到车间了解主轴温升的情况。')
  await visit.getByRole('button', { name: '填写问题与诉求' }).click()
  await visit.getByRole('button', { name: '添加问题与诉求' }).click()
  await fill(visit, '问题描述', '主轴连续运转两小时后温升超过四十度，希望专家到现场诊断。')
  await takePicture(page, 'visit-filled')
  await save(visit)
  await page.getByRole('gridcell', { name: '李主席' }).click()
  await step(page, '登记走访', (dialog) =>
    expect(dialog.getByLabel('走访日期', { exact: true })).toHaveValue('2021-05'),
  )
  await stateIs(page, '已走访')
  await takePicture(page, 'visit-detail')

  await press(page, '转需求')
  const need = page.getByRole('dialog', { name: '新建企业需求' })
  await expect(need.getByLabel('需求名称', { exact: true })).toHaveValue(/主轴连续运转/u)
  await fill(need, '需求名称', '主轴温升治理')
  await choose(need, '需求类别', 'xmyf', '项目研发')
  await choose(need, '产业方向', 'zbzz', '装备制造产业')
  await choose(need, '期望合作方式', 'jsfw', '技术服务')
  await pickRadio(need, '紧急（1个月内）')
  await takePicture(page, 'need-filled')
  await save(need)
  await goTo(page, '企业需求')
  await page.getByRole('gridcell', { name: '主轴温升治理', exact: true }).click()
  await step(page, '提交')
  await step(page, '开始研判')
  await step(page, '受理', async (dialog) => {
    await expect(dialog.getByLabel('责任人', { exact: true })).toHaveValue('张三')
    await expect(dialog.getByLabel('办理时限', { exact: true })).not.toHaveValue('')
    await takePicture(page, 'step-accept')
  })
  await step(page, '推荐/认领', async (dialog) => {
    await dialog.getByRole('button', { name: '添加对接记录' }).click()
    await choose(dialog, '专家', '示例专家', '示例专家')
    await fill(dialog, '对接日期', '2021-06-01')
    await takePicture(page, 'step-match')
  })
  await step(page, '确认承接', () => takePicture(page, 'step-confirm'))
  await stateIs(page, '服务中')
  await takePicture(page, 'need-detail')

  // Without a service the result cannot be handed in; the refusal leads to the form for it.
  await press(page, '提交办理结果')
  const refusal = page.getByRole('dialog', { name: '提交办理结果' })
  await expect(refusal.getByRole('alert')).toContainText('还没有填了结果的服务记录')
  await takePicture(page, 'step-refused')
  await refusal.getByRole('button', { name: '新建服务记录' }).click()
  const service = page.getByRole('dialog', { name: '新建服务记录' })
  await fill(service, '服务日期', '2021-06-02')
  await pickRadio(service, '精准化')
  await choose(service, '服务类型', 'yjkf', '研究开发')
  await choose(service, '服务形式', 'xshz', '线上会诊')
  await fill(service, '服务主题', '主轴温升远程会诊')
  await choose(service, '参与专家', '示例专家', '示例专家')
  await fill(service, '服务时长', '2')
  await fill(service, '服务内容', '专家查看温度曲线，提出改善冷却和补偿的三条建议。')
  await choose(service, '服务结果', 'yjj', '已解决')
  await save(service)
  await step(page, '提交办理结果')
  await stateIs(page, '待回访')
  const answers = async (dialog: Locator): Promise<void> => {
    await choose(dialog, '企业满意度', 'fcmy', '非常满意')
    await fill(dialog, '企业确认人', '王五')
  }
  await press(page, '回访确认')
  const closing = page.getByRole('dialog', { name: '回访确认' })
  await answers(closing)
  await closing.getByRole('button', { name: '回访确认', exact: true }).click()
  await expect(closing.getByRole('alert')).toContainText('已审核的服务记录')
  await takePicture(page, 'step-close-refused')
  await closing.getByRole('button', { name: '取消' }).click()

  await page.getByRole('button', { name: /主轴温升远程会诊/u }).click()
  await step(page, '审核通过', async (dialog) => {
    await fill(dialog, '审核人', '李四')
    await fill(dialog, '佐证材料', '会诊记录')
  })
  await page.getByRole('button', { name: '返回' }).click()
  await step(page, '回访确认', answers)
  await stateIs(page, '已办结')
  const events = page.getByRole('table', { name: '办理经过' })
  await expect(events.getByRole('row')).toHaveCount(8)
  await expect(events.getByRole('row').last()).toContainText('回访确认')
  await takePicture(page, 'need-closed')

  // It stands on the board and among the numbers of the month.
  await goTo(page, '企业需求')
  await page.getByText('流程看板', { exact: true }).click()
  const done = page.getByRole('region', { name: '地方汇资源' })
  await expect(done.getByRole('button', { name: /^主轴温升治理/u })).toBeVisible()
  await goTo(page, '首页')
  await page.getByRole('button', { name: /月办结需求 1 项$/u }).click()
  await expect(page.getByRole('gridcell', { name: '主轴温升治理', exact: true })).toBeVisible()
})

test('Enter pressed ahead of what is found takes the first of it, and makes no new record', async () => {
  const { page } = running
  await goTo(page, '专家服务队')
  await press(page, '新建专家服务队')
  const form = page.getByRole('dialog', { name: '新建专家服务队' })
  const box = form.getByRole('combobox', { name: '队长', exact: true })
  await box.click()
  await page.keyboard.insertText('示例专家')
  await page.keyboard.press('Enter')
  await expect(
    form
      .getByText(/^示例专家/u)
      .filter({ visible: true })
      .first(),
  ).toBeVisible()
  await expect(page.getByRole('dialog', { name: '新建专家', exact: true })).toBeHidden()
  await form.getByRole('button', { name: '取消' }).click()
  await expect(form).toBeHidden()
})
