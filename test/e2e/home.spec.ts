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

test('the pictures of the home page say their numbers, and each bar opens exactly its records', async () => {
  const { page } = await launchApp()
  const broken: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text())
  })
  await begin(page, 'examples')
  const stages = page.getByRole('figure', { name: '企业需求办到哪一步' })
  await expect(stages.getByRole('img', { name: /^企业需求共 \d+ 项：企业提需求 \d+ 项/u })).toBeVisible()
  // The samples are of 2021: none is of the last twelve months.
  await expect(page.getByRole('region', { name: '近 12 个月科技服务' })).toContainText(
    '近 12 个月没有科技服务。',
  )
  await stages.scrollIntoViewIfNeeded()
  await judge(page, 'home-pictures')
  await stages.locator('path[fill="#1456b8"]').first().click()
  await expect(page.getByRole('heading', { name: '企业需求', level: 1 })).toBeVisible()
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText('符合条件')
  await goTo(page, '首页')
  await stages.getByRole('button', { name: '企业需求办到哪一步：查看数据' }).click()
  const numbers = stages.getByRole('table').getByRole('button')
  await expect(numbers).toHaveCount(4)
  const name = (await numbers.last().getAttribute('aria-label')) ?? ''
  await judge(page, 'home-pictures-table')
  await numbers.last().click()
  await expect(page.getByRole('status', { name: '列表合计' })).toContainText(
    `符合条件 ${/\d+/u.exec(name)?.[0] ?? '?'} 项`,
  )
  expect(broken).toEqual([])
})

test('an empty ledger has no such lines', async () => {
  const { page } = await launchApp()
  await begin(page)
  await expect(page.getByRole('region', { name: '从这里开始' })).toBeVisible()
  await expect(page.getByRole('region', { name: '本周要办' })).toBeHidden()
  await judge(page, 'home-empty')
})
