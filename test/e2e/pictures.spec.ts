import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, closeNotices, goTo } from './support/steps'

let running: LaunchedApp
/** What the window complained of: refused by the policy of the window, or thrown. */
const broken: string[] = []
test.beforeAll(async () => {
  // A day of the samples, on which the pictures of the last weeks and months have something to show.
  running = await launchApp({ clockShift: Date.parse('2021-07-02T02:00:00Z') - Date.now() })
  running.page.on('console', (message) => {
    if (message.type() === 'error') broken.push(message.text())
  })
  await running.page.setViewportSize({ width: 1366, height: 768 })
  await begin(running.page, 'examples')
})
test.afterEach(() => expect(broken).toEqual([]))
test.afterAll(closeAll)

const figure = (page: Page, name: string): Locator => page.getByRole('figure', { name, exact: true })

/** A picture that is drawn: nothing can be clicked before. */
const drawn = async (page: Page, name: string): Promise<Locator> => {
  const found = figure(page, name)
  // It is drawn when one comes to look at it.
  await found.scrollIntoViewIfNeeded()
  await expect(found.locator('svg text').first()).toBeVisible()
  return found
}

const listed = (page: Page): Locator => page.getByRole('status', { name: '列表合计' })

/** What the real key pastes: width and height of a picture, nothing while none is on the clipboard. */
const pastedSize = async (page: Page): Promise<readonly number[]> => {
  const pasted = await page.evaluateHandle(() => ({
    size: new Promise<readonly number[]>((resolve) => {
      document.addEventListener(
        'paste',
        ({ clipboardData }) => {
          const picture = clipboardData?.files[0]
          if (picture === undefined) resolve([])
          else void createImageBitmap(picture).then(({ width, height }) => resolve([width, height]))
        },
        { once: true },
      )
    }),
  }))
  await page.keyboard.press('ControlOrMeta+V')
  return pasted.evaluate(({ size }) => size)
}

test('the needs by stage: a bar, a key and a number of the table open the same records', async () => {
  const { page } = running
  const needs = await drawn(page, '企业需求办到哪一步')
  const said = needs.getByRole('img', { name: /^企业需求共 \d+ 项：企业提需求 \d+ 项/u })
  const count = /企业提需求 (\d+) 项/u.exec((await said.getAttribute('aria-label')) ?? '')?.[1] ?? '?'
  await needs.locator('path[fill="#1456b8"]').first().click()
  await expect(page.getByRole('heading', { name: '企业需求', level: 1 })).toBeVisible()
  await expect(listed(page)).toContainText(`符合条件 ${count} 项`)
  await goTo(page, '首页')

  await drawn(page, '企业需求办到哪一步')
  await needs.getByRole('group').focus()
  await page.keyboard.press('ArrowRight')
  await expect(needs.getByRole('status')).toHaveText(`企业提需求 ${count} 项`)
  await page.keyboard.press('Enter')
  await expect(listed(page)).toContainText(`符合条件 ${count} 项`)
  await goTo(page, '首页')

  await needs.getByRole('button', { name: '企业需求办到哪一步：查看数据表' }).click()
  const number = needs.getByRole('table').getByRole('button').first()
  await judge(page, 'pictures-needs-table')
  await number.click()
  await expect(listed(page)).toContainText(`符合条件 ${count} 项`)
  await goTo(page, '首页')
})

test('services by month and mode open exactly their records, and are copied and saved as a picture', async () => {
  const { app, page } = running
  const services = await drawn(page, '近 12 个月科技服务')
  await services.scrollIntoViewIfNeeded()
  await judge(page, 'home-pictures')
  const asTable = services.getByRole('button', { name: '近 12 个月科技服务：查看数据表' })
  await asTable.click()
  const names = await services
    .getByRole('table')
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
  for (const kind of ['定制化', '未审核', '合计']) {
    const name = names.find((one) => one.includes(` ${kind} `)) ?? ''
    await services.getByRole('button', { name, exact: true }).click()
    await expect(listed(page)).toContainText(`符合条件 ${/(\d+) 次$/u.exec(name)?.[1] ?? '?'} 条`)
    await goTo(page, '首页')
    await asTable.click()
  }
  await page.getByRole('combobox', { name: '科技服务的时段' }).click()
  await page.locator('.ant-select-item-option', { hasText: '2021年' }).click()
  const ofYear = figure(page, '2021年科技服务')
  await ofYear.getByRole('button', { name: '2021年科技服务：复制图片' }).click()
  await expect.poll(() => pastedSize(page)).toEqual([1920, 640])
  const path = join(await temporaryFolder(), '科技服务.png')
  await stubSaveDialog(app, path)
  await ofYear.getByRole('button', { name: '2021年科技服务：另存为 PNG' }).click()
  await expect(page.getByText('已保存 科技服务.png')).toBeVisible()
  const bytes = await readFile(path)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1920, 640])
  await closeNotices(page)
})

test('the board of the weeks opens the report of a team, and leads to the whole board', async () => {
  const { page } = running
  await goTo(page, '首页')
  const weeks = await drawn(page, '近 12 周周报报送')
  await expect(weeks.getByRole('img', { name: /^近 12 周应报 \d+ 期，按时 \d+ 期/u })).toBeVisible()
  await weeks.scrollIntoViewIfNeeded()
  await judge(page, 'home-weeks')
  // The page scrolls, never the window around it.
  expect(await page.evaluate(() => document.documentElement.scrollHeight <= window.innerHeight)).toBe(true)
  await weeks.getByRole('button', { name: '近 12 周周报报送：查看数据表' }).click()
  await weeks
    .getByRole('table')
    .getByRole('button', { name: /第23周 按时$/u })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: /第23周/u, level: 1 })).toBeVisible()
  await goTo(page, '首页')
  await weeks.getByRole('button', { name: '打开周报看板' }).click()
  await expect(page.getByRole('table', { name: '周报看板' })).toBeVisible()
})

test('the key tasks show their ten slots over the year, and a bar opens its task', async () => {
  const { page } = running
  await goTo(page, '重点任务')
  await page.getByRole('radiogroup', { name: '查看方式' }).getByText('甘特图').click()
  const gantt = await drawn(page, '2021年重点任务甘特图')
  await expect(gantt.getByRole('img', { name: /^2021年重点任务 14 项：.*名称待录入 7 项/u })).toBeVisible()
  await judge(page, 'gantt')
  await gantt.getByRole('group').focus()
  await page.keyboard.press('End')
  await expect(gantt.getByRole('status')).toHaveText(/示例任务：/u)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: /示例任务：/u, level: 1 })).toBeVisible()
})

test('the districts stand as tiles by their pilot level, those no longer in force apart, and open', async () => {
  const { page } = running
  await goTo(page, '试点地区')
  await page.getByRole('radiogroup', { name: '查看方式' }).getByText('区县图').click()
  const tiles = await drawn(page, '区县试点身份图')
  await expect(tiles.getByRole('img', { name: /国家级 2 个：永川区、重庆高新区/u })).toBeVisible()
  await judge(page, 'district-tiles')
  await tiles.getByText('永川区').click()
  await expect(page.getByRole('heading', { name: '永川区', level: 1 })).toBeVisible()
})

test('a consortium shows who is in which role, and a corner opens its members', async () => {
  const { page } = running
  await goTo(page, '联合体')
  await page.getByRole('gridcell', { name: '示例新材料产业联合体' }).click()
  const roles = await drawn(page, '示例新材料产业联合体成员角色')
  await expect(roles.getByRole('img', { name: /角色覆盖 7\/7 类，七类齐全/u })).toBeVisible()
  await roles.scrollIntoViewIfNeeded()
  await judge(page, 'consortium-roles')
  await roles.getByRole('group').focus()
  await page.keyboard.press('ArrowRight')
  await expect(roles.getByRole('status')).toHaveText(/^政 \d+ 家$/u)
  const count = /\d+/u.exec((await roles.getByRole('status').textContent()) ?? '')?.[0] ?? '?'
  await page.keyboard.press('Enter')
  await expect(listed(page)).toContainText(`符合条件 ${count} 家`)
})

test('the desk of the whole city has the districts on its home page, and what is small can still be read', async () => {
  const { page } = running
  await goTo(page, '首页')
  await expect(figure(page, '区县试点身份图')).toHaveCount(0)
  await page.getByRole('combobox', { name: '当前地区' }).fill('全市')
  await page.keyboard.press('Enter')
  const tiles = await drawn(page, '区县试点身份图')
  // As much room as there is at 200 %.
  await page.setViewportSize({ width: 683, height: 384 })
  await expect.poll(() => tiles.locator('svg').getAttribute('width')).toBe('720')
  await tiles.scrollIntoViewIfNeeded()
  await judge(page, 'home-tiles-200')
})
