import { districtEntry } from '../../domain/district-entry'
import { usualRules } from '../../domain/office-rules'
import type { Register } from '../../domain/register'
import type { RecordOf } from '../../domain/record'
import { submissions } from '../../domain/registers/submissions'
import { reportOf } from '../../reports/all'
import {
  type Explained,
  type FigurePlace,
  type FigureRecord,
  type ToldRange,
  type TracedFigure,
  traceFigure,
} from './explain-figure'
import { type Figure, figuresOf, type Finding, type LastSubmission, preflight } from '../../reports/preflight'
import { customReport } from '../../reports/custom'
import type { OriginAt } from '../../reports/figure-origin'
import type { BuiltReport, Report, ReportData, ReportOptions } from '../../reports/report'
import type { ListQuery, Store } from '../../storage/store'
import { listWorkbook, titleOf } from '../../workbook/list-sheet'
import { contentOfWorkbook, recordIdsIn, withHash } from '../../workbook/meta'
import type { ExportProfile } from '../../workbook/export-profile'
import { hex } from '../../workbook/hex'
import type { Workbook } from '../../workbook/model'
import { writeWorkbook } from '../../xlsx/write'
import type { SavedCustom } from './custom/saved-custom'
import type { PrintedPages } from './printed-pages'
import { type FrozenHead, packFrozen } from './frozen-data'
import {
  type DrawnRow,
  drawnRows,
  laidSheets,
  type PagePlace,
  shownSheet,
  type ShownSheet,
} from './shown-sheets'
import { createKeptData } from './kept-data'
import {
  type Collected,
  collect,
  dataOf,
  linkedTo,
  namesIn,
  partFor,
  registerOf,
  editedAfterSending,
  withEdits,
} from './report-data'

export interface WrittenWorkbook {
  readonly bytes: Uint8Array
  readonly fileName: string
  /** Records in it: 0 is an empty table. */
  readonly records: number
}

export interface ListRequest {
  readonly query: ListQuery
  /** Only these, in the order of the list. */
  readonly ids?: readonly string[]
  /** As they are shown, in their order. */
  readonly columns: readonly string[]
  readonly profile: ExportProfile
  readonly unitName: string
  /** ISO instant for the file's properties. */
  readonly createdAt: string
  /** ISO day for the file name. */
  readonly today: string
}

/** What is going on, for whoever waits. */
export type Stage = '正在读取记录' | '正在生成表格' | '正在排版' | '正在写入文件'
export type OnStage = (stage: Stage) => void

/** A report by its code, or one that a user put together. */
export type AskedReport = string | SavedCustom

/** A report as its preview has it. */
export interface PreviewedReport extends Omit<BuiltReport, 'workbook'> {
  readonly sheets: readonly ShownSheet[]
}

/** The making of reports and lists. It only reads, so that its worker can be ended at any moment. */
export interface ReportJob {
  /** The report for its preview: the sheets that are seen. */
  readonly preview: (
    asked: AskedReport,
    options: ReportOptions,
    onStage?: OnStage,
  ) => Promise<PreviewedReport>
  /** What stands on a page of the preview. */
  readonly pageAt: (
    asked: AskedReport,
    options: ReportOptions,
    place: PagePlace,
  ) => Promise<readonly DrawnRow[]>
  /** The report as the bytes of an .xlsx. */
  readonly write: (asked: AskedReport, options: ReportOptions, onStage?: OnStage) => Promise<WrittenWorkbook>
  /** The report as pages for the printer, or how many there would be where those are too many. */
  readonly print: (asked: AskedReport, options: ReportOptions, onStage?: OnStage) => Promise<PrintedReport>
  /** The records behind a figure of the report; undefined where a place has none. */
  readonly explain: (
    asked: AskedReport,
    options: ReportOptions,
    at: FigurePlace,
  ) => Promise<Explained | undefined>
  /** More of the records that `explain` began to tell. */
  readonly tell: (
    asked: AskedReport,
    options: ReportOptions,
    at: FigurePlace,
    range: ToldRange,
  ) => Promise<readonly FigureRecord[]>
  /** The very file that is to go up, with what 上报体检 finds in it. */
  readonly inspect: (code: string, options: ReportOptions, onStage?: OnStage) => Promise<Inspected>
  /** A list, as it is filtered and shown, as the bytes of an .xlsx. */
  readonly writeList: (request: ListRequest, onStage?: OnStage) => Promise<WrittenWorkbook>
}

export type PrintedReport = PrintedPages & Pick<WrittenWorkbook, 'fileName' | 'records'>

export interface Inspected extends WrittenWorkbook {
  /** All that it was built from, as a file (`packFrozen`). */
  readonly data: Blob
  readonly findings: readonly Finding[]
  readonly figures: readonly Figure[]
}

/** What makes the reports, and can be asked for one as a model. */
export interface ReportMaker extends ReportJob {
  /** The sheets that are seen. */
  readonly build: (asked: AskedReport, options: ReportOptions, onStage?: OnStage) => Promise<BuiltReport>
}

export const createReportJob = (store: Store, registers: readonly Register[]): ReportMaker => {
  const dataFor = createKeptData(store, registers)
  const known = async (code: string, options: ReportOptions) => {
    const report = reportOf(code)
    const data = await dataFor(report.reads, options)
    // Of what has become of reports that were sent only R17 tells.
    return {
      report,
      data: report.reads.includes(submissions.name)
        ? withEdits(data, await editedAfterSending(store, registers))
        : data,
    }
  }
  const read = (asked: AskedReport, options: ReportOptions) =>
    typeof asked === 'string' ? known(asked, options) : customOf(store, registers, asked, options)
  /** What is on the preview: its figures are explained by the very records that it was made of. */
  let shown: Shown | undefined
  const shownFor = async (asked: AskedReport, options: ReportOptions): Promise<Shown> => {
    // The worker may have been ended since the preview was made.
    if (shown?.key !== keyOf(asked, options)) {
      const { report, data } = await read(asked, options)
      shown = shownAs(asked, options, report, data)
    }
    return shown
  }
  const build: ReportMaker['build'] = async (asked, options, onStage) => {
    onStage?.('正在读取记录')
    const { report, data } = await read(asked, options)
    onStage?.('正在生成表格')
    const built = seen(report.build(data, options))
    shown = shownAs(asked, options, report, data, built)
    return built
  }
  /** The figure that was asked about last: its records are told one stretch after another. */
  let traced:
    { readonly of: Shown; readonly at: string; readonly figure: TracedFigure | undefined } | undefined
  const trace = async (
    asked: AskedReport,
    options: ReportOptions,
    place: FigurePlace,
  ): Promise<TracedFigure | undefined> => {
    const of = await shownFor(asked, options)
    const at = JSON.stringify(place)
    if (traced?.of !== of || traced.at !== at)
      traced = { of, at, figure: traceFigure(registers, of.originAt(), of.data, place) }
    return traced.figure
  }
  return {
    build,
    preview: async (asked, options, onStage) => {
      const { workbook: _rows, ...built } = await build(asked, options, onStage)
      onStage?.('正在排版')
      return { ...built, sheets: (await shownFor(asked, options)).sheets().map(shownSheet) }
    },
    pageAt: async (asked, options, { sheet: name, page }) => {
      const laid = (await shownFor(asked, options)).sheets().find(({ sheet }) => sheet.name === name)
      const printed = laid?.printed.pages[page]
      return laid === undefined || printed === undefined ? [] : drawnRows(laid, printed)
    },
    write: async (asked, options, onStage) => {
      onStage?.('正在读取记录')
      const { report, data } = await read(asked, options)
      onStage?.('正在生成表格')
      const built = report.build(data, options)
      onStage?.('正在写入文件')
      return { bytes: await workbookBytes(built), fileName: built.fileName, records: built.records }
    },
    print: async (asked, options, onStage) => {
      onStage?.('正在读取记录')
      const { report, data } = await read(asked, options)
      onStage?.('正在生成表格')
      const { workbook, fileName, records } = report.build(data, options)
      onStage?.('正在排版')
      // The renderer of pages is only needed here.
      const { printedPages } = await import('./printed-pages')
      return { ...printedPages(workbook), fileName, records }
    },
    explain: async (asked, options, at) => (await trace(asked, options, at))?.explained,
    tell: async (asked, options, at, range) => (await trace(asked, options, at))?.tell(range) ?? [],
    inspect: async (code, options, onStage) => {
      onStage?.('正在读取记录')
      const report = reportOf(code)
      const collected = await collect(store, [...report.reads, ...reportOf('R17').reads], options)
      onStage?.('正在生成表格')
      const data = withEdits(dataOf(collected, registers), await editedAfterSending(store, registers))
      // Only what the report reads, as when it is built again from what is frozen of it.
      const own = partFor(collected, registers, report.reads)
      const built = report.build(dataOf(own, registers), options)
      const earlier = lastSubmission(data.records(submissions), code, options)
      const findings = preflight(report, built, data, options, earlier)
      onStage?.('正在写入文件')
      return {
        bytes: await workbookBytes(built),
        data: await packFrozen({ head: headOf(code, built, own), options, collected: own }),
        fileName: built.fileName,
        records: built.records,
        findings,
        figures: figuresOf(built.workbook),
      }
    },
    writeList: async ({ query, ids, today, ...shown }, onStage) => {
      onStage?.('正在读取记录')
      const register = registerOf(registers, query.register)
      const records = await store.getMany(register.name, await wantedIds(store, query, ids))
      const linked = await linkedTo(store, registers, { [register.name]: records })
      const nameOf = namesIn(linked, registers)
      onStage?.('正在生成表格')
      const districts = new Map(
        (await store.all('districts')).map(districtEntry).map(({ code, name }) => [code, name]),
      )
      const districtName = (code: string): string => districts.get(code) ?? code
      const workbook = listWorkbook({ register, records, nameOf, districtName, ...shown })
      onStage?.('正在写入文件')
      return {
        bytes: await workbookBytes({ workbook }),
        fileName: `${titleOf({ register, records })}_${today.replaceAll('-', '')}.xlsx`,
        records: records.length,
      }
    },
  }
}

/** Without hidden sheets. */
const seen = (built: BuiltReport): BuiltReport => {
  const sheets = built.workbook.sheets.filter(({ visibility }) => visibility === 'visible')
  return { ...built, workbook: { ...built.workbook, sheets } }
}

interface Shown {
  readonly key: string
  readonly data: ReportData
  readonly originAt: () => OriginAt
  readonly sheets: () => ReturnType<typeof laidSheets>
}

/** The instant in the options makes it that of one preview. */
const keyOf = (asked: AskedReport, options: ReportOptions): string => JSON.stringify([asked, options])

const shownAs = (
  asked: AskedReport,
  options: ReportOptions,
  report: Report,
  data: ReportData,
  built?: BuiltReport,
): Shown => {
  let origins: OriginAt | undefined
  let laid: ReturnType<typeof laidSheets> | undefined
  return {
    key: keyOf(asked, options),
    data,
    originAt: () => (origins ??= report.origins(data, options)),
    sheets: () => (laid ??= laidSheets((built ?? report.build(data, options)).workbook)),
  }
}

/** The latest submission of the report that was sent for a period of this kind before this one. */
const lastSubmission = (
  known: readonly RecordOf<typeof submissions>[],
  code: string,
  { period }: ReportOptions,
): LastSubmission | undefined => {
  const [values] = known
    .map((record) => record.values)
    .filter(
      ({ report, periodType, periodEnd, status }) =>
        report === code &&
        periodType === period.type &&
        (periodEnd ?? '') < period.start &&
        (status === '已盖章报送' || status === '已存档'),
    )
    .sort((a, b) => ((a.periodEnd ?? '') < (b.periodEnd ?? '') ? 1 : -1))
  if (values === undefined) return undefined
  const figures = (values.figures ?? []).flatMap(({ name, value }) =>
    name === undefined || value === undefined ? [] : [{ name, value }],
  )
  return { periodLabel: values.periodLabel ?? '', figures }
}

/** Chosen records come in the order of the list, and without those that have left it since. */
const wantedIds = async (
  store: Store,
  query: ListQuery,
  chosen: readonly string[] | undefined,
): Promise<readonly string[]> => {
  const listed = await store.ids(query)
  if (chosen === undefined) return listed
  const wanted = new Set(chosen)
  return listed.filter((id) => wanted.has(id))
}

/** Only the records that its filters let through, in the order in which a list would have them. */
const customOf = async (
  store: Store,
  registers: readonly Register[],
  custom: SavedCustom,
  { district }: ReportOptions,
): Promise<{ readonly report: Report; readonly data: ReportData }> => {
  const register = registerOf(registers, custom.register)
  const ids = await store.ids({
    register: register.name,
    ...(district === undefined || register.scope === 'city' ? {} : { district }),
    search: custom.search,
    filters: custom.filters,
    sort: custom.sort,
  })
  const rows = await store.getMany(register.name, ids)
  const records = { districts: await store.all('districts'), [register.name]: rows }
  const linked = await linkedTo(store, registers, records)
  const rules = (await store.settings())?.rules ?? usualRules
  const data = dataOf({ records, linked, rules }, registers)
  const listed: ReportData['records'] = (asked) =>
    // The store keeps the records of a register by its fields.
    asked.name === register.name ? (rows as readonly never[]) : data.records(asked)
  return { report: customReport(custom, register), data: { ...data, records: listed } }
}

/** The records that a report counts, with the versions that they had. */
const headOf = (report: string, { workbook }: BuiltReport, { records }: Collected): FrozenHead => {
  const counted = new Set(recordIdsIn(workbook))
  return {
    report,
    counted: Object.fromEntries(
      Object.values(records).flatMap((group) =>
        group.filter(({ id }) => counted.has(id)).map(({ id, version }) => [id, version]),
      ),
    ),
  }
}

/** A report as the bytes of its .xlsx: the same for the same report. */
export const workbookBytes = async ({ workbook }: Pick<BuiltReport, 'workbook'>): Promise<Uint8Array> =>
  writeWorkbook(await sealed(workbook))

/** Notes in `_meta` the SHA-256 of all that the workbook shows, by which a change is noticed when it comes back. */
const sealed = async (workbook: Workbook): Promise<Workbook> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(contentOfWorkbook(workbook)))
  return withHash(workbook, hex(new Uint8Array(digest)))
}
