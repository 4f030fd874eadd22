import { describe, expect, test } from 'vitest'
import { needLifecycle } from '../../../src/domain/lifecycles/needs'
import { carryTo, needBoard, stageOf, stages } from '../../../src/domain/need-stages'
import { usualRules } from '../../../src/domain/office-rules'
import type { Values } from '../../../src/domain/field'
import { need } from '../support/records'

const context = { today: '2021-06-01', rules: usualRules }
const limits = { 企业提需求: 2, 学会送服务: 9, 科协搭平台: 9, 地方汇资源: 9 }
const event = (at: string, from: string, to: string): Values => ({ at, action: '…', from, to, by: '张三' })

describe('the stages of a need', () => {
  test('hold every state once, but for needs that left the way', () => {
    const placed = stages.flatMap(({ states }) => [...states])
    expect(new Set(placed).size).toBe(placed.length)
    const outside = needLifecycle.states.map(({ name }) => name).filter((name) => stageOf(name) === undefined)
    expect(outside).toEqual(['不予受理', '已撤回'])
  })
})

describe('the board of needs', () => {
  const late = need({ title: '超期的', status: '服务中', dueDate: '2021-05-20', raisedDate: '2021-04-01' })
  const soon = need({ title: '快到期的', status: '对接中', dueDate: '2021-06-03', raisedDate: '2021-04-01' })
  const waiting = need({
    title: '久等的',
    status: '已受理',
    raisedDate: '2021-03-01',
    // The afternoon of 30 April in UTC is 1 May in Beijing.
    events: [
      event('2021-04-02T00:00:00.000Z', '已征集', '研判中'),
      event('2021-04-30T17:00:00.000Z', '研判中', '已受理'),
    ] as never,
  })
  const raised = ['2021-05-30', '2021-05-01', '2021-05-20'].map((day) =>
    need({ title: day, status: '已征集', raisedDate: day }),
  )
  const closed = need({
    title: '办结的',
    status: '已办结',
    raisedDate: '2021-03-01',
    closeDate: '2021-05-22',
  })
  const refused = need({ title: '不受理的', status: '不予受理', raisedDate: '2021-03-01' })
  const board = needBoard([waiting, soon, late, ...raised, closed, refused], limits, context)
  const column = (index: number) => board.columns[index]

  test('shows the most urgent first: overdue, then by limit, then those that wait longest', () =>
    expect(column(1)?.cards.map(({ title }) => title)).toEqual(['超期的', '快到期的', '久等的']))
  test('counts all and shows the first', () => {
    expect(column(0)?.total).toBe(3)
    expect(column(0)?.cards.map(({ title }) => title)).toEqual(['2021-05-01', '2021-05-20'])
    expect(column(1)).toMatchObject({ total: 3, overdue: 1 })
    expect(board.left).toBe(1)
  })
  test('says how long a need has been where it is, by the calendar of Beijing', () => {
    expect(column(1)?.cards.find(({ title }) => title === '久等的')?.days).toBe(31)
    expect(column(3)?.cards[0]?.days).toBe(10)
    expect(column(0)?.cards[0]?.days).toBe(31)
  })
})

describe('carrying a need to a stage', () => {
  const actions = (state: string, stage: Parameters<typeof carryTo>[1]) => {
    const carrying = carryTo(state, stage)
    return [carrying.kind, ...(carrying.kind === 'none' ? [] : carrying.steps.map(({ action }) => action))]
  }
  test('is the step that leads there', () =>
    expect(actions('研判中', '学会送服务')).toEqual(['steps', '受理']))
  test('gives the choice where several do', () =>
    expect(actions('待回访', '地方汇资源')).toEqual(['steps', '回访确认', '回访确认未解决']))
  test('names the way when it is not the next step, and no detour over 转办', () => {
    expect(actions('草稿', '学会送服务')).toEqual(['way', '提交', '开始研判', '受理'])
    expect(actions('研判中', '科协搭平台')).toEqual(['steps', '转办'])
    expect(actions('已受理', '科协搭平台')).toEqual(['way', '推荐/认领', '确认承接', '提交办理结果'])
    expect(actions('已征集', '科协搭平台')[1]).toBe('开始研判')
    expect(actions('已征集', '科协搭平台').at(-1)).toBe('提交办理结果')
  })
  test('knows where nothing leads', () => expect(actions('未解决办结', '企业提需求')).toEqual(['none']))
})
