import { create } from 'zustand'
import { addDays, indexOf, type Period, periodAt, type PeriodType } from '../../domain/period'
import type { Report, ReportOptions, RowsBy } from '../../reports/report'
import { type ExportProfile, ownUse } from '../../workbook/export-profile'
import type { SavedCustom } from './custom/saved-custom'
import type { PreviewedReport } from './report-job'

/** What is chosen for one report. */
export interface Choice {
  readonly period: Period
  readonly rowsBy: RowsBy
  readonly paper: ReportOptions['paper']
  readonly compactMargins: boolean
  readonly totalsFirst: boolean
  readonly profile: ExportProfile
  readonly unmerged: boolean
  readonly samples: boolean
}

/** Stands for the code of a report while the page of 自定义报表 is open. */
export const customPage = 'custom'

export interface Draft {
  readonly custom: SavedCustom
  /** As it was opened or last saved, to see what is not saved yet. */
  readonly before: SavedCustom | undefined
}

export const isUnsaved = ({ custom, before }: Draft): boolean =>
  JSON.stringify(custom) !== JSON.stringify(before)

/** A built report, and what it was built for. */
export interface ShownReport extends PreviewedReport {
  readonly options: ReportOptions
  /** The action that the ledger stood at. */
  readonly action: number
}

export type Zoom = number | 'fit'

/** A figure of the sheet that is shown, and what it says there. */
export interface ChosenFigure {
  readonly row: number
  readonly column: number
  readonly text: string
}

/** How a preview is looked at. */
export interface PreviewView {
  /** Name of the sheet; the first where it is left out. */
  readonly sheet?: string
  readonly zoom: Zoom
  /** How far the sheet is scrolled, in pages. */
  readonly at: number
  /** The figure whose panel is open. */
  readonly figure?: ChosenFigure | undefined
  /** How far each list of the panel, and the panel itself, is scrolled: pixels by name. */
  readonly panel: Readonly<Record<string, number>>
}

const freshView: PreviewView = { zoom: 'fit', at: 0, panel: {} }

/** The preview on the screen. It stays while the user looks at records in between. */
export interface Previewed {
  /** All that was asked: whoever asks something else has another preview, or none. */
  readonly of: string
  readonly built: ShownReport
  readonly view: PreviewView
}

interface ReportState {
  /** Code of the report that is open. */
  readonly open: string | undefined
  /** By the report's code; kept while the user looks at records in between. */
  readonly choices: Readonly<Partial<Record<string, Choice>>>
  /** The period chosen last, by its kind: other reports of that kind begin with it. */
  readonly periods: Readonly<Partial<Record<PeriodType, Period>>>
  /** A report that is being put together; it waits here while one looks at something else. */
  readonly draft: Draft | undefined
  readonly previewed: Previewed | undefined
  readonly preview: (of: string, built: ShownReport | undefined) => void
  readonly look: (part: Partial<PreviewView>) => void
  readonly design: (draft: Draft | undefined) => void
  readonly show: (code: string | undefined) => void
  readonly choose: (code: string, choice: Choice) => void
  /** Opens a report for a period, as it was last made. */
  readonly begin: (code: string, period: Period, today: string) => void
}

export const useReportState = create<ReportState>((set, get) => ({
  open: undefined,
  choices: {},
  periods: {},
  draft: undefined,
  previewed: undefined,
  preview: (of, built) =>
    set({ previewed: built === undefined ? undefined : { of, built, view: freshView } }),
  look: (part) =>
    set(({ previewed }) =>
      previewed === undefined ? {} : { previewed: { ...previewed, view: { ...previewed.view, ...part } } },
    ),
  design: (draft) => set({ draft, open: customPage }),
  show: (code) => set({ open: code, previewed: undefined }),
  choose: (code, choice) =>
    set(({ choices, periods }) => ({
      choices: { ...choices, [code]: choice },
      periods: { ...periods, [choice.period.type]: choice.period },
    })),
  begin: (code, period, today) => {
    const type = period.type === '自定义' ? '月' : period.type
    get().choose(code, { ...(get().choices[code] ?? emptyChoice(type, today)), period })
    set({ open: code })
  },
}))

/** Days at the beginning of a month in which the one before is still what is worked on. */
export const daysOfGrace = 10

/**
 * What a report starts with. The report of a month or longer is usually made when it is over: in its first days the one
 * before is offered.
 */
export const startChoice = ({ usual }: Report, today: string, periods: ReportState['periods'] = {}): Choice =>
  emptyChoice(usual === '自定义' ? '月' : usual, today, periods)

export const emptyChoice = (
  type: Exclude<PeriodType, '自定义'>,
  today: string,
  periods: ReportState['periods'] = {},
): Choice => {
  const day = type === '周' ? today : addDays(today, -daysOfGrace)
  const { year, index } = indexOf(type, day)
  return {
    period: periods[type] ?? periodAt(type, year, index),
    rowsBy: '地区',
    paper: 'A4',
    compactMargins: false,
    totalsFirst: false,
    profile: ownUse,
    unmerged: false,
    samples: false,
  }
}
