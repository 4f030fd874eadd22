import { expect, type Locator, type Page, test } from '@playwright/test'
import { weekOf } from '../../src/domain/period'
import { closeAll, launchApp } from './support/launch'
import { judge } from './support/look'
import { takePicture } from './support/pictures'
import { begin, goTo, pickOption } from './support/steps'

test.afterAll(closeAll)

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

/** Not a sample: samples tell of samples only, and what is typed here is real. */
const team = '装备制造产业专家服务队'

test('one need goes from a visit to 办结, and stands in the weekly report, on the home page and in R04', async () => {
  const { page } = await launchApp()
  await begin(page, 'examples')
  await test.step('a team is on duty', async () => {
    await goTo(page, '专家服务队')
    await page.getByRole('searchbox', { name: '搜索专家服务队' }).fill(team)
    await page.getByRole('gridcell', { name: team, exact: true }).click()
    await step(page, '成立', async (dialog) => {
      await choose(dialog, '队长', '示例专家甲01', '示例专家甲01')
      await choose(dialog, '牵头单位', 'zjdx', '浙江大学')
    })
    await stateIs(page, '在岗')
  })
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
  const issues = page.getByRole('table', { name: '问题与诉求' })
  await expect(issues).toContainText('办理中')
  await expect(issues.getByRole('button', { name: '转需求' })).toHaveCount(0)
  await expect(issues.getByRole('button', { name: '主轴温升治理' })).toBeVisible()
  await takePicture(page, 'visit-turned')
  await goTo(page, '企业需求')
  await page.getByRole('gridcell', { name: '主轴温升治理', exact: true }).click()
  await step(page, '提交')
  await step(page, '开始研判')
  let today = ''
  await step(page, '受理', async (dialog) => {
    today = await dialog.getByLabel('受理日期', { exact: true }).inputValue()
    await expect(dialog.getByLabel('责任人', { exact: true })).toHaveValue('张三')
    await expect(dialog.getByLabel('办理时限', { exact: true })).not.toHaveValue('')
    await takePicture(page, 'step-accept')
  })
  await step(page, '推荐/认领', async (dialog) => {
    await dialog.getByRole('button', { name: '添加对接记录' }).click()
    await choose(dialog, '专家', '示例专家', '示例专家')
    await fill(dialog, '对接日期', today)
    await takePicture(page, 'step-match')
  })
  await step(page, '确认承接', async (dialog) => {
    await choose(dialog, '承接服务队', team, team)
    await takePicture(page, 'step-confirm')
  })
  await stateIs(page, '服务中')
  await takePicture(page, 'need-detail')

  // Without a service the result cannot be handed in; the refusal leads to the form for it.
  await press(page, '提交办理结果')
  const refusal = page.getByRole('dialog', { name: '提交办理结果' })
  await expect(refusal.getByRole('alert')).toContainText('还没有填了结果的服务记录')
  await takePicture(page, 'step-refused')
  await refusal.getByRole('button', { name: '新建服务记录' }).click()
  const service = page.getByRole('dialog', { name: '新建服务记录' })
  await expect(service.getByLabel('服务日期', { exact: true })).toHaveValue(today)
  await expect(service.getByText(team, { exact: true })).toBeVisible()
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

  await test.step('on the board, and among the numbers of the month', async () => {
    await goTo(page, '企业需求')
    await page.getByText('流程看板', { exact: true }).click()
    const done = page.getByRole('region', { name: '地方汇资源' })
    await expect(done.getByRole('button', { name: /^主轴温升治理/u })).toBeVisible()
    await goTo(page, '首页')
    await page.getByRole('button', { name: /月办结需求 1 项$/u }).click()
    await expect(page.getByRole('gridcell', { name: '主轴温升治理', exact: true })).toBeVisible()
  })

  await test.step('in the draft of the report that its team hands in this week', async () => {
    await goTo(page, '工作周报')
    await page.getByText('周报看板', { exact: true }).click()
    const week = `第${String(weekOf(today).week)}周`
    await page
      .getByRole('table', { name: '周报看板' })
      .getByRole('button', { name: new RegExp(`^${team} ${week}：`, 'u') })
      .click()
    const sources = page.getByRole('region', { name: '本周记录' })
    for (const number of ['1 次', '1 项', '1 人次'])
      await expect(sources.getByRole('button', { name: number, exact: true }).first()).toBeVisible()
    await sources.getByRole('button', { name: '起草周报' }).click()
    const dialog = page.getByRole('dialog', { name: `起草${week}周报` })
    await expect(dialog.getByRole('region', { name: '本周工作对接情况' })).toContainText('“主轴温升治理”')
    await expect(dialog.getByRole('region', { name: '推进情况' })).toContainText(
      /主轴温升远程会诊，已解决.*回访确认（已办结）/u,
    )
    await judge(page, 'journey-weekly-draft')
    await dialog.getByRole('button', { name: '填入周报' }).click()
    const form = page.getByRole('dialog', { name: '编辑工作周报' })
    await fill(form, '下周计划', '走访两家企业')
    await save(form)
    await expect(page.getByRole('table', { name: '推进情况' })).toContainText('主轴温升远程会诊')
  })

  await test.step('in R04 of the day', async () => {
    await goTo(page, '报表')
    await page.getByRole('button', { name: /R04/u }).click()
    await pickOption(page, '期别', '自定义')
    await page.getByLabel('所属期开始').fill(today)
    await page.getByLabel('所属期结束').fill(today)
    await page.getByRole('button', { name: '预览' }).click()
    const paper = page.getByRole('group', { name: '第 1 页' })
    await expect(paper).toContainText('主轴温升治理')
    await expect(paper).toContainText('回访确认')
    await expect(paper).toContainText('本期办结 1 项')
    await judge(page, 'journey-r04')
  })
})
