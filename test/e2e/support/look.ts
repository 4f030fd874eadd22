import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { takePicture } from './pictures'

/** Nothing serious for a screen reader or a keyboard, and a picture to be looked at. */
export const judge = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('main').first().waitFor()
  // What fades in is paler than it will be.
  await expect(page.locator('[class*="-appear"], [class*="-enter"], [class*="-leave"]')).toHaveCount(0)
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')
  expect(
    grave.map(
      ({ id, nodes }) =>
        `${id}: ${nodes
          .map(({ html }) => html.slice(0, 160))
          .slice(0, 3)
          .join(' | ')}`,
    ),
  ).toEqual([])
  await takePicture(page, name)
}
