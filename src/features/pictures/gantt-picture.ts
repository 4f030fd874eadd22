import type { GanttRow } from '../../domain/task-gantt'
import type { Picture } from '../../ui/chart/picture'

interface Shown {
  readonly year: number
  readonly today: string
}

export interface OpenTask {
  readonly open: (id: string) => void
  /** Begins the task of a slot of the city's ten. */
  readonly begin: (row: GanttRow) => void
}

/** Key tasks with what was planned and what was done. */
export const ganttPicture = (
  rows: readonly GanttRow[],
  { year, today }: Shown,
  { open, begin }: OpenTask,
): Picture => {
  const missing = rows.filter(({ isNamed }) => !isNamed).length
  const late = rows.filter(({ lag }) => lag !== undefined).length
  const { from, to } = spanOf(rows, year)
  return {
    title: `${String(year)}年重点任务甘特图`,
    summary: `${String(year)}年重点任务 ${String(rows.length)} 项：${statusWords(rows)}；滞后 ${String(late)} 项；名称待录入 ${String(missing)} 项。`,
    note: '实际：从有记录的第一步（启动、完成的里程碑）到最后一步，推进中的画到今天。第 4—10 项名称须按《实施方案》原文录入。',
    table: {
      corner: '任务',
      columns: ['状态', '进度', '计划', '实际', '里程碑（完成/全部）', '滞后'],
      rows: rows.map((row) => {
        const name = labelOf(row)
        const done = row.milestones.filter(({ actual }) => actual !== undefined).length
        const plain = (text: string) => ({ text, words: `${name} ${text}` })
        return {
          name,
          cells: [
            {
              text: row.status,
              words: wordsOf(row),
              open: () => (row.id === undefined ? begin(row) : open(row.id)),
            },
            plain(row.id === undefined ? '—' : `${String(row.progress)}%`),
            plain(row.planned === undefined ? '—' : `${row.planned.from} 至 ${row.planned.to}`),
            plain(actualWords(row)),
            plain(row.milestones.length === 0 ? '—' : `${String(done)}/${String(row.milestones.length)}`),
            plain(row.lag ?? '—'),
          ],
        }
      }),
    },
    drawing: {
      kind: 'gantt',
      from,
      to,
      today,
      rows: rows.map((row) => ({
        label: labelOf(row),
        ...(row.planned === undefined ? { blank: blankWords(row) } : { planned: row.planned }),
        ...(row.actual === undefined ? {} : { actual: row.actual }),
        words: sideWords(row),
        marks: row.milestones.flatMap(({ planned, actual }) => {
          const day = actual ?? planned
          return day === undefined ? [] : [{ day, isDone: actual !== undefined }]
        }),
      })),
    },
  }
}

/** The year, and what reaches beyond it; what is still open does not stretch it to a today of years later. */
const spanOf = (rows: readonly GanttRow[], year: number) => {
  const days = rows.flatMap(({ planned, actual, milestones }) => [
    ...(planned === undefined ? [] : [planned.from, planned.to]),
    ...(actual === undefined ? [] : [actual.from, ...(actual.isOpen ? [] : [actual.to])]),
    ...milestones.flatMap((one) => one.actual ?? one.planned ?? []),
  ])
  const sorted = [...days, `${String(year)}-01-01`, `${String(year)}-12-31`].sort()
  return { from: sorted[0] ?? '', to: sorted.at(-1) ?? '' }
}

const labelOf = ({ number, title, level, isChild, isSample }: GanttRow): string =>
  `${isChild ? '　└ ' : ''}${level === '市级' ? '' : `［${level}］`}${String(number)} ${title}${
    isSample && !title.startsWith('示例') ? '（示例）' : ''
  }`

const blankWords = ({ id, isNamed }: GanttRow): string =>
  id === undefined
    ? `尚未登记${isNamed ? '' : '，名称待录入'}，点此登记`
    : `起止日期待补充${isNamed ? '' : '，名称待录入'}`

const sideWords = (row: GanttRow): string =>
  row.id === undefined
    ? row.status
    : `${String(row.progress)}% ${row.status}${row.lag === undefined ? '' : '·滞后'}`

const actualWords = ({ actual }: GanttRow): string =>
  actual === undefined ? '—' : `${actual.from} 至 ${actual.isOpen ? '今' : actual.to}`

const wordsOf = (row: GanttRow): string =>
  [
    labelOf(row).trim(),
    row.status,
    ...(row.id === undefined ? ['登记这项任务'] : [`进度 ${String(row.progress)}%`]),
    ...(row.planned === undefined ? [] : [`计划 ${row.planned.from} 至 ${row.planned.to}`]),
    ...(row.actual === undefined ? [] : [`实际 ${actualWords(row)}`]),
    ...(row.lag === undefined ? [] : ['滞后']),
  ].join('，')

const statusWords = (rows: readonly GanttRow[]): string =>
  [...new Set(rows.map(({ status }) => status))]
    .map((status) => `${status} ${String(rows.filter((row) => row.status === status).length)} 项`)
    .join('、')
