import { Button, Select, Space, Spin } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import {
  type BoardCell,
  type BoardRow,
  daysOfWeek,
  type Quarter,
  quarterBeside,
  quarterOfDay,
  quarterOfWeek,
  shortWeek,
  type WeekBoard,
  weeksOfQuarter,
} from '../../domain/weekly-board'
import { newId } from '../../storage/new-id'
import { dueAtOf } from '../../domain/registers/weekly-reports'
import { usualRules } from '../../domain/office-rules'
import type { Settings, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import { Page } from '../../ui/page'
import { useSaved } from '../../ui/saved'
import { useUndo } from '../../ui/undo'
import { useRevision } from '../../ui/use-revision'
import { type BoardPlace, useBoardState } from './board-state'
import './weekly.css'

interface WeeklyBoardPageProps {
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  /** 列表 | 周报看板 */
  readonly views: ReactNode
  readonly onOpen: (report: string) => void
  readonly onTeams: () => void
}

/** 周报看板: which team reported for which week, and how; every place leads to the report, or begins it. */
export const WeeklyBoardPage = (props: WeeklyBoardPageProps) => {
  const { store, today, views, onTeams } = props
  const { chosen, at, choose, moveTo } = useBoardState()
  const quarter = chosen ?? quarterOfDay(today)
  const board = useBoard(store, quarter)
  const begin = useBegin(props)
  const current = quarterOfDay(today)
  const isCurrent = quarter.year === current.year && quarter.quarter === current.quarter
  const latest = board?.latest
  return (
    <Page
      title="工作周报"
      help="每支在岗服务队每周一份。点一格打开那一周的周报；还没有的，从这里开始填。"
      extra={views}
      actions={
        <Space wrap>
          <Button onClick={() => choose(quarterBeside(quarter, -1))}>上一季</Button>
          <QuarterSelect quarter={quarter} around={current} onChange={choose} />
          <Button onClick={() => choose(quarterBeside(quarter, 1))}>下一季</Button>
          <Button disabled={isCurrent} onClick={() => choose(current)}>
            本季
          </Button>
        </Space>
      }
    >
      <Legend />
      {board === undefined && <Spin />}
      {board?.rows.length === 0 && (
        <div className="table-empty" role="note">
          <span>还没有在岗的专家服务队。登记服务队并“成立”后，每周一自动为它建一份周报。</span>
          <Button onClick={onTeams}>打开专家服务队</Button>
        </div>
      )}
      {board !== undefined && board.rows.length > 0 && (
        <>
          <BoardTable {...{ board, quarter, at }} onMove={moveTo} onOpen={props.onOpen} onBegin={begin} />
          {latest !== undefined && !weeksOfQuarter(quarter).includes(latest) && (
            <p className="soft">
              {`最近一次报送是 ${latest.slice(0, 4)} 年${shortWeek(latest)}。`}
              <Button type="link" size="small" onClick={() => choose(quarterOfWeek(partsOf(latest)))}>
                去看那一季
              </Button>
            </p>
          )}
        </>
      )}
    </Page>
  )
}

const partsOf = (week: string) => ({ year: Number(week.slice(0, 4)), week: Number(week.slice(6)) })

const useBoard = (store: Store, quarter: Quarter) => {
  const [board, setBoard] = useState<WeekBoard | undefined>(undefined)
  const revision = useRevision(store)
  useEffect(() => {
    let isOld = false
    void store.weekBoard(weeksOfQuarter(quarter)).then((found) => {
      if (!isOld) setBoard(found)
    })
    return () => {
      isOld = true
    }
  }, [store, quarter, revision])
  return board
}

const yearsBack = 10
const quarterNames = ['一', '二', '三', '四']

const QuarterSelect = ({
  quarter,
  around,
  onChange,
}: {
  readonly quarter: Quarter
  readonly around: Quarter
  readonly onChange: (quarter: Quarter) => void
}) => {
  const options = useMemo(
    () =>
      Array.from({ length: (yearsBack + 1) * 4 }, (_, back) =>
        quarterBeside({ ...around, quarter: 4 }, -back),
      ),
    [around],
  )
  const all = options.some((one) => keyOf(one) === keyOf(quarter)) ? options : [quarter, ...options]
  return (
    <Select
      aria-label="季度"
      style={{ width: 250 }}
      value={keyOf(quarter)}
      options={all.map((one) => ({ value: keyOf(one), label: labelOf(one) }))}
      onChange={(key: string) => onChange(all.find((one) => keyOf(one) === key) ?? quarter)}
    />
  )
}

const keyOf = ({ year, quarter }: Quarter): string => `${String(year)}-${String(quarter)}`
const labelOf = (quarter: Quarter): string => {
  const weeks = weeksOfQuarter(quarter)
  const number = (week: string | undefined): string => String(Number((week ?? '').slice(6)))
  return `${String(quarter.year)}年第${quarterNames[quarter.quarter - 1] ?? ''}季（第${number(weeks[0])}—${number(weeks.at(-1))}周）`
}

/** What a place says, in words and by its colour. */
const toneOf = ({ standing }: BoardCell): string => {
  if (standing === undefined) return 'none'
  return { 按时: 'good', 零报告: 'zero', 迟报: 'late', 未报: 'missing', 未到期: 'open' }[standing]
}

const noteOf = ({ state }: BoardCell): string | undefined =>
  state === undefined ? undefined : { 草稿: '草稿', 已退回: '退回', 已提交: '待审' }[state]

const Legend = () => (
  <p className="board-legend" aria-label="图例">
    {(['按时', '迟报', '未报', '零报告', '未到期'] as const).map((standing) => (
      <span
        key={standing}
        className={`board-word ${toneOf({ week: '', report: undefined, state: undefined, standing })}`}
      >
        {standing}
      </span>
    ))}
    <span className="soft">小字是办理状态：草稿、待审、退回。迟报的零报告算迟报。</span>
  </p>
)

interface BoardTableProps {
  readonly board: WeekBoard
  readonly quarter: Quarter
  readonly at: BoardPlace
  readonly onMove: (to: BoardPlace) => void
  readonly onOpen: (report: string) => void
  readonly onBegin: (row: BoardRow, week: string) => void
}

/** One place has the keyboard, arrows move it, Enter opens it. */
const BoardTable = ({ board, quarter, at, onMove, onOpen, onBegin }: BoardTableProps) => {
  const body = useRef<HTMLTableElement>(null)
  const row = Math.min(at.row, board.rows.length - 1)
  const column = Math.min(at.column, board.weeks.length - 1)
  const move = (event: KeyboardEvent): void => {
    const to = moved(event.key, { row, column }, board.rows.length, board.weeks.length)
    if (to === undefined) return
    event.preventDefault()
    onMove(to)
    body.current?.querySelector<HTMLElement>(`[data-at="${String(to.row)},${String(to.column)}"]`)?.focus()
  }
  return (
    <div className="board-scroll">
      <table className="week-board" aria-label="周报看板" ref={body} onKeyDown={move}>
        <caption>{labelOf(quarter)}</caption>
        <thead>
          <tr>
            <th scope="col">专家服务队</th>
            {board.weeks.map(({ week }) => (
              <th key={week} scope="col">
                {shortWeek(week)}
                <span>{daysOfWeek(week)}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {board.rows.map((team, index) => (
            <tr key={team.team}>
              <th scope="row" title={team.name}>
                {team.name}
              </th>
              {team.cells.map((cell, place) => (
                <td key={cell.week}>
                  <Place
                    {...{ team, cell }}
                    at={`${String(index)},${String(place)}`}
                    isCurrent={index === row && place === column}
                    onFocus={() => onMove({ row: index, column: place })}
                    onChoose={() =>
                      cell.report === undefined ? onBegin(team, cell.week) : onOpen(cell.report)
                    }
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">按时 / 实报 / 应报</th>
            {board.weeks.map(({ week, inTime, handedIn, due }) => (
              <td key={week}>{due === 0 ? '—' : `${String(inTime)}/${String(handedIn)}/${String(due)}`}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

const moved = (key: string, { row, column }: BoardPlace, rows: number, columns: number) => {
  const [down, right] = (
    { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] } as Readonly<
      Record<string, readonly [number, number]>
    >
  )[key] ?? [0, 0]
  if (down === 0 && right === 0) return undefined
  const within = (value: number, count: number): number => Math.max(0, Math.min(count - 1, value))
  return { row: within(row + down, rows), column: within(column + right, columns) }
}

interface PlaceProps {
  readonly team: BoardRow
  readonly cell: BoardCell
  readonly at: string
  readonly isCurrent: boolean
  readonly onFocus: () => void
  readonly onChoose: () => void
}

const Place = ({ team, cell, at, isCurrent, onFocus, onChoose }: PlaceProps) => {
  const note = noteOf(cell)
  const isNothing = cell.standing === undefined
  const words = isNothing ? '不需报送' : [cell.standing, note].filter(Boolean).join('，')
  return (
    <button
      type="button"
      className={`board-word ${toneOf(cell)}`}
      data-at={at}
      tabIndex={isCurrent ? 0 : -1}
      aria-disabled={isNothing}
      aria-label={`${team.name} ${shortWeek(cell.week)}：${words}`}
      onFocus={onFocus}
      onClick={isNothing ? undefined : onChoose}
    >
      {isNothing ? '—' : cell.standing}
      {note !== undefined && <small>{note}</small>}
    </button>
  )
}

/** A report that is not there yet is made as 未报 and opened. */
const useBegin = ({ store, settings, onOpen }: WeeklyBoardPageProps) => {
  const notices = useNotices()
  const saved = useSaved()
  const undo = useUndo()
  const begin = async (row: BoardRow, week: string): Promise<void> => {
    const dueAt = dueAtOf(week, settings.rules ?? usualRules)
    const id = newId()
    const done = await store.commit({
      id: newId(),
      kind: 'save',
      title: `开始${row.name}${shortWeek(week)}的周报`,
      operations: [
        {
          kind: 'create',
          register: 'weeklyReports',
          id,
          isSample: row.isSample,
          districtCode: settings.homeDistrict,
          values: {
            team: row.team,
            week,
            status: '未报',
            zeroReport: false,
            ...(dueAt === undefined ? {} : { dueAt }),
          },
        },
      ],
    })
    if (!done.ok) {
      notices.failed('没有建立周报。', done.message)
      return
    }
    saved.tell(done, '已建立周报', [{ label: '撤销', run: () => void undo(done.batch) }])
    onOpen(id)
  }
  return (row: BoardRow, week: string): void => void begin(row, week)
}
