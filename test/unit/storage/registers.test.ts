import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Values } from '../../../src/domain/field'
import { usualRules } from '../../../src/domain/office-rules'
import { registers } from '../../../src/domain/registers/all'
import { needs } from '../../../src/domain/registers/needs'
import { surroundingsOf, takeSteps } from '../../../src/features/registers/take-steps'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Filter, ListQuery, Operation, Settings, Store } from '../../../src/storage/store'
import { memoryVault } from '../support/memory-vault'

const settings: Settings = {
  homeDistrict: '500118',
  unitName: '重庆市永川区科学技术协会',
  person: '张三',
}
let day = '2021-07-02'
const clock = { now: () => `${day}T08:00:00.000Z`, today: () => day }
let store: Store

beforeEach(async () => {
  day = '2021-07-02'
  store = createStore(newId(), registers, clock, memoryVault())
  await store.saveSettings(settings)
})

const create = (register: string, values: Values, districtCode = '500118') => {
  const id = newId()
  return { kind: 'create' as const, register, id, values, districtCode }
}
const commit = async (...operations: readonly Operation[]) => {
  const done = await store.commit({ id: newId(), kind: 'save', title: '测试', operations })
  if (!done.ok) throw new Error(done.message)
  return done.records
}
const list = (register: string, ...filters: readonly Filter[]): ListQuery => ({
  register,
  search: '',
  filters,
  sort: registers.find(({ name }) => name === register)?.sort ?? { field: 'code', descending: true },
})
const labels = async (query: ListQuery, field: string): Promise<readonly unknown[]> =>
  (await store.page(query, 0, 50)).rows.map(({ values }) => values[field])

const accepted = (title: string, dueDate: string): Values => ({
  title,
  status: '已受理',
  owner: '李四',
  acceptDate: '2021-06-01',
  dueDate,
})

describe('what is to be pointed out today', () => {
  test('stands beside the rows and can be filtered, and changes with the day', async () => {
    await commit(create('needs', accepted('甲', '2021-07-01')), create('needs', accepted('乙', '2021-07-02')))
    const page = await store.page(list('needs'), 0, 50)
    expect(
      page.rows.map(({ id, values }) => [values['title'], page.flags[id]?.map(({ label }) => label) ?? []]),
    ).toEqual(
      expect.arrayContaining([
        ['甲', ['超期']],
        ['乙', ['即将到期']],
      ]),
    )
    const overdue = list('needs', { kind: 'flag', label: '超期' })
    expect(await labels(overdue, 'title')).toEqual(['甲'])
    expect(await labels(overdue, 'title')).toEqual(['甲'])
    day = '2021-07-05'
    expect(await labels(overdue, 'title')).toHaveLength(2)
    const id = page.rows[0]?.id ?? ''
    expect((await store.get('needs', id))?.flags.map(({ label }) => label)).toEqual(['超期'])
  })
  test('is another record on another day, even if there are as many', async () => {
    await commit(create('needs', accepted('乙', '2021-07-02')), create('needs', accepted('丙', '2021-07-08')))
    const soon = list('needs', { kind: 'flag', label: '即将到期' })
    expect(await labels(soon, 'title')).toEqual(['乙'])
    day = '2021-07-05'
    expect(await labels(soon, 'title')).toEqual(['丙'])
  })
  test('follows the rules that the office has set', async () => {
    await commit(create('needs', accepted('甲', '2021-07-20')))
    const soon = list('needs', { kind: 'flag', label: '即将到期' })
    expect(await labels(soon, 'title')).toEqual([])
    await store.saveSettings({ ...settings, rules: { ...usualRules, dueNotice: 30 } })
    expect(await labels(soon, 'title')).toEqual(['甲'])
  })
  test('rules that were damaged give way to the usual ones', async () => {
    await store.saveSettings({ ...settings, rules: { dueNotice: 'x' } as never })
    expect((await store.settings())?.rules).toEqual(usualRules)
  })
})

describe('numbers', () => {
  test('of weekly reports name the team and the week, even of a team made in the same batch', async () => {
    const team = create('teams', { name: '装备制造产业专家服务队', industry: '装备制造产业' })
    const [, first] = await commit(team, create('weeklyReports', { team: team.id, week: '2020-W53' }))
    const [second] = await commit(create('weeklyReports', { team: team.id, week: '2021-W01' }))
    expect([first?.code, second?.code]).toEqual(['ZB-03-2020W53', 'ZB-03-2021W01'])
  })
  test('take their year from a month or a number, too', async () => {
    const [activity, task] = await commit(
      create('activities', { title: '首期论坛', start: { value: '2020-11', precision: '月' } }),
      create('keyTasks', { title: '任务', year: 2022, level: '市级', taskNumber: 1 }),
    )
    expect([activity?.code, task?.code]).toEqual(['HD-500118-2020-0001', 'RW-500118-2022-0001'])
  })
})

test('records dated by month and by day come in one order', async () => {
  const activity = (title: string, value: string, precision: '日' | '月') =>
    create('activities', { title, start: { value, precision } })
  await commit(
    activity('四月某日', '2021-04-20', '日'),
    activity('五月', '2021-05', '月'),
    activity('三月', '2021-03', '月'),
  )
  // Straight from the index of the database, before the list is in memory, and from memory.
  expect(await labels(list('activities'), 'title')).toEqual(['五月', '四月某日', '三月'])
  expect(await labels({ ...list('activities'), search: '月' }, 'title')).toEqual(['五月', '四月某日', '三月'])
})

test('one figure of an indicator in a district and period; the same in another district is another', async () => {
  const figure: Values = {
    indicator: 'OUTPUT',
    period: { value: '2020', precision: '年' },
    value: { value: 282, qualifier: '精确' },
    origin: '重庆日报',
  }
  const [known] = await commit(create('districtIndicators', figure))
  const problems = async (districtCode: string, id?: string) =>
    (await store.check('districtIndicators', figure, { districtCode, id })).map(
      ({ path, message }) => `${path}：${message}`,
    )
  expect(await problems('500118')).toEqual([
    `indicator：所属地区、指标、所属期与已有的“产值”（${known?.code ?? ''}）相同，不能重复登记。`,
  ])
  expect(await problems('500118', known?.id)).toEqual([])
  expect(await problems('500106')).toEqual([])
})

test('what follows from other fields is kept with the record, whatever was handed over', async () => {
  const done = { name: '甲', planDate: '2021-06-01', status: '已完成', actualDate: '2021-06-01' }
  const [task] = await commit(
    create('keyTasks', {
      title: '任务',
      progress: 3,
      milestones: [done, { name: '乙', planDate: '2021-08-01', status: '未开始' }],
    }),
  )
  expect(task?.values['progress']).toBe(50)
})

describe('steps', () => {
  const step = async (id: string, action: string, values: Values = {}) => {
    const record = (await store.get('needs', id))?.record
    const transition = needs.lifecycle?.transitions.find(
      (one) => one.from === record?.values['status'] && one.action === action,
    )
    if (record === undefined || transition === undefined) throw new Error(`No step ${action}`)
    const when = { settings, today: day, now: clock.now() }
    const steppings = await surroundingsOf(store, needs, [record], transition, when)
    return takeSteps(store, needs, steppings, { action, values, reason: '理由' })
  }
  const need = create('needs', { ...accepted('主轴温升治理', '2021-08-01'), status: '服务中' })
  const serving = (auditStatus: string) =>
    create('serviceRecords', {
      topic: '诊断',
      serviceDate: '2021-06-20',
      needs: [need.id],
      result: '已解决',
      auditStatus,
    })

  test('see the records that link to the one that steps', async () => {
    await commit(need)
    const refused = await step(need.id, '提交办理结果')
    expect(refused.ok ? '' : refused.message).toContain('还没有填了结果的服务记录')
    const waiting = serving('待审核')
    await commit(waiting)
    expect((await step(need.id, '提交办理结果')).ok).toBe(true)
    const answers: Values = { satisfaction: '5', confirmedBy: '王五' }
    const unaudited = await step(need.id, '回访确认', answers)
    expect(unaudited.ok ? '' : unaudited.message).toContain('已审核的服务记录')
    await commit({
      ...waiting,
      kind: 'update',
      version: 1,
      values: { ...waiting.values, auditStatus: '已审核' },
    })
    expect((await step(need.id, '回访确认', answers)).ok).toBe(true)
    const closed = (await store.get('needs', need.id))?.record.values
    expect(closed).toMatchObject({ status: '已办结', closeResult: '已解决', closeDate: day })
    expect(closed?.['events']).toMatchObject([
      { action: '提交办理结果', from: '服务中', to: '待回访', by: '张三', at: clock.now() },
      { action: '回访确认', from: '待回访', to: '已办结' },
    ])
  })

  test('stay: whoever saves a record without one of its events is refused, and nothing is written', async () => {
    await commit(need)
    await step(need.id, '暂停')
    const record = (await store.get('needs', need.id))?.record
    if (record === undefined) throw new Error('The need is gone.')
    const { events, ...others } = record.values
    const save = (values: Values) =>
      store.commit({
        id: newId(),
        kind: 'save',
        title: '测试',
        operations: [{ kind: 'update', register: 'needs', id: need.id, version: record.version, values }],
      })
    expect((await save(others)).ok).toBe(false)
    const rewritten = [{ ...(events as readonly Values[])[0], by: '别人' }]
    expect((await save({ ...others, events: rewritten })).ok).toBe(false)
    expect((await store.get('needs', need.id))?.record).toEqual(record)
    expect((await save({ ...record.values, owner: '赵六' })).ok).toBe(true)
  })

  test('can be undone as one action, event and all', async () => {
    await commit(need)
    const done = await step(need.id, '暂停')
    expect(done.ok && (await store.undo(done.batch)).ok).toBe(true)
    const values = (await store.get('needs', need.id))?.record.values
    expect(values).toMatchObject({ status: '服务中' })
    expect(values).not.toHaveProperty('events')
  })
})
