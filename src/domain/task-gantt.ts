import { eventsOf } from './events'
import { beijingDay } from './kinds/date'
import type { OfficeRules } from './office-rules'
import type { RecordOf } from './record'
import { keyTaskSlots, notYetKnown } from './reference/key-tasks'
import type { keyTasks } from './registers/key-tasks'
import { isSettled, lagOf, progressOf } from './task-progress'

/**
 * The key tasks of a year over time. The ten tasks of the city are of the source text (S), of which three are named; how their
 * actual time is found is ours (I): from the first to the last that is on record of a task, 启动, 完成 and milestones done.
 */
export type KeyTask = RecordOf<typeof keyTasks>

export interface GanttRow {
  /** undefined: a slot of the city's ten that is not in the ledger. */
  readonly id: string | undefined
  readonly number: number
  readonly level: string
  readonly title: string
  /** Hangs under the row before that is no child. */
  readonly isChild: boolean
  readonly isNamed: boolean
  readonly isSample: boolean
  readonly status: string
  /** Percent. */
  readonly progress: number
  /** Why it is behind; undefined when it is not. */
  readonly lag: string | undefined
  readonly planned: DaySpan | undefined
  readonly actual: ActualSpan | undefined
  readonly milestones: readonly GanttMilestone[]
}

export interface DaySpan {
  readonly from: string
  readonly to: string
}

export interface ActualSpan extends DaySpan {
  /** It goes on: `to` is today. */
  readonly isOpen: boolean
}

export interface GanttMilestone {
  readonly name: string
  readonly planned: string | undefined
  readonly actual: string | undefined
}

interface Asked {
  readonly year: number
  /** Code of a district: of tasks of districts only its own. */
  readonly district: string | undefined
  readonly today: string
  readonly rules: OfficeRules
}

/** The years of which there are tasks, latest first. */
export const yearsOfTasks = (tasks: readonly KeyTask[]): readonly number[] =>
  [...new Set(tasks.flatMap(({ values }) => values.year ?? []))].sort((a, b) => b - a)

/** The year that is looked at first: this one, or the latest that has tasks. */
export const usualTaskYear = (tasks: readonly KeyTask[], today: string): number => {
  const years = yearsOfTasks(tasks)
  const current = Number(today.slice(0, 4))
  return years.includes(current) ? current : (years[0] ?? current)
}

/** National tasks, the ten slots of the city in their order, each with the tasks that hang under it, then all others. */
export const taskGantt = (tasks: readonly KeyTask[], asked: Asked): readonly GanttRow[] => {
  const { year, district } = asked
  const ofYear = tasks
    .filter(({ values }) => values.year === year)
    .filter(
      (task) => task.values.level !== '区县' || district === undefined || task.districtCode === district,
    )
    .sort((a, b) => (a.values.taskNumber ?? 0) - (b.values.taskNumber ?? 0) || (a.code < b.code ? -1 : 1))
  const isCity = ({ values }: KeyTask): boolean => values.level === '市级'
  const city = ofYear.filter(isCity)
  const slots = keyTaskSlots
    .filter(({ number }) => !city.some(({ values }) => values.taskNumber === number))
    .map(({ number, title }) => emptySlot(number, title))
  const own = [...city.map((task) => rowOf(task, asked)), ...slots].sort((a, b) => a.number - b.number)
  const under = (parent: string): readonly GanttRow[] =>
    ofYear
      .filter((task) => !isCity(task) && task.values.parent === parent)
      .map((task) => ({ ...rowOf(task, asked), isChild: true }))
  const parents = new Set(city.map(({ id }) => id))
  const others = ofYear.filter((task) => !isCity(task) && !parents.has(task.values.parent ?? ''))
  const national = others.filter(({ values }) => values.level === '国家')
  const rest = others.filter(({ values }) => values.level !== '国家')
  return [
    ...national.map((task) => rowOf(task, asked)),
    ...own.flatMap((row) => [row, ...(row.id === undefined ? [] : under(row.id))]),
    ...rest.map((task) => rowOf(task, asked)),
  ]
}

const emptySlot = (number: number, title: string): GanttRow => ({
  id: undefined,
  number,
  level: '市级',
  title,
  isChild: false,
  isNamed: title !== notYetKnown,
  isSample: false,
  status: '尚未登记',
  progress: 0,
  lag: undefined,
  planned: undefined,
  actual: undefined,
  milestones: [],
})

const rowOf = (task: KeyTask, { today, rules }: Asked): GanttRow => {
  const { values } = task
  const { startDate, dueDate, title = '' } = values
  return {
    id: task.id,
    number: values.taskNumber ?? 0,
    level: values.level ?? '',
    title,
    isChild: false,
    isNamed: title !== notYetKnown,
    isSample: task.isSample,
    status: values.status ?? '未启动',
    progress: progressOf(values),
    lag: lagOf(values, today, rules),
    planned:
      startDate === undefined || dueDate === undefined || dueDate < startDate
        ? undefined
        : { from: startDate, to: dueDate },
    actual: actualOf(task, today),
    milestones: (values.milestones ?? [])
      .filter((milestone) => milestone.status !== '已取消')
      .map((milestone) => ({
        name: milestone.name ?? '',
        planned: milestone.planDate,
        actual: isSettled(milestone) ? milestone.actualDate : undefined,
      })),
  }
}

/** undefined where nothing is on record yet: a task is not said to have begun because its plan says so. */
const actualOf = ({ values }: KeyTask, today: string): ActualSpan | undefined => {
  const steps = eventsOf(values)
    .filter(({ subject, from, to }) => subject === undefined && from !== to)
    .map(({ at }) => beijingDay(at))
  const done = (values.milestones ?? []).flatMap(({ status, actualDate }) =>
    status === '已完成' && actualDate !== undefined ? [actualDate] : [],
  )
  const days = [...steps, ...done].filter((day) => day <= today).sort()
  const [first] = days
  if (first === undefined) return undefined
  const isOpen = values.status === '推进中'
  return { from: first, to: isOpen ? today : (days.at(-1) ?? first), isOpen }
}
