import { Button, Space, Spin } from 'antd'
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { showNumber } from '../../../domain/kinds/number'
import { nextSteps, type Transition } from '../../../domain/lifecycle'
import { needLifecycle } from '../../../domain/lifecycles/needs'
import { carryTo, type NeedCard, type Stage, stages } from '../../../domain/need-stages'
import type { Filter, ListQuery, NamedNeedBoard, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { Page } from '../../../ui/page'
import { SearchInput } from '../../../ui/search-input'
import { useRevision } from '../../../ui/use-revision'
import { filterWords } from '../list/filter-words'
import { useListView } from '../list/list-state'
import { type StepsProps, useSteps } from '../use-steps'
import { ChooseStep } from './choose-step'
import { NeedCardView } from './need-card'
import './pipeline.css'

interface NeedBoardPageProps extends StepsProps {
  readonly district: string | undefined
  /** 列表 | 流程看板 */
  readonly views: ReactNode
  readonly onOpen: (id: string) => void
  readonly onList: (filters: readonly Filter[]) => void
}

const atFirst = 30
const firstLimits: Readonly<Record<Stage, number>> = {
  企业提需求: atFirst,
  学会送服务: atFirst,
  科协搭平台: atFirst,
  地方汇资源: atFirst,
}

/** 流程看板: where each need stands on its way; dragged or by keys it takes the same steps as at the record. */
export const NeedBoardPage = (props: NeedBoardPageProps) => {
  const { register, store, district, today, views, onOpen, onNew, onList } = props
  const notices = useNotices()
  const { search, filters, change } = useListView(register.name)
  const [limits, setLimits] = useState(firstLimits)
  const query = useMemo(
    (): ListQuery => ({
      register: register.name,
      ...(district === undefined ? {} : { district }),
      search,
      filters,
      sort: register.sort,
    }),
    [register, district, search, filters],
  )
  const board = useBoard(store, query, limits, today)
  const { begin, dialog } = useSteps(props)
  const [choice, setChoice] = useState<{ readonly card: NeedCard; readonly steps: readonly Transition[] }>()
  const [dragged, setDragged] = useState<NeedCard>()

  const take = async (card: NeedCard, transition: Transition): Promise<void> => {
    setChoice(undefined)
    const view = await store.get(register.name, card.id)
    if (view === undefined) return
    const { record } = view
    await begin(transition, { record, values: record.values, fields: register.fields })
  }
  const choose = (card: NeedCard, steps: readonly Transition[]): void => {
    const [only] = steps
    if (steps.length > 1) setChoice({ card, steps })
    else if (only !== undefined) void take(card, only)
    else notices.hint(`“${card.state}”是终点，没有下一步。`)
  }
  const carry = (card: NeedCard, stage: Stage): void => {
    const carrying = carryTo(card.state, stage)
    if (carrying.kind === 'steps') choose(card, carrying.steps)
    else if (carrying.kind === 'none') notices.failed('没有移动。', `“${card.state}”的需求不能到“${stage}”。`)
    else {
      const way = carrying.steps.map(({ action }) => action).join(' → ')
      notices.failed('没有移动。', `“${card.state}”的需求到“${stage}”还要：${way}。请先办第一步。`)
    }
  }
  const isEmpty = board !== undefined && board.left + sumOf(board) === 0
  return (
    <Page
      title={register.title}
      help="需求办到了哪一步。拖动卡片，或用方向键选中后按空格，就办下一步。"
      extra={views}
      actions={
        <Button type="primary" onClick={() => onNew(register.name, {})}>{`新建${register.title}`}</Button>
      }
    >
      <Space wrap>
        <SearchInput
          label={`搜索${register.title}`}
          placeholder={`搜索${register.title}（可用拼音首字母）`}
          search={search}
          width={280}
          onSearch={(text) => change({ search: text, at: 0 })}
        />
        {filters.length > 0 && (
          <Button onClick={() => change({ filters: [], at: 0 })}>
            {`清除筛选（${filters.map((filter) => filterWords(register, filter)).join('，')}）`}
          </Button>
        )}
        {board !== undefined && board.left > 0 && (
          <Button
            type="link"
            size="small"
            onClick={() => onList([{ kind: 'oneOf', field: 'status', values: ['不予受理', '已撤回'] }])}
          >
            {`另有 ${showNumber(board.left)} 项不予受理或已撤回`}
          </Button>
        )}
      </Space>
      {board === undefined && <Spin />}
      {isEmpty && (
        <div className="table-empty" role="note">
          <span>
            {search === '' && filters.length === 0 ? '还没有企业需求。' : '没有符合条件的企业需求。'}
          </span>
        </div>
      )}
      {board !== undefined && !isEmpty && (
        <Columns
          board={board}
          dragged={dragged}
          isCovered={choice !== undefined || dialog !== undefined}
          onDrag={setDragged}
          onOpen={onOpen}
          onNext={(card) => choose(card, nextSteps(needLifecycle, card.state))}
          onCarry={carry}
          onMore={(stage) => setLimits((now) => ({ ...now, [stage]: now[stage] + atFirst }))}
        />
      )}
      {choice !== undefined && (
        <ChooseStep
          {...choice}
          onChoose={(step) => void take(choice.card, step)}
          onClose={() => setChoice(undefined)}
        />
      )}
      {dialog}
    </Page>
  )
}

const sumOf = ({ columns }: NamedNeedBoard): number => columns.reduce((sum, { total }) => sum + total, 0)

const useBoard = (store: Store, query: ListQuery, limits: Readonly<Record<Stage, number>>, today: string) => {
  const [board, setBoard] = useState<NamedNeedBoard | undefined>(undefined)
  const revision = useRevision(store)
  useEffect(() => {
    let isOld = false
    void store.needBoard(query, limits).then((found) => {
      if (!isOld) setBoard(found)
    })
    return () => {
      isOld = true
    }
    // Another day, and other needs are late.
  }, [store, query, limits, today, revision])
  return board
}

interface ColumnsProps {
  readonly board: NamedNeedBoard
  readonly dragged: NeedCard | undefined
  /** A dialog lies over the board and has the keyboard. */
  readonly isCovered: boolean
  readonly onDrag: (card: NeedCard | undefined) => void
  readonly onOpen: (id: string) => void
  readonly onNext: (card: NeedCard) => void
  readonly onCarry: (card: NeedCard, stage: Stage) => void
  readonly onMore: (stage: Stage) => void
}

/** Four columns; one card has the keyboard, arrows move it, Enter opens it, the space bar takes its next step. */
const Columns = ({ board, dragged, isCovered, onDrag, onOpen, onNext, onCarry, onMore }: ColumnsProps) => {
  const body = useRef<HTMLDivElement>(null)
  const first = board.columns.find(({ cards }) => cards.length > 0)?.cards[0]?.id
  const [at, setAt] = useState(first)
  const isShown = board.columns.some(({ cards }) => cards.some(({ id }) => id === at))
  const current = isShown ? at : first
  const hadKeyboard = useRef(false)
  useEffect(() => {
    // The dialog, or the card that went to another column, took the keyboard with it.
    if (isCovered || !hadKeyboard.current || document.activeElement !== document.body) return
    body.current?.querySelector<HTMLElement>(`[data-card="${current ?? ''}"]`)?.focus()
  }, [board, isCovered, current])
  const move = (event: KeyboardEvent): void => {
    const next = neighbourOf(board, current, event.key)
    if (next === undefined || !(event.target as HTMLElement).matches('.need-card')) return
    event.preventDefault()
    body.current?.querySelector<HTMLElement>(`[data-card="${next}"]`)?.focus()
  }
  return (
    <div className="pipeline" ref={body} onKeyDown={move}>
      {board.columns.map(({ stage, total, overdue, cards }) => (
        <section
          key={stage}
          aria-label={stage}
          className={dragged === undefined ? 'stage' : 'stage open'}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault()
            if (dragged !== undefined) onCarry(dragged, stage)
            onDrag(undefined)
          }}
        >
          <h2>
            {stage}
            <span className="soft">{`${showNumber(total)} 项`}</span>
            {overdue > 0 && <span className="tag danger">{`超期 ${showNumber(overdue)}`}</span>}
          </h2>
          <p className="soft">{stages.find(({ name }) => name === stage)?.about}</p>
          <ul>
            {cards.map((card) => (
              <li key={card.id}>
                <NeedCardView
                  card={card}
                  organization={card.organization === undefined ? '' : (board.names[card.organization] ?? '')}
                  isCurrent={card.id === current}
                  onFocus={() => {
                    hadKeyboard.current = true
                    setAt(card.id)
                  }}
                  onDrag={onDrag}
                  onOpen={() => onOpen(card.id)}
                  onNext={() => onNext(card)}
                />
              </li>
            ))}
          </ul>
          {cards.length < total && (
            <Button block onClick={() => onMore(stage)}>
              {`显示更多（还有 ${showNumber(total - cards.length)} 项）`}
            </Button>
          )}
          {total === 0 && <p className="soft">没有需求。</p>}
        </section>
      ))}
    </div>
  )
}

const neighbourOf = (
  { columns }: NamedNeedBoard,
  from: string | undefined,
  key: string,
): string | undefined => {
  const column = columns.findIndex(({ cards }) => cards.some(({ id }) => id === from))
  const row = columns[column]?.cards.findIndex(({ id }) => id === from) ?? -1
  if (key === 'ArrowDown' || key === 'ArrowUp')
    return columns[column]?.cards[row + (key === 'ArrowDown' ? 1 : -1)]?.id
  if (key !== 'ArrowRight' && key !== 'ArrowLeft') return undefined
  const beside = key === 'ArrowRight' ? columns.slice(column + 1) : columns.slice(0, column).reverse()
  const { cards } = beside.find((other) => other.cards.length > 0) ?? { cards: [] }
  return cards[Math.min(row, cards.length - 1)]?.id
}
