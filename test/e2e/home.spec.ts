import { expect, test } from '@playwright/test'
import { closeAll, launchApp } from './support/launch'
import { judge } from './support/look'
import { begin, goTo } from './support/steps'

test.afterAll(closeAll)

test('the home page says what is late and waiting, and each line opens exactly its records', async () => {
  const { page } = await launchApp()
  await begin(page, 'examples')
  const due = page.getByRole('region', { name: '本周要办' })
  const lines = due.getByRole('button')
  await expect(lines.first()).toBeVisible()
  await judge(page, 'home-due')
  const texts = (await lines.allInnerTexts()).filter((text) => /^\d+ /u.test(text))
  expect(texts.length).toBeGreaterThan(5)
  for (const text of texts) {
    await due.getByRole('button', { name: text, exact: true }).click()
    const count = /^\d+/u.exec(text)?.[0] ?? '?'
    await expect(page.getByRole('status', { name: '列表合计' })).toContainText(`符合条件 ${count} `)
    await goTo(page, '首页')
  }
  await expect(page.getByRole('region', { name: '本月数字' }).getByRole('row')).toHaveCount(7)
})

test('an empty ledger has no such lines', async () => {
  const { page } = await launchApp()
  await begin(page)
  await expect(page.getByRole('region', { name: '从这里开始' })).toBeVisible()
  await expect(page.getByRole('region', { name: '本周要办' })).toBeHidden()
  await judge(page, 'home-empty')
})
