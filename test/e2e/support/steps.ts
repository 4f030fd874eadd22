import { expect, type Page } from '@playwright/test'

/** What every test does the same way, by the names that a user reads. */

/** First start as 永川区, 张三. */
export const begin = async (page: Page, from: 'empty' | 'examples' = 'empty'): Promise<void> => {
  await page.getByLabel('本机地区').fill('yc')
  await page.getByRole('option', { name: '永川区' }).waitFor({ state: 'attached' })
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('填报单位')).toHaveValue('重庆市永川区科学技术协会')
  await page.getByLabel('填报人').fill('张三')
  if (from === 'examples') await page.getByRole('radio', { name: /载入示例数据/u }).check()
  await page.getByRole('button', { name: '开始使用' }).click()
  await expect(page.getByRole('heading', { name: '首页', level: 1 })).toBeVisible()
}

export const goTo = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation', { name: '主导航' }).getByRole('button', { name, exact: true }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

/** Chooses with the mouse in a select that is not searched. */
export const pickOption = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label, exact: true }).click()
  await page.locator('.ant-select-item-option', { hasText: option }).filter({ visible: true }).first().click()
}

/** Fills the form 新建机构, which is open, as far as it has to be. */
export const fillOrganization = async (page: Page, name: string): Promise<void> => {
  const dialog = page.getByRole('dialog', { name: '新建机构' })
  // Only when the dialog has stopped moving does it hand over the focus.
  await expect(dialog.getByLabel('机构全称', { exact: true })).toBeFocused()
  await dialog.getByLabel('机构全称', { exact: true }).fill(name)
  await dialog.getByRole('combobox', { name: '机构类型', exact: true }).fill('gdyx')
  await expect(page.locator('.ant-select-item-option-active', { hasText: '高等院校' })).toBeVisible()
  await page.keyboard.press('Enter')
}

/** What has been read is closed. */
export const closeNotices = async (page: Page): Promise<void> => {
  const notices = page.locator('.ant-notification-notice-close')
  for (let left = await notices.count(); left > 0; left -= 1) {
    await notices.first().click()
    await expect(notices).toHaveCount(left - 1)
  }
}
