import { expect, test } from '@playwright/test'
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
    await expect(fresh.locator('input:focus, textarea:focus')).toHaveCount(1)
    await fresh.getByRole('button', { name: '保存', exact: true }).click()
    await expect(fresh.getByRole('alert')).toContainText('处需要处理')
    await takePicture(page, `${name}-new`)
    await fresh.getByRole('button', { name: '取消' }).click()
    await expect(fresh).toBeHidden()
  })
}

test('Enter pressed ahead of what is found takes the first of it, and makes no new record', async () => {
  const { page } = running
  await goTo(page, '专家服务队')
  await page.getByRole('button', { name: '新建专家服务队', exact: true }).click()
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

test('Enter pressed ahead of the rows of a list opens its first record once they have come', async () => {
  const { page } = running
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const list = document.querySelector<HTMLElement>('[role="grid"][aria-label="机构列表"]')
      if (list === null) return
      observer.disconnect()
      const rows = list.querySelectorAll('[aria-rowindex]').length - 1
      document.body.dataset.rowsAtEnter = String(rows)
      list.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    }).observe(document.body, { childList: true, subtree: true })
  })
  await page
    .getByRole('navigation', { name: '主导航' })
    .getByRole('button', { name: '机构', exact: true })
    .click()
  await expect(page.getByRole('button', { name: '返回' })).toBeVisible()
  expect(await page.evaluate(() => document.body.dataset.rowsAtEnter)).toBe('0')
})
