import { useVirtualizer } from '@tanstack/react-virtual'
import { Select, Space } from 'antd'
import {
  type KeyboardEvent,
  memo,
  type MouseEvent,
  type RefObject,
  type UIEvent,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { indicatorSheetName } from '../../reports/indicator-sheet'
import { ViewSwitch } from '../../ui/view-switch'
import type { Sheet, Workbook } from '../../workbook/model'
import { layOut, pixelsPerMillimetre, type PrintedSheet } from './page-layout'
import type { Explained, FigurePlace, FigureRecord, ToldRange } from './explain-figure'
import { FigurePanel, type FigurePanelProps, type Found } from './figure-panel'
import { hasFigures, PaperPage } from './paper-page'
import './paper.css'
import { type ChosenFigure, useReportState, type Zoom } from './report-state'

const zooms: readonly { readonly value: Zoom; readonly label: string }[] = [
  { value: 'fit', label: '适合宽度' },
  ...[50, 75, 100, 125, 150, 200].map((value) => ({ value, label: `${String(value)}%` })),
]
const gap = 16
/** 五号, and the smallest letters that are easily read on paper (小六). */
const bodyPoints = 10.5
const readable = 6.5

interface PreviewProps extends Pick<
  FigurePanelProps,
  'options' | 'onShowRecords' | 'onSaveRecords' | 'onOpen' | 'onCancel'
> {
  /** Without hidden sheets. */
  readonly workbook: Workbook
  readonly explain: (place: FigurePlace) => Promise<Explained | undefined>
  readonly tell: (place: FigurePlace, range: ToldRange) => Promise<readonly FigureRecord[]>
}

/** The workbook as it will come out of the printer, sheet by sheet and page by page. */
export const Preview = ({ workbook, ...figures }: PreviewProps) => {
  const { sheets } = workbook
  const { previewed, look } = useReportState()
  const zoom = previewed?.view.zoom ?? 'fit'
  const sheet = sheets.find((candidate) => candidate.name === previewed?.view.sheet) ?? sheets[0]
  const printed = useMemo(() => (sheet === undefined ? undefined : layOut(sheet)), [sheet])
  const canAsk = useMemo(
    () => sheet !== undefined && printed !== undefined && hasFigures(sheet, printed),
    [sheet, printed],
  )
  const place = useRef<HTMLElement>(null)
  // Under a long form it would come up out of sight.
  useEffect(() => place.current?.scrollIntoView({ block: 'nearest' }), [])
  if (sheet === undefined || printed === undefined) return null
  const points = bodyPoints * printed.scale
  const side = sheet.print?.orientation === 'portrait' ? '纵向' : '横向'
  return (
    <section aria-label="预览" className="preview" ref={place}>
      <Space wrap size={[16, 8]}>
        <ViewSwitch
          label="工作表"
          views={sheets.map(({ name }) => name)}
          view={sheet.name}
          onView={(name) => look({ sheet: name, at: 0, figure: undefined })}
        />
        <label className="inline">
          缩放
          <Select
            aria-label="缩放"
            style={{ width: 110 }}
            value={zoom}
            options={[...zooms]}
            onChange={(next: Zoom) => look({ zoom: next })}
          />
        </label>
        <span className="soft" role="status">
          {`${sheet.print?.paper ?? 'A4'} ${side}，共 ${String(printed.pages.length)} 页，正文约 ${points.toFixed(1)} 磅`}
          {points < readable && '，偏小：可改用 A3 纸或紧凑边距'}
        </span>
      </Space>
      <Pages key={sheet.name} {...{ sheet, printed, zoom }} {...figures} />
      <p className="soft preview-note">
        {canAsk
          ? '点一个数字，或用方向键移到它上面按回车，看它怎么算、由哪些记录得来。'
          : `这一页没有可点开的数字。${sheets.some(({ name: other }) => other === indicatorSheetName) ? `各项数字怎么来的，见“${indicatorSheetName}”。` : ''}`}
      </p>
      <p className="soft preview-note">
        所用字体为方正小标宋、黑体和仿宋；电脑上没有时，Excel 或 WPS 以相近字体代替，换行和分页可能略有出入。
      </p>
    </section>
  )
}

interface PagesProps extends Omit<PreviewProps, 'workbook'> {
  readonly sheet: Sheet
  readonly printed: PrintedSheet
  readonly zoom: Zoom
}

/** Only the pages in sight are in the document, so that a report of a thousand pages scrolls like one of two. */
const Pages = ({ sheet, printed, zoom, explain, tell, ...onward }: PagesProps) => {
  const { chosen, choose, leave } = useChosen(sheet.name, explain)
  const scroller = useRef<HTMLDivElement>(null)
  const room = useWidth(scroller) - 2 * gap
  const pixels = zoom === 'fit' ? room / printed.paper.width : (pixelsPerMillimetre * zoom) / 100
  const figure = chosen?.figure
  useEffect(() => {
    const pages = scroller.current
    return figure === undefined ? undefined : () => focusOn(pages, figure)
  }, [figure])
  const step = printed.paper.height * pixels + gap
  const onScroll = useKeptPlace(scroller, step, room > 0)
  const virtual = useVirtualizer({
    // Pages that were drawn before the room for them is known would all be drawn again.
    count: room > 0 ? printed.pages.length : 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => step,
    paddingStart: gap,
    overscan: 1,
  })
  useEffect(() => virtual.measure(), [virtual, pixels])
  return (
    <div
      ref={scroller}
      className="preview-pages"
      tabIndex={0}
      role="region"
      aria-label="打印页"
      onKeyDown={moveAmongFigures}
      onClick={(event) => {
        const asked = figureAt(event)
        if (asked !== undefined) choose(asked)
      }}
      onScroll={onScroll}
    >
      {chosen !== undefined && (
        <FigurePanel
          {...chosen}
          {...onward}
          tell={(range) => tell({ sheet: sheet.name, ...placeOf(chosen.figure) }, range)}
          onAgain={() => choose(chosen.figure)}
          onClose={leave}
        />
      )}
      <div
        style={{
          height: gap + printed.pages.length * step,
          minWidth: printed.paper.width * pixels,
          position: 'relative',
        }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const page = printed.pages[index]
          if (page === undefined) return null
          return (
            <div key={index} className="paper-place" style={{ transform: `translateY(${String(start)}px)` }}>
              <DrawnPage {...{ sheet, printed, page, pixels }} number={index + 1} isOnScreen />
            </div>
          )
        })}
      </div>
    </div>
  )
}

/** Stays as it is while there is news around it: a page has a thousand cells. */
const DrawnPage = memo(PaperPage)

/** The figure that was clicked. */
const figureAt = ({ target }: MouseEvent): ChosenFigure | undefined => {
  const figure = target instanceof Element ? target.closest<HTMLElement>('button.figure') : null
  if (figure === null) return undefined
  const { row, column } = figure.dataset
  return { row: Number(row), column: Number(column), text: figure.textContent }
}

interface Chosen {
  readonly figure: ChosenFigure
  readonly found: Found
}

const placeOf = ({ row, column }: ChosenFigure) => ({ row, column })

/**
 * The figure that was chosen, and where it comes from; an answer for one that was left meanwhile is dropped. Whoever
 * comes back from a record finds the panel of the figure open.
 */
const useChosen = (sheet: string, explain: PreviewProps['explain']) => {
  const { previewed, look } = useReportState()
  const [found, setFound] = useState<Chosen>()
  const asked = useRef<ChosenFigure>(undefined)
  const figure = previewed?.view.figure
  const ask = (wanted: ChosenFigure): void => {
    asked.current = wanted
    const tell = (answer: Found): void => {
      if (asked.current === wanted) setFound({ figure: wanted, found: answer })
    }
    tell({ state: 'looking' })
    void explain({ sheet, ...placeOf(wanted) }).then(
      (explained) => tell({ state: 'found', explained }),
      (error: unknown) => tell({ state: 'failed', error }),
    )
  }
  const first = useRef(ask)
  useEffect(() => {
    const kept = useReportState.getState().previewed?.view.figure
    if (kept !== undefined) first.current(kept)
  }, [])
  return {
    chosen: figure !== undefined && found?.figure === figure ? found : undefined,
    choose: (wanted: ChosenFigure): void => {
      look({ figure: wanted, panel: {} })
      ask(wanted)
    },
    leave: (): void => {
      asked.current = undefined
      look({ figure: undefined })
    },
  }
}

/** The figure of the panel that was closed, if it is still in sight; else the pages. */
const focusOn = (scroller: HTMLElement | null, { row, column }: ChosenFigure): void => {
  const figure = scroller?.querySelector<HTMLElement>(
    `button.figure[data-row="${String(row)}"][data-column="${String(column)}"]`,
  )
  const target = figure ?? scroller
  target?.focus()
}

/** Scrolls to where one was, as soon as it is known how large a page is, and keeps where one is for the next time. */
const useKeptPlace = (scroller: RefObject<HTMLElement | null>, step: number, isKnown: boolean) => {
  const at = useRef(0)
  const isThere = useRef(false)
  const sheet = useRef(useReportState.getState().previewed?.view.sheet)
  useLayoutEffect(() => {
    if (!isKnown || isThere.current || scroller.current === null) return
    isThere.current = true
    at.current = useReportState.getState().previewed?.view.at ?? 0
    scroller.current.scrollTop = at.current * step
  }, [scroller, step, isKnown])
  useEffect(
    () => () => {
      const { previewed, look } = useReportState.getState()
      // Another sheet begins at its top.
      if (previewed?.view.sheet === sheet.current) look({ at: at.current })
    },
    [],
  )
  return (event: UIEvent<HTMLElement>): void => {
    if (isThere.current) at.current = event.currentTarget.scrollTop / step
  }
}

/** Arrows go from figure to figure: along the rows, and up and down a column; from the page itself Enter goes to the first. */
const moveAmongFigures = (event: KeyboardEvent<HTMLElement>): void => {
  const all = [...event.currentTarget.querySelectorAll<HTMLElement>('button.figure')]
  const here = all.findIndex((figure) => figure === event.target)
  const column = all[here]?.dataset['column']
  const inColumn = (figure: HTMLElement): boolean => figure.dataset['column'] === column
  const found =
    here === -1
      ? event.target === event.currentTarget && event.key === 'Enter'
        ? all[0]
        : undefined
      : {
          ArrowRight: all[here + 1],
          ArrowLeft: all[here - 1],
          ArrowDown: all.slice(here + 1).find(inColumn),
          ArrowUp: all.slice(0, here).findLast(inColumn),
        }[event.key]
  if (found === undefined) return
  event.preventDefault()
  found.focus()
}

/** The inner width of an element in pixels; 0 before it is drawn. */
const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    const target = element.current
    if (target === null) return
    const observer = new ResizeObserver(() => setWidth(target.clientWidth))
    observer.observe(target)
    return () => observer.disconnect()
  }, [element])
  return width
}
