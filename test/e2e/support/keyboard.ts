import { expect, type Locator, type Page } from '@playwright/test'

const mostSteps = 200

/** Goes with Tab to where a user wants to be, as often as it takes. */
export const tabTo = async (page: Page, target: Locator): Promise<void> => {
  await expect(target).toBeVisible()
  const isThere = (): Promise<boolean> => target.evaluate((element) => element === document.activeElement)
  for (let steps = 0; steps < mostSteps && !(await isThere()); steps += 1) await page.keyboard.press('Tab')
  await expect(target).toBeFocused()
}
