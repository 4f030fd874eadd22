import type { Page } from '@playwright/test'
import { registers } from '../../../src/domain/registers/all'
import { goTo } from '../../e2e/support/steps'
import type { Spot, Visit } from './page-visits'

const menu = (label: string): Spot => ({ selector: 'nav button', text: `^${label}$` })
const button = (label: string): Spot => ({ selector: 'main button', text: `^${label}$` })
const heading = (title: string): Spot => ({ selector: 'main h1', text: title })
const row: Spot = { selector: '[role="grid"] .table-row', text: '[-A-Z]{2,}\\d|\\d{6}' }
const said = (text: string): Spot => ({ selector: '[role="status"]', text })
const open = (label: string): Pick<Visit, 'name' | 'press'> => ({ name: label, press: menu(label) })

const list = (title: string): Visit => ({
  ...open(title),
  name: `${title}：列表`,
  shown: [heading(title), row],
})

const toList =
  (title: string) =>
  async (page: Page): Promise<void> => {
    await goTo(page, title)
    await page.locator('[role="grid"] .table-row').first().getByText(/\d/u).first().waitFor()
  }

const detail = (title: string): Visit => ({
  name: `${title}：一条记录`,
  ready: toList(title),
  press: { selector: '[role="grid"] .table-row' },
  shown: [
    { selector: 'main section[aria-label="历史"]', text: '张三' },
    { selector: 'main section[aria-label="相关记录"]', text: '没有|（' },
  ],
})

const opening =
  (title: string) =>
  async (page: Page): Promise<void> => {
    await toList(title)(page)
    await page.locator('[role="grid"] .table-row').first().click()
    await page.getByRole('button', { name: '编辑', exact: true }).waitFor()
  }

const form = (title: string): Visit => ({
  name: `${title}：编辑`,
  ready: opening(title),
  press: button('编辑'),
  shown: [{ selector: '[role="dialog"] button', text: '^保存$' }],
})

const toForm =
  (title: string) =>
  async (page: Page): Promise<void> => {
    await opening(title)(page)
    await page.getByRole('button', { name: '编辑', exact: true }).click()
    await page.getByRole('dialog').getByRole('button', { name: '保存', exact: true }).waitFor()
  }

/** Looks for a record to link to: the list of an empty search, then of a typed one. */
const picker = (title: string, path: string, typed: string, found: string): readonly Visit[] => [
  {
    name: `${title}：选择${path}，打开`,
    ready: toForm(title),
    press: { selector: `[role="dialog"] [data-path="${path}"] input` },
    shown: [option],
  },
  {
    name: `${title}：选择${path}，输入“${typed}”`,
    press: { selector: `[role="dialog"] [data-path="${path}"] input` },
    type: typed,
    shown: [{ ...option, text: found }],
    after: async (page) => {
      await page.keyboard.press('Escape')
      await closeForm(page)
    },
  },
]
const option: Spot = { selector: '.ant-select-item-option', text: '\\p{sc=Han}' }

const closeForm = async (page: Page): Promise<void> => {
  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '取消', exact: true }).click()
  await form.waitFor({ state: 'hidden' })
}

const grid = (title: string): readonly Visit[] => [
  {
    name: `${title}：表格编辑`,
    ready: toList(title),
    press: button('表格编辑'),
    shown: [{ selector: '[role="grid"] .table-row:nth-child(3)', text: '\\d{4}' }],
  },
  { ...list(title), name: `${title}：退出表格编辑`, press: button('退出表格编辑') },
]

const board = (title: string, view: string, shown: readonly Spot[]): Visit => ({
  name: `${title}：${view}`,
  ready: toList(title),
  press: { selector: 'main label, main button', text: `^${view}$` },
  shown,
})

/** What one does at a list of very many. */
const listWork = (title: string): readonly Visit[] => [
  {
    name: `${title}：搜索“yc”`,
    ready: toList(title),
    press: { selector: 'main input[type="search"]' },
    type: 'yc',
    shown: [{ selector: '[role="grid"][aria-busy="false"]' }, said('符合|找到|筛选')],
  },
  {
    name: `${title}：清除筛选`,
    press: button('清除筛选'),
    shown: [{ selector: '[role="grid"][aria-busy="false"]' }, row],
  },
  {
    name: `${title}：分类统计`,
    press: button('分类统计'),
    shown: [{ selector: 'main aside, main [aria-label="分类统计"]', text: '\\d' }],
    after: (page) => page.getByRole('button', { name: '分类统计', exact: true }).click(),
  },
]

const report = (code: string): readonly Visit[] => [
  {
    name: `报表 ${code}：打开`,
    ready: (page) => goTo(page, '报表'),
    press: { selector: `main button[aria-label^="打开 ${code}"]` },
    shown: [button('预览')],
  },
  {
    name: `报表 ${code}：预览`,
    press: button('预览'),
    shown: [{ selector: '[aria-label="预览"]', text: '填报单位' }],
  },
]

const quickSearch: readonly Visit[] = [
  {
    name: '快速查找：打开',
    press: { selector: 'header button', text: '查找' },
    shown: [{ selector: '[role="dialog"] input' }],
  },
  ...['w', 'ws'].map((typed): Visit => ({
    name: `快速查找：输入“${typed}”`,
    press: { selector: '[role="dialog"] input' },
    type: typed,
    shown: [{ selector: '[role="dialog"] .found-entry', text: '企业需求|服务记录|-\\d{4}-' }],
  })),
]

const titles = registers.filter(({ name: register }) => register !== 'submissions').map(({ title }) => title)

/** A walk through every page, in the order in which each is opened for the first time. */
export const visits: readonly Visit[] = [
  {
    ...open('首页'),
    ready: (page) => goTo(page, '设置'),
    shown: [{ selector: '.tile strong', text: '^[\\d,]+$' }],
  },
  {
    ...open('首页'),
    name: '首页：图',
    ready: (page) => goTo(page, '设置'),
    shown: ['需求', '科技服务', '周报', '重点任务'].map((word) => ({ selector: 'figure', text: word })),
  },
  ...titles.map(list),
  { ...list('服务记录'), name: '服务记录：合计', shown: [said('^共 [\\d,]+')] },
  ...titles.map(detail),
  ...['服务记录', '机构', '企业需求', '专家服务队', '联合体'].map((title) => ({
    ...form(title),
    after: closeForm,
  })),
  ...picker('企业需求', 'organization', 'd15005', '第15005'),
  ...picker('服务记录', 'experts', 'xht', '解海涛'),
  ...picker('服务记录', 'needs', '第4321项', '第4321项'),
  ...grid('服务记录'),
  ...grid('机构'),
  board('企业需求', '流程看板', [{ selector: '.need-card', text: '天' }]),
  board('工作周报', '周报看板', [{ selector: '.week-board', text: '专家服务队' }]),
  board('重点任务', '甘特图', [{ selector: 'figure', text: '数据表' }]),
  board('试点地区', '区县图', [{ selector: 'figure', text: '数据表' }]),
  {
    name: '企业需求：推荐供给方',
    ready: opening('企业需求'),
    press: button('推荐供给方'),
    shown: [{ selector: '[role="dialog"] .proposals li', text: '推荐' }],
    after: (page) => page.getByRole('dialog').getByRole('button', { name: '关闭' }).last().click(),
  },
  ...listWork('服务记录'),
  ...listWork('机构'),
  { ...open('重复核对'), shown: [{ selector: '.pairs li', text: '核对合并' }] },
  {
    name: '重复核对：名称对照',
    press: { selector: 'main label', text: '^名称对照$' },
    shown: [{ selector: 'table[aria-label="名称对照"] tr', text: '简称|曾用名' }],
  },
  { ...open('数据质量核查'), shown: [said('核查了'), row] },
  {
    ...open('数据质量核查'),
    name: '数据质量核查：再次打开',
    ready: (page) => goTo(page, '设置'),
    shown: [said('核查了'), row],
  },
  { ...open('回收站'), shown: [row] },
  { ...open('变更记录'), shown: [{ selector: 'table[aria-label="变更"] tr', text: '录入' }] },
  { ...open('导出记录'), shown: [{ selector: 'section[aria-label="导出过的文件"]', text: '导出' }] },
  { ...open('报表'), shown: [{ selector: '.report-card', text: 'R01' }] },
  ...['R02', 'R04'].flatMap(report),
  {
    name: '自定义报表',
    ready: (page) => goTo(page, '报表'),
    press: { selector: 'main label, main button, main [role="tab"]', text: '自定义报表' },
    shown: [{ selector: 'main', text: '新建' }],
  },
  { ...open('汇总'), shown: [{ selector: 'main', text: '数据包' }] },
  { ...open('备份与恢复'), shown: [{ selector: 'main', text: '快照' }] },
  { ...open('设置'), shown: [{ selector: 'main', text: '填报单位' }] },
  ...quickSearch,
]
