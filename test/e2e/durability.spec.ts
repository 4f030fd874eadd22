import { rm } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { closeAll, launchApp, temporaryFolder } from './support/launch'
import { begin, goTo } from './support/steps'

test.afterAll(closeAll)

test('what was being typed comes back after the process is killed, unreadable text included', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  await goTo(first.page, '服务记录')
  await first.page.getByRole('button', { name: '新建服务记录', exact: true }).click()
  const dialog = first.page.getByRole('dialog', { name: '新建服务记录' })
  await dialog.getByLabel('服务主题', { exact: true }).fill('写到一半的主题')
  await dialog.getByLabel('受益人数', { exact: true }).fill('二百来人')
  await expect
    .poll(() => first.page.evaluate(() => indexedDB.databases().then((found) => found.length)))
    .toBeGreaterThan(0)
  await expect
    .poll(() =>
      first.page.evaluate(
        () =>
          new Promise((resolve) => {
            const opening = indexedDB.open('ledger')
            opening.onsuccess = () => {
              const asked = opening.result.transaction('drafts').objectStore('drafts').getAll()
              asked.onsuccess = () => {
                opening.result.close()
                resolve(JSON.stringify(asked.result))
              }
            }
          }),
      ),
    )
    .toContain('二百来人')
  await first.kill()

  const second = await launchApp({ userDataDir })
  await goTo(second.page, '服务记录')
  await second.page.getByRole('button', { name: '新建服务记录', exact: true }).click()
  const again = second.page.getByRole('dialog', { name: '新建服务记录' })
  await expect(again.getByLabel('服务主题', { exact: true })).toHaveValue('写到一半的主题')
  await expect(again.getByLabel('受益人数', { exact: true })).toHaveValue('二百来人')
  await expect(again.getByText(/已恢复 .+ 未保存的内容/u)).toBeVisible()
  await again.getByRole('button', { name: '丢弃草稿' }).click()
  await expect(again.getByLabel('服务主题', { exact: true })).toHaveValue('')
  await second.close()
  await rm(userDataDir, { recursive: true, force: true })
})
