import { expect, type Page, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { judge } from './support/look'
import { begin, closeNotices, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
  await running.page.getByRole('combobox', { name: '当前地区' }).fill('全市')
  await running.page.keyboard.press('Enter')
  await expect(running.page.getByRole('banner')).toContainText('全市')
})
test.afterAll(closeAll)

const showBoard = async (page: Page): Promise<void> => {
  await goTo(page, '企业需求')
  await page.getByText('流程看板', { exact: true }).click()
  await expect(page.getByRole('region', { name: '企业提需求' })).toBeVisible()
}
const stage = (page: Page, name: string) => page.getByRole('region', { name })

test('the board shows the four stages with what stands in them', async () => {
  const { page } = running
  await showBoard(page)
  for (const name of ['企业提需求', '学会送服务', '科协搭平台', '地方汇资源'])
    await expect(stage(page, name).getByRole('button').first()).toBeVisible()
  await judge(page, 'need-board')
})

test('a card is chosen by arrows, and the space bar takes its next step through the same dialog', async () => {
  const { page } = running
  await showBoard(page)
  const cards = stage(page, '企业提需求').getByRole('button')
  await cards.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(cards.nth(1)).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(stage(page, '学会送服务').getByRole('button').nth(1)).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  const judged = stage(page, '企业提需求')
    .getByRole('button', { name: /研判中/u })
    .first()
  await judged.focus()
  await page.keyboard.press('Space')
  const choice = page.getByRole('dialog', { name: '下一步办什么？' })
  await expect(choice.getByRole('button', { name: /受理（到“已受理”）/u })).toBeFocused()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: '受理', exact: true })
  await expect(dialog.getByLabel('责任人', { exact: true })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(judged).toBeFocused()
})

test('a card that is dragged on takes the step; one that is dragged too far says what comes first', async () => {
  const { page } = running
  await showBoard(page)
  const raised = stage(page, '企业提需求')
    .getByRole('button', { name: /已征集/u })
    .first()
  await raised.dragTo(stage(page, '科协搭平台'))
  await expect(page.getByText(/还要：开始研判 → 受理 → 推荐\/认领 → 确认承接 → 提交办理结果/u)).toBeVisible()
  await judge(page, 'need-board-refused')
  await closeNotices(page)
  const visited = stage(page, '科协搭平台')
    .getByRole('button', { name: /待回访/u })
    .first()
  await visited.dragTo(stage(page, '地方汇资源'))
  await page
    .getByRole('dialog', { name: '下一步办什么？' })
    .getByRole('button', { name: /^回访确认（/u })
    .click()
  await expect(page.getByRole('dialog', { name: '回访确认' })).toBeVisible()
  await page.getByRole('dialog', { name: '回访确认' }).getByRole('button', { name: '取消' }).click()
})
