import { useVirtualizer } from '@tanstack/react-virtual'
import { Segmented, Select, Space } from 'antd'
import { type KeyboardEvent, type RefObject, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { indicatorSheetName } from '../../reports/indicator-sheet'
import type { Sheet, Workbook } from '../../workbook/model'
import { layOut, pixelsPerMillimetre, type PrintedSheet } from './page-layout'
import type { Explained, FigurePlace } from './explain-figure'
import { FigurePanel, type FigurePanelProps, type Found } from './figure-panel'
import { type ChosenFigure, hasFigures, PaperPage } from './paper-page'
import './paper.css'

type Zoom = number | 'fit'

const zooms: readonly { readonly value: Zoom; readonly label: string }[] = [
  { value: 'fit', label: '适合宽度' },
  ...[50, 75, 100, 125, 150, 200].map((value) => ({ value, label: `${String(value)}%` })),
]
const gap = 16
/** 五号, and the smallest letters that are easily read on paper (小六). */
const bodyPoints = 10.5
const readable = 6.5

interface PreviewProps extends Pick<FigurePanelProps, 'options' | 'onShowRecords' | 'onOpen' | 'onCancel'> {
  readonly workbook: Workbook
  readonly explain: (place: FigurePlace) => Promise<Explained | undefined>
}

/** The workbook as it will come out of the printer, sheet by sheet and page by page. */
export const Preview = ({ workbook, ...figures }: PreviewProps) => {
  const sheets = workbook.sheets.filter(({ visibility }) => visibility === 'visible')
  const [name, setName] = useState<string>()
  const [zoom, setZoom] = useState<Zoom>('fit')
  const sheet = sheets.find((candidate) => candidate.name === name) ?? sheets[0]
  const printed = useMemo(() => (sheet === undefined ? undefined : layOut(sheet)), [sheet])
  if (sheet === undefined || printed === undefined) return null
  const points = bodyPoints * printed.scale
  const side = sheet.print?.orientation === 'portrait' ? '纵向' : '横向'
  return (
    <section aria-label="预览" className="preview">
      <Space wrap size={[16, 8]}>
        <Segmented<string>
          aria-label="工作表"
          value={sheet.name}
          options={sheets.map(({ name: value }) => value)}
          onChange={setName}
        />
        <label className="inline">
          缩放
          <Select
            aria-label="缩放"
            style={{ width: 110 }}
            value={zoom}
            options={[...zooms]}
            onChange={(next: Zoom) => setZoom(next)}
          />
        </label>
        <span className="soft" role="status">
          {`${sheet.print?.paper ?? 'A4'} ${side}，共 ${String(printed.pages.length)} 页，正文约 ${points.toFixed(1)} 磅`}
          {points < readable && '，偏小：可改用 A3 纸或紧凑边距'}
        </span>
      </Space>
      <Pages key={sheet.name} {...{ sheet, printed, zoom }} {...figures} />
      <p className="soft preview-note">
        {hasFigures(sheet)
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
const Pages = ({ sheet, printed, zoom, explain, ...onward }: PagesProps) => {
  const { chosen, choose, leave } = useChosen(sheet.name, explain)
  const scroller = useRef<HTMLDivElement>(null)
  const room = useWidth(scroller) - 2 * gap
  const fitting = room > 0 ? room / printed.paper.width : pixelsPerMillimetre
  const pixels = zoom === 'fit' ? fitting : (pixelsPerMillimetre * zoom) / 100
  const virtual = useVirtualizer({
    count: printed.pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => printed.paper.height * pixels + gap,
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
    >
      {chosen !== undefined && (
        <FigurePanel {...chosen} {...onward} onAgain={() => choose(chosen.figure)} onClose={leave} />
      )}
      <div
        style={{
          height: virtual.getTotalSize(),
          minWidth: printed.paper.width * pixels,
          position: 'relative',
        }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const page = printed.pages[index]
          if (page === undefined) return null
          return (
            <div key={index} className="paper-place" style={{ transform: `translateY(${String(start)}px)` }}>
              <PaperPage {...{ sheet, printed, page, pixels }} number={index + 1} onFigure={choose} />
            </div>
          )
        })}
      </div>
    </div>
  )
}

interface Chosen {
  readonly figure: ChosenFigure
  readonly found: Found
}

/** The figure that was chosen, and where it comes from; an answer for one that was left meanwhile is dropped. */
const useChosen = (sheet: string, explain: PreviewProps['explain']) => {
  const [chosen, setChosen] = useState<Chosen>()
  const choose = (figure: ChosenFigure): void => {
    const tell = (found: Found): void =>
      setChosen((now) => (now?.figure === figure ? { figure, found } : now))
    setChosen({ figure, found: { state: 'looking' } })
    void explain({ sheet, row: figure.row, column: figure.column }).then(
      (explained) => tell({ state: 'found', explained }),
      (error: unknown) => tell({ state: 'failed', error }),
    )
  }
  const leave = useCallback(() => setChosen(undefined), [])
  return { chosen, choose, leave }
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
