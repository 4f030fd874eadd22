import { isoWeek } from '../../domain/kinds/week'
import { addDays, weekOf } from '../../domain/period'
import type { Standing } from '../../domain/weekly'
import { type BoardCell, shortWeek, type WeekBoard } from '../../domain/weekly-board'
import type { CellLook, Picture } from '../../ui/chart/picture'

const weeksShown = 12
const daysInWeek = 7

/** The twelve weeks up to that of a day, in order. */
export const weeksBack = (today: string): readonly string[] =>
  Array.from({ length: weeksShown }, (_, index) =>
    isoWeek(weekOf(addDays(today, -daysInWeek * (weeksShown - 1 - index)))),
  )

const looks: readonly (readonly [standing: Standing, look: CellLook])[] = [
  ['按时', 'good'],
  ['零报告', 'middle'],
  ['迟报', 'late'],
  ['未报', 'missing'],
  ['未到期', 'blank'],
]

interface Opening {
  readonly report: (id: string) => void
  /** The board, where a report that is not there is begun. */
  readonly board: () => void
}

/** How the teams reported, team by team and week by week (K25). */
export const weeksPicture = ({ rows, weeks }: WeekBoard, { report, board }: Opening): Picture => {
  const due = weeks.reduce((sum, week) => sum + week.due, 0)
  const inTime = weeks.reduce((sum, week) => sum + week.inTime, 0)
  const handedIn = weeks.reduce((sum, week) => sum + week.handedIn, 0)
  return {
    title: '近 12 周周报报送',
    summary: `近 12 周应报 ${String(due)} 期，按时 ${String(inTime)} 期，迟报 ${String(handedIn - inTime)} 期，未报 ${String(due - handedIn)} 期。`,
    note: '一格一份周报：点开那一份；还没有的，到周报看板里填。按时的零报告计入按时（K25）。',
    table: {
      corner: '专家服务队',
      columns: weeks.map(({ week }) => shortWeek(week)),
      rows: rows.map(({ name, cells }) => ({
        name,
        cells: cells.map((cell) => ({
          text: cell.standing ?? '—',
          words: `${name} ${shortWeek(cell.week)} ${cell.standing ?? '不用报'}`,
          open: openingOf(cell, { report, board }),
        })),
      })),
    },
    drawing:
      rows.length === 0
        ? undefined
        : {
            kind: 'cells',
            columns: weeks.map(({ week }) => shortWeek(week)),
            rows: rows.map(({ name }) => name),
            width: weeks.length,
            height: rows.length,
            groups: looks.map(([standing, look]) => ({
              name: standing,
              look,
              cells: rows.flatMap(({ cells }, row) =>
                cells.flatMap((cell, column) =>
                  cell.standing === standing
                    ? [{ column, row, label: standing, place: { row, column } }]
                    : [],
                ),
              ),
            })),
          },
    empty: '还没有在岗的专家服务队。登记服务队并“成立”后，每周一自动为它建一份周报。',
  }
}

const openingOf = ({ report, standing }: BoardCell, opening: Opening): (() => void) | undefined => {
  if (report !== undefined) return () => opening.report(report)
  return standing === undefined ? undefined : opening.board
}
