import { beforeAll, describe, expect, test } from 'vitest'
import { usualRules } from '../../../src/domain/office-rules'
import { type KeyTask, taskGantt, usualTaskYear } from '../../../src/domain/task-gantt'
import { ganttPicture } from '../../../src/features/pictures/gantt-picture'
import { sampleStore } from '../support/sample-store'

let tasks: readonly KeyTask[]
beforeAll(async () => {
  tasks = await (await sampleStore()).all('keyTasks')
})

const asked = { year: 2021, district: '500118', today: '2021-07-02', rules: usualRules }
const task = (change: Partial<KeyTask['values']>, id = 'one'): KeyTask => {
  const [any] = tasks
  if (any === undefined) throw new Error('There is no task.')
  return {
    ...any,
    id,
    code: id,
    districtCode: '500118',
    isSample: false,
    values: { title: '任务', year: 2021, level: '市级', taskNumber: 1, ...change },
  }
}
const rowOf = (change: Partial<KeyTask['values']>) => taskGantt([task(change)], asked)[0]

describe('the key tasks over time', () => {
  test('are the ten slots of the city in their order, seven without a name, then those of the district', () => {
    const rows = taskGantt(tasks, asked)
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4])
    expect(rows.filter(({ isNamed }) => !isNamed).map(({ number }) => number)).toEqual([4, 5, 6, 7, 8, 9, 10])
    // By hand from the samples: five milestones from 20 February to 20 June, three, one, none.
    expect(rows.slice(10).map(({ actual, progress, lag }) => [actual, progress, lag === undefined])).toEqual([
      [{ from: '2021-02-20', to: '2021-06-20', isOpen: false }, 100, true],
      [{ from: '2021-02-20', to: '2021-07-02', isOpen: true }, 60, true],
      [{ from: '2021-02-20', to: '2021-07-02', isOpen: true }, 20, false],
      [undefined, 0, false],
    ])
  })

  test('keep a place for each of the ten that is not in the ledger, and leave other districts out', () => {
    const rows = taskGantt([task({ taskNumber: 2, title: '甲' })], asked)
    expect(rows.map(({ id, title }) => [id, title]).slice(0, 4)).toEqual([
      [undefined, '遴选共建一批“科创中国”创新枢纽城市'],
      ['one', '甲'],
      [undefined, '推动“科创中国”重庆科技志愿服务'],
      [undefined, '（待录入）'],
    ])
    expect(rows).toHaveLength(10)
    expect(taskGantt(tasks, { ...asked, district: '500106' })).toHaveLength(10)
    expect(taskGantt(tasks, { ...asked, district: undefined })).toHaveLength(14)
  })

  test('hang the tasks of a district under the one of the city', () => {
    const child = task({ level: '区县', parent: 'one', title: '细化', taskNumber: 7 }, 'two')
    expect(
      taskGantt([task({}), child], asked)
        .map(({ title, isChild }) => [title, isChild])
        .slice(0, 2),
    ).toEqual([
      ['任务', false],
      ['细化', true],
    ])
  })

  test('say of the actual time what is on record: steps taken, milestones done, never the plan', () => {
    const step = (at: string, from: string, to: string) => ({ at, action: '启动', from, to, by: '张三' })
    const events = [step('2021-03-05T01:00:00.000Z', '未启动', '推进中')]
    expect(
      rowOf({ status: '推进中', startDate: '2021-01-01', dueDate: '2021-12-31' })?.actual,
    ).toBeUndefined()
    expect(rowOf({ status: '推进中', events })?.actual).toEqual({
      from: '2021-03-05',
      to: '2021-07-02',
      isOpen: true,
    })
    const done = [...events, step('2021-05-31T20:00:00.000Z', '推进中', '已完成')]
    // In Beijing it is the day after.
    expect(rowOf({ status: '已完成', events: done })?.actual).toEqual({
      from: '2021-03-05',
      to: '2021-06-01',
      isOpen: false,
    })
  })

  test('are looked at for this year, or for the latest that has tasks', () => {
    expect(usualTaskYear(tasks, '2021-07-02')).toBe(2021)
    expect(usualTaskYear(tasks, '2026-11-26')).toBe(2021)
    expect(usualTaskYear([], '2026-11-26')).toBe(2026)
  })
})

describe('the picture of the key tasks', () => {
  test('begins the task of an empty slot, opens any other, and reaches over what lies outside of the year', () => {
    const did: string[] = []
    const late = task({ taskNumber: 1, startDate: '2021-03-01', dueDate: '2022-02-28' })
    const picture = ganttPicture(taskGantt([late], asked), asked, {
      open: (id) => void did.push(`open ${id}`),
      begin: ({ number }) => void did.push(`begin ${String(number)}`),
    })
    for (const { cells } of picture.table.rows.slice(0, 2)) cells[0]?.open?.()
    expect(did).toEqual(['open one', 'begin 2'])
    expect(picture.drawing).toMatchObject({ from: '2021-01-01', to: '2022-02-28' })
    // A task that is still open years later does not squeeze its year.
    const now = { ...asked, today: '2026-11-26' }
    const later = ganttPicture(taskGantt(tasks, now), now, { open: () => undefined, begin: () => undefined })
    expect(later.drawing).toMatchObject({ from: '2021-01-01', to: '2021-12-31', today: '2026-11-26' })
    expect(picture.summary).toBe(
      '2021年重点任务 10 项：未启动 1 项、尚未登记 9 项；滞后 1 项；名称待录入 7 项。',
    )
  })
})
