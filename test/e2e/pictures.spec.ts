import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { closeAll, launchApp, type LaunchedApp, stubSaveDialog, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, goTo } from './support/steps'

let running: LaunchedApp
/** What the window complained of: refused by the policy of the window, or thrown. */
const broken: string[] = []
test.beforeAll(async () => {
  running = await launchApp()
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
  await expect(needs.getByRole('img', { name: /^企业需求共 \d+ 项：企业提需求 \d+ 项/u })).toBeVisible()
  await needs.locator('path[fill="#1456b8"]').first().click()
  await expect(page.getByRole('heading', { name: '企业需求', level: 1 })).toBeVisible()
  const byClick = await listed(page).innerText()
  await goTo(page, '首页')

  await drawn(page, '企业需求办到哪一步')
  await needs.getByRole('group').focus()
  await page.keyboard.press('ArrowRight')
  await expect(needs.getByRole('status')).toHaveText(/^企业提需求 \d+ 项$/u)
  await page.keyboard.press('Enter')
  await expect(listed(page)).toHaveText(byClick)
  await goTo(page, '首页')

  await needs.getByRole('button', { name: '企业需求办到哪一步：查看数据表' }).click()
  const number = needs.getByRole('table').getByRole('button').first()
  await judge(page, 'pictures-needs-table')
  await number.click()
  await expect(listed(page)).toHaveText(byClick)
  await goTo(page, '首页')
})

test('services by month and mode open exactly their records, and are copied and saved as a picture', async () => {
  const { app, page } = running
  // The samples are of 2021: where the last twelve months say nothing, the latest year does.
  const services = await drawn(page, '2021年科技服务')
  await services.scrollIntoViewIfNeeded()
  await judge(page, 'home-pictures')
  await services.getByRole('button', { name: '2021年科技服务：查看数据表' }).click()
  const names = await services
    .getByRole('table')
    .getByRole('button', { name: /^2021年\d+月 (?:定制化|未审核|合计) \d+ 次$/u })
    .evaluateAll((buttons) => buttons.map((button) => button.getAttribute('aria-label') ?? ''))
  const kinds = ['定制化', '未审核', '合计']
  for (const kind of kinds) {
    const name = names.find((one) => one.includes(kind)) ?? ''
    await services.getByRole('button', { name, exact: true }).click()
    await expect(listed(page)).toContainText(`符合条件 ${/(\d+) 次$/u.exec(name)?.[1] ?? '?'} 条`)
    await goTo(page, '首页')
    await services.getByRole('button', { name: '2021年科技服务：查看数据表' }).click()
  }
  await services.getByRole('button', { name: '2021年科技服务：复制图片' }).click()
  await expect.poll(() => pastedSize(page)).toEqual([1920, 640])
  const path = join(await temporaryFolder(), '科技服务.png')
  await stubSaveDialog(app, path)
  await services.getByRole('button', { name: '2021年科技服务：另存为 PNG' }).click()
  await expect(page.getByText('已保存 科技服务.png')).toBeVisible()
  const bytes = await readFile(path)
  expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1920, 640])
})
