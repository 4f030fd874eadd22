import { expect, test } from '@playwright/test'
import { holdDataWorker } from '../bench/support/data-worker'
import { closeAll, launchApp, type LaunchedApp } from './support/launch'
import { begin, goTo } from './support/steps'

const memberCount = 30
const firm = (index: number): string => `长名单第${String(index + 1)}机械有限公司`

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page)
  await holdDataWorker(running.page)
  const id = (index: number): string => `01a00000-0000-7000-8000-${String(index).padStart(12, '0')}`
  const head = { kind: 'create', districtCode: '500118' }
  const firms = Array.from({ length: memberCount }, (_, index) => ({
    ...head,
    register: 'organizations',
    id: id(index),
    values: { name: firm(index), orgType: '企业' },
  }))
  const consortium = {
    ...head,
    register: 'consortia',
    id: id(100),
    values: {
      name: '长名单联合体',
      form: '创新联合体',
      industry: '装备制造产业',
      leadOrganization: id(0),
      status: '筹建',
      isLegalPerson: false,
      districts: ['500118'],
      members: firms.map((one) => ({ organization: one.id, role: '产', position: '成员' })),
    },
  }
  await running.page.evaluate(
    (operations) =>
      window.callStore('commit', { id: crypto.randomUUID(), kind: 'save', title: '准备', operations }),
    [...firms, consortium],
  )
})
test.afterAll(closeAll)

test('a form with very many rows has all of them, and what is typed into any two is saved', async () => {
  const { page } = running
  await goTo(page, '联合体')
  await page.getByRole('grid', { name: '联合体列表' }).getByText('长名单联合体').click()
  await page.getByRole('button', { name: '编辑', exact: true }).click()
  const form = page.getByRole('dialog', { name: '编辑联合体' })
  const task = (row: number) =>
    form.getByRole('group', { name: `成员 第 ${String(row)} 行` }).getByLabel('承担任务或投入资源')
  const last = form.getByRole('group', { name: `成员 第 ${String(memberCount)} 行` })
  await expect(last.getByText(firm(memberCount - 1))).toBeVisible()
  await task(1).fill('提供试验场地')
  await task(memberCount).fill('提供检测设备')
  await form.getByRole('button', { name: '删除成员第 2 行' }).click()
  await expect(task(memberCount - 1)).toHaveValue('提供检测设备')
  await task(1).fill('提供试验场地和人员')
  await form.getByRole('button', { name: '保存', exact: true }).click()
  await expect(form).toBeHidden()
  const members = page.getByRole('table', { name: '成员' })
  await expect(members.getByText('提供试验场地和人员')).toBeVisible()
  await expect(members.getByText('提供检测设备')).toBeVisible()
  await expect(members.getByText(firm(1), { exact: true })).toHaveCount(0)
  await expect(members.getByRole('row')).toHaveCount(memberCount)
})
