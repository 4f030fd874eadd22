import { rm } from 'node:fs/promises'
import { expect, test } from '@playwright/test'
import { closeAll, launchApp, temporaryFolder } from './support/launch'
import { judge } from './support/look'
import { begin, fillOrganization, goTo } from './support/steps'

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

test('a record that turned into another behind the app is found while it runs, and made again at the push of a button', async () => {
  const userDataDir = await temporaryFolder()
  const first = await launchApp({ userDataDir })
  await begin(first.page)
  await goTo(first.page, '机构')
  await first.page.getByRole('button', { name: '新建机构', exact: true }).click()
  await fillOrganization(first.page, '甲厂')
  await first.page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).click()
  await first.page.getByText('已保存', { exact: true }).waitFor()
  await first.page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const opening = indexedDB.open('ledger')
        opening.onsuccess = () => {
          interface Row {
            readonly register: string
            readonly record: { readonly values: object }
          }
          const renamed = (row: Row): Row =>
            row.register === 'organizations'
              ? { ...row, record: { ...row.record, values: { ...row.record.values, name: '□□' } } }
              : row
          const change = opening.result.transaction('recordPages', 'readwrite')
          change.objectStore('recordPages').openCursor().onsuccess = ({ target }) => {
            const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result
            if (cursor === null) return
            const page = cursor.value as { readonly items: readonly Row[] }
            cursor.update({ ...page, items: page.items.map(renamed) })
            cursor.continue()
          }
          change.oncomplete = () => {
            opening.result.close()
            resolve()
          }
        }
      }),
  )
  await first.close()

  const { page, close } = await launchApp({ userDataDir })
  await page.setViewportSize({ width: 1366, height: 768 })
  const damaged = page.getByRole('main', { name: '数据需要恢复' })
  await expect(damaged).toContainText('一条不少')
  await judge(page, 'damaged-ledger')
  await damaged.getByRole('button', { name: '恢复数据' }).press('Enter')
  await page.getByRole('main', { name: '数据已全部恢复' }).getByRole('button', { name: '继续' }).click()
  await goTo(page, '机构')
  await expect(page.getByRole('gridcell', { name: '甲厂', exact: true })).toBeVisible()
  await close()
  await rm(userDataDir, { recursive: true, force: true })
})
