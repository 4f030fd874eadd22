import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Locator, type Page, test } from '@playwright/test'
import { read, utils } from 'xlsx'
import {
  closeAll,
  launchApp,
  type LaunchedApp,
  saveTitle,
  stubSaveDialog,
  temporaryFolder,
} from './support/launch'
import { begin, closeNotices, goTo } from './support/steps'

let running: LaunchedApp
test.beforeAll(async () => {
  running = await launchApp()
  await begin(running.page, 'examples')
})
test.afterAll(closeAll)

/** As a click on the item of the menu. */
const chooseInMenu = (command: string): Promise<void> =>
  running.app.evaluate(({ Menu }, id) => {
    Menu.getApplicationMenu()?.getMenuItemById(id)?.click()
  }, command)

const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const position = (page: Page) => page.getByRole('group', { name: '前后记录' }).getByRole('status')
const chooseDistrict = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('combobox', { name: '当前地区' }).fill(name)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('banner')).toContainText(name)
}
/** Types into a select that is searched, and takes what it offers first. */
const choose = async (box: Locator, typed: string, option = typed): Promise<void> => {
  await box.fill(typed)
  const found = box.page().locator('.ant-select-item-option-active', { hasText: option })
  await expect(found.filter({ visible: true })).toBeVisible()
  await box.press('Enter')
}
const rowAt = (page: Page, name: string, index: number) =>
  page
    .getByRole('grid', { name: `${name}列表` })
    .getByRole('row')
    .nth(index)

test.describe('from record to record', () => {
  test('goes in the order of the list that one came from, by keys and buttons', async () => {
    const { page } = running
    await goTo(page, '服务记录')
    await page.getByRole('searchbox', { name: '搜索服务记录' }).fill('dingzhi')
    await expect(page.getByRole('status', { name: '列表合计' })).toContainText('符合条件 5 条')
    await page.getByRole('button', { name: '服务主题', exact: true }).click()
    await expect(page.getByRole('grid', { name: '服务记录列表' })).toHaveAttribute('aria-busy', 'false')
    const topics = [1, 2, 3].map((row) => rowAt(page, '服务记录', row).getByRole('gridcell').nth(6))
    const [first, second, third] = await Promise.all(topics.map((cell) => cell.innerText()))
    await page.getByRole('grid', { name: '服务记录列表' }).press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText(second ?? '')
    await expect(position(page)).toHaveText('第 2 条，共 5 条')
    await page.keyboard.press('Alt+ArrowDown')
    await expect(heading(page)).toHaveText(third ?? '')
    await expect(position(page)).toHaveText('第 3 条，共 5 条')
    await page.getByRole('button', { name: /上一条/u }).click()
    await expect(heading(page)).toHaveText(second ?? '')
    await chooseInMenu('previousRecord')
    await expect(heading(page)).toHaveText(first ?? '')
    await expect(page.getByRole('button', { name: /上一条/u })).toBeDisabled()
    await page.keyboard.press('Alt+ArrowUp')
    await expect(position(page)).toHaveText('第 1 条，共 5 条')
    await chooseInMenu('nextRecord')
    await expect(heading(page)).toHaveText(second ?? '')
    await page.getByRole('button', { name: '返回' }).click()
    await expect(page.getByRole('grid', { name: '服务记录列表' })).toBeFocused()
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText(second ?? '')
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('searchbox', { name: '搜索服务记录' }).fill('')
  })

  test('a record that leaves the list by a step still leads on to the next', async () => {
    const { page } = running
    await goTo(page, '服务记录')
    await page.getByRole('button', { name: '筛选', exact: true }).click()
    await page.getByRole('dialog').getByRole('checkbox', { name: '待审核' }).check()
    await page.getByRole('button', { name: '添加筛选' }).click()
    await expect(page.getByRole('status', { name: '列表合计' })).toContainText('符合条件 2 条')
    const [, last] = await Promise.all(
      [1, 2].map((row) => rowAt(page, '服务记录', row).getByRole('gridcell').nth(6).innerText()),
    )
    await rowAt(page, '服务记录', 1).getByRole('gridcell').nth(6).click()
    await expect(position(page)).toHaveText('第 1 条，共 2 条')
    await page.getByRole('button', { name: '审核通过' }).click()
    const step = page.getByRole('dialog', { name: '审核通过' })
    await step.getByLabel('佐证材料').fill('签到表')
    await step.getByLabel('审核人').fill('李四')
    await step.getByRole('button', { name: '审核通过' }).click()
    await expect(position(page)).toHaveText('已不在列表的筛选范围内，列表还有 1 条')
    await page.keyboard.press('Alt+ArrowDown')
    await expect(heading(page)).toHaveText(last ?? '')
    await expect(position(page)).toHaveText('第 1 条，共 1 条')
    await page.getByRole('button', { name: '返回' }).click()
    await page.getByRole('button', { name: '清除筛选', exact: true }).click()
  })
})

test.describe('quick search', () => {
  const box = (page: Page) => page.getByRole('combobox', { name: '快速查找' })
  const chosen = (page: Page) =>
    page.getByRole('listbox', { name: '查找结果' }).getByRole('option', { selected: true })

  /** By the arrow keys alone. */
  const moveTo = async (page: Page, name: string): Promise<void> => {
    const options = page.getByRole('listbox', { name: '查找结果' }).getByRole('option')
    const texts = await options.allInnerTexts()
    const down = texts.findIndex((text) => text.startsWith(name))
    for (let step = 0; step < down; step += 1) await page.keyboard.press('ArrowDown')
    await expect(chosen(page)).toContainText(name)
  }

  test('finds any record by initials, number or phone, and opens it with Enter', async () => {
    const { page } = running
    await goTo(page, '首页')
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('sljmjx')
    await expect(page.getByRole('group', { name: '机构（1）' })).toBeVisible()
    await moveTo(page, '示例精密机械二厂')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('示例精密机械二厂')

    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('fw-500118-2021-0007')
    await expect(chosen(page)).toContainText('FW-500118-2021-0007')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('示例服务20：电池包热管理仿真')

    await page.getByRole('button', { name: '快速查找' }).click()
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('02300000110')
    await expect(chosen(page)).toContainText('示例专家甲01')
    await page.keyboard.press('Escape')
    await expect(box(page)).toBeHidden()
  })

  test('offers what sounds or is written nearly so where the words are found nowhere', async () => {
    const { page } = running
    const status = page.getByRole('dialog', { name: '快速查找' }).getByRole('status')
    await goTo(page, '首页')
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('示例精密鸡械二场')
    await expect(status).toContainText('没有找到“示例精密鸡械二场”，以上是读音或写法相近的。')
    await expect(page.getByRole('group', { name: '机构', exact: true })).toContainText('示例精密机械二厂')
    await box(page).fill('服务纪录')
    await expect(status).toContainText('没有找到“服务纪录”')
    await expect(page.getByRole('group', { name: '操作' })).toContainText('打开服务记录')
    await box(page).fill('流程看版')
    await expect(chosen(page)).toHaveText('打开流程看板')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('radio', { name: '流程看板' })).toBeChecked()

    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('没有这样的东西呀呀呀')
    await expect(status).toHaveText(/^没有找到“没有这样的东西呀呀呀”。可以换用/u)
    await page.keyboard.press('Escape')
  })

  test('groups what it finds with counts, and leads to the whole list', async () => {
    const { page } = running
    await goTo(page, '首页')
    await chooseInMenu('quickSearch')
    await box(page).fill('示例专家')
    const group = page.getByRole('group', { name: '专家（39）' })
    await group.getByRole('option', { name: '在列表中查看全部 39 名' }).click()
    await expect(heading(page)).toHaveText('专家')
    await expect(page.getByRole('searchbox', { name: '搜索专家' })).toHaveValue('示例专家')
    await expect(page.getByLabel('当前地区')).toBeVisible()
    await expect(page.getByText('当前地区已改为“全市”')).toBeVisible()
    await chooseDistrict(page, '永川区')
    await page.getByRole('searchbox', { name: '搜索专家' }).fill('')
  })

  test('does what the window can do, and shows what was open lately', async () => {
    const { page } = running
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('sljmjx')
    await expect(page.getByRole('group', { name: '机构（1）' })).toBeVisible()
    await moveTo(page, '示例精密机械二厂')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('示例精密机械二厂')
    await page.keyboard.press('Control+k')
    await expect(page.getByRole('group', { name: '最近打开' })).toContainText('示例精密机械二厂')
    await page.keyboard.type('R06')
    await expect(chosen(page)).toContainText('做报表 R06')
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('R06 科技服务情况统计表')
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('xjjg')
    await expect(chosen(page)).toContainText('新建机构')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('dialog', { name: '新建机构' })).toBeVisible()
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('绝没有这样的东西')
    await expect(page.getByText(/没有找到“绝没有这样的东西”/u)).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(box(page)).toBeVisible()
    await page.keyboard.press('Escape')
  })

  test('leaves an input method alone while it composes', async () => {
    const { page } = running
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    await page.keyboard.type('zhejiangdaxue')
    await expect(chosen(page)).toContainText('浙江大学')
    await page.keyboard.press('Enter')
    await goTo(page, '首页')
    await page.keyboard.press('Control+k')
    await expect(box(page)).toBeFocused()
    const ime = await page.context().newCDPSession(page)
    const offered = page.getByRole('listbox', { name: '查找结果' }).getByRole('option')
    await expect(chosen(page)).toContainText('浙江大学')
    const before = await offered.allInnerTexts()
    for (const text of ['zhe', "zhe'ji", "zhe'jiang", "zhe'jiang'da", "zhe'jiang'da'xue"]) {
      const at = text.length
      await ime.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at })
      await expect(box(page)).toHaveValue(text)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.keyboard.press('F1')
      expect(await offered.allInnerTexts()).toEqual(before)
      await expect(chosen(page)).toContainText('浙江大学')
    }
    await ime.send('Input.insertText', { text: '浙江大学' })
    await expect(page.getByRole('group', { name: '机构（1）' })).toBeVisible()
    await page.keyboard.press('Enter')
    await expect(heading(page)).toHaveText('浙江大学')
  })
})

test.describe('the manual', () => {
  test('opens at the chapter for where one is, and leads back there', async () => {
    const { page } = running
    for (const [place, chapter] of [
      ['报表', '报表'],
      ['联合体', '联合体'],
      ['导入', '导入台账'],
      ['首页', '认识界面'],
    ] as const) {
      await goTo(page, place)
      await page.keyboard.press('F1')
      await expect(page.getByRole('article', { name: chapter, exact: true })).toBeVisible()
      await page.getByRole('button', { name: '返回' }).click()
      await expect(heading(page)).toHaveText(place)
    }
  })

  test('is searched, and its links lead from chapter to chapter', async () => {
    const { page } = running
    await chooseInMenu('help')
    await page.getByRole('searchbox', { name: '搜索手册' }).fill('dkmm')
    await page
      .getByRole('navigation', { name: '手册中找到的' })
      .getByRole('button', { name: /文件打不开时/u })
      .click()
    await expect(page.getByRole('article', { name: '导入台账' })).toBeVisible()
    await expect(page.getByRole('cell', { name: '设有打开密码' })).toBeInViewport()
    await page.getByRole('searchbox', { name: '搜索手册' }).fill('')
    await page.getByRole('navigation', { name: '手册目录' }).getByRole('button', { name: '快捷键' }).click()
    await page.getByRole('article').getByRole('button', { name: '录入和修改' }).click()
    await expect(page.getByRole('article', { name: '录入和修改' })).toBeVisible()
    await page.getByRole('button', { name: '返回' }).click()
  })

  test('lies over a form, which keeps what was typed', async () => {
    const { page } = running
    await goTo(page, '服务记录')
    await page.keyboard.press('Control+n')
    const form = page.getByRole('dialog', { name: '新建服务记录' })
    await form.getByLabel('服务主题', { exact: true }).fill('写到一半')
    await page.keyboard.press('F1')
    const manual = page.getByRole('dialog', { name: '使用手册' })
    await expect(manual.getByRole('article', { name: '服务记录' })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(manual).toBeHidden()
    await expect(form.getByLabel('服务主题', { exact: true })).toHaveValue('写到一半')
    await page.keyboard.press('Control+k')
    await expect(page.getByText('请先保存或取消正在填写的内容。')).toBeVisible()
    await expect(page.getByRole('combobox', { name: '快速查找' })).toHaveCount(0)
    await form.getByRole('button', { name: '取消' }).click()
    await page.keyboard.press('Control+n')
    await form.getByRole('button', { name: '丢弃草稿' }).click()
    await form.getByRole('button', { name: '取消' }).click()
  })
})

test.describe('a list', () => {
  test('gives phones in full only when they are asked for', async () => {
    const { app, page } = running
    const folder = await temporaryFolder()
    await goTo(page, '机构')
    const exported = async (name: string, click: () => Promise<void>): Promise<string> => {
      const path = join(folder, name)
      await stubSaveDialog(app, path)
      await click()
      await expect(page.getByText(`已导出 ${name}`)).toBeVisible()
      const sheet = read(await readFile(path), { type: 'buffer' }).Sheets['机构']
      return sheet === undefined ? '' : JSON.stringify(utils.sheet_to_json(sheet, { header: 1 }))
    }
    const masked = await exported('隐去.xlsx', () => page.getByRole('button', { name: '导出 Excel' }).click())
    const full = await exported('完整.xlsx', async () => {
      await page.getByRole('button', { name: '更多导出方式' }).click()
      await page.getByRole('menuitem', { name: '导出（含完整电话）' }).click()
    })
    expect(masked).toContain('023****0010')
    expect(masked).not.toContain('023-00000010')
    expect(full).toContain('023-00000010')
    await closeNotices(page)

    // The records that are selected go the same ways as the whole list, and the dialog says which.
    await rowAt(page, '机构', 0).getByRole('checkbox', { name: '全选' }).click()
    await expect(page.getByRole('status', { name: '列表合计' })).toContainText('已选')
    const some = await exported('所选隐去.xlsx', () =>
      page.getByRole('button', { name: '导出所选', exact: true }).click(),
    )
    expect(await saveTitle(app)).toMatch(
      /^导出所选的 \d+ 条机构（方案“对外版本（隐去电话）”：电话隐去中间几位）$/u,
    )
    const all = await exported('所选完整.xlsx', async () => {
      await page.getByRole('button', { name: '更多导出所选的方式' }).click()
      await expect(page.getByRole('menu')).toBeInViewport({ ratio: 1 })
      await page.getByRole('menuitem', { name: '导出所选（含完整电话）' }).click()
    })
    expect(await saveTitle(app)).toContain('方案“内部使用”：电话完整')
    expect(some).toContain('023****0010')
    expect(some).not.toContain('023-00000010')
    expect(all).toContain('023-00000010')
    await page.getByRole('button', { name: '取消选择' }).click()
    await closeNotices(page)
    await rm(folder, { recursive: true, force: true })
  })

  test('is filtered by linked records and by district', async () => {
    const { page } = running
    await goTo(page, '服务记录')
    await chooseDistrict(page, '全市')
    const total = page.getByRole('status', { name: '列表合计' })
    await expect(total).toContainText('共 60 条')
    const filter = async (field: string, value: string, shown: string): Promise<void> => {
      await page.getByRole('button', { name: '筛选', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: '筛选' })
      await dialog.getByRole('combobox', { name: '筛选字段' }).fill(field)
      await page.keyboard.press('Enter')
      await dialog.getByRole('combobox', { name: '筛选值' }).fill(value)
      await expect(page.locator('.ant-select-item-option-active', { hasText: shown })).toBeVisible()
      await page.keyboard.press('Enter')
      await page.keyboard.press('Tab')
      await dialog.getByRole('button', { name: '添加筛选' }).click()
    }
    await filter('服务对象', 'slhbsb', '示例环保设备七厂')
    await expect(page.getByText('服务对象：示例环保设备七厂', { exact: true })).toBeVisible()
    await expect(total).toContainText('符合条件 5 条')
    await filter('所属地区', 'cqgxq', '重庆高新区')
    await expect(page.getByText('所属地区：重庆高新区', { exact: true })).toBeVisible()
    await expect(page.getByText('没有符合条件的服务记录。')).toBeVisible()
    await page.getByRole('button', { name: '去掉筛选 服务对象：示例环保设备七厂' }).click()
    await expect(total).toContainText('符合条件 22 条')
    await page.getByRole('button', { name: '清除筛选', exact: true }).click()
    await chooseDistrict(page, '永川区')
  })

  test('keeps columns, their order and width, and its sort after a restart; all set by keyboard', async () => {
    const userDataDir = await temporaryFolder()
    const first = await launchApp({ userDataDir })
    await begin(first.page, 'examples')
    await goTo(first.page, '机构')
    await first.page.getByRole('button', { name: '列设置' }).press('Enter')
    const panel = first.page.getByRole('dialog', { name: '列设置' })
    await panel.getByRole('checkbox', { name: '机构类型' }).focus()
    await first.page.keyboard.press('Alt+ArrowUp')
    await expect(panel.getByRole('checkbox', { name: '机构类型' })).toBeFocused()
    await first.page.keyboard.press('Alt+ArrowUp')
    await panel.getByRole('checkbox', { name: '所在园区' }).press('Space')
    await panel.getByRole('checkbox', { name: '所属地区' }).press('Space')
    await panel.getByRole('spinbutton', { name: '机构类型的宽度' }).fill('333')
    await panel.getByRole('combobox', { name: '排序' }).fill('jglx')
    await first.page.keyboard.press('Enter')
    await panel.getByRole('radio', { name: '降序' }).press('Space')
    await panel.getByRole('button', { name: '应用' }).press('Enter')
    await expect(first.page.getByRole('columnheader', { name: '机构类型' })).toHaveAttribute(
      'aria-sort',
      'descending',
    )
    await first.close()

    const second = await launchApp({ userDataDir })
    await goTo(second.page, '机构')
    const headings = second.page.getByRole('columnheader')
    await expect(headings.nth(1)).toContainText('机构类型')
    await expect(headings.nth(1)).toHaveAttribute('aria-sort', 'descending')
    await expect(headings.nth(1)).toHaveCSS('width', '333px')
    await expect(headings.last()).toContainText('所属地区')
    await expect(second.page.getByRole('columnheader', { name: '所在园区' })).toHaveCount(0)
    await expect(rowAt(second.page, '机构', 1).getByRole('gridcell').last()).toHaveText('永川区')
    await second.close()
    await rm(userDataDir, { recursive: true, force: true })
  })
})

test.describe('a form', () => {
  test('makes a linked record on the spot, and carries on what the next record shares', async () => {
    const { page } = running
    await goTo(page, '服务记录')
    await page.keyboard.press('Control+n')
    const form = page.getByRole('dialog', { name: '新建服务记录' })
    await form.getByLabel('服务日期', { exact: true }).fill('2021-05-06')
    await form.getByRole('radio', { name: '套餐式' }).check()
    await choose(form.getByRole('combobox', { name: '服务类型' }), '科技咨询')
    await choose(form.getByRole('combobox', { name: '服务形式' }), '线上会诊')
    await form.getByLabel('服务主题', { exact: true }).fill('第一次')
    await choose(form.getByRole('combobox', { name: '服务对象' }), '当场登记的厂', '新建机构“当场登记的厂”')
    const nested = page.getByRole('dialog', { name: '新建机构' })
    await expect(nested.getByLabel('机构全称', { exact: true })).toHaveValue('当场登记的厂')
    await choose(nested.getByRole('combobox', { name: '机构类型' }), '园区管委会')
    await nested.getByRole('button', { name: '保存', exact: true }).click()
    await expect(nested).toBeHidden()
    await expect(form.getByRole('combobox', { name: '服务对象' })).toBeFocused()
    await expect(
      form.locator('.ant-select-selection-item-content', { hasText: '当场登记的厂' }),
    ).toBeVisible()
    await choose(form.getByRole('combobox', { name: '服务包' }), 'slfwb', '示例服务包1')
    await choose(form.getByRole('combobox', { name: '参与专家' }), '示例专家甲01')
    await form.getByLabel('服务时长', { exact: true }).fill('2')
    await form
      .getByLabel('服务内容', { exact: true })
      .fill('到现场查看产线，提出三条改进建议并约定复查的时间。')
    await choose(form.getByRole('combobox', { name: '服务结果' }), '已解决')
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText('已保存', { exact: true }).last()).toBeVisible()
    await expect(form.getByLabel('服务主题', { exact: true })).toHaveValue('')
    await expect(form.getByLabel('服务日期', { exact: true })).toHaveValue('2021-05-06')
    await expect(form.getByRole('radio', { name: '套餐式' })).toBeChecked()
    await expect(form.getByText('示例服务包1', { exact: true })).toBeVisible()
    await expect(form.getByText('当场登记的厂', { exact: true })).toHaveCount(0)
    await form.getByRole('button', { name: '取消' }).click()
    await expect(page.getByRole('gridcell', { name: '第一次', exact: true })).toBeVisible()
  })

  test('refuses a district that was not in force on the day, and says what to do', async () => {
    const { page } = running
    await goTo(page, '企业需求')
    await page.keyboard.press('Control+n')
    const form = page.getByRole('dialog', { name: '新建企业需求' })
    await form.getByLabel('提出日期', { exact: true }).fill('2024-05-06')
    await choose(form.getByRole('combobox', { name: '所属地区' }), '江北区')
    await form.getByLabel('提出日期', { exact: true }).fill('2026-02-10')
    await form.getByRole('button', { name: '保存', exact: true }).click()
    await expect(
      form.getByText(/江北区自 2026-01-25 起停用，2026-02-10 的记录请改选所属地区/u).first(),
    ).toBeVisible()
    await form.getByRole('button', { name: '取消' }).click()
    await page.keyboard.press('Control+n')
    await form.getByRole('button', { name: '丢弃草稿' }).click()
    await form.getByRole('button', { name: '取消' }).click()
  })
})
