import { districtEntry } from '../../domain/district-entry'
import { usualRules } from '../../domain/office-rules'
import { linksOf } from '../../domain/kinds/all'
import type { NameOf } from '../../domain/kinds/kind'
import { labelOf, type Register } from '../../domain/register'
import type { LedgerRecord, RecordOf } from '../../domain/record'
import { submissions } from '../../domain/registers/submissions'
import { reportOf } from '../../reports/all'
import { explainFigure, type Explained, type FigurePlace } from './explain-figure'
import { type Figure, figuresOf, type Finding, type LastSubmission, preflight } from '../../reports/preflight'
import type { BuiltReport, ReportData, ReportOptions } from '../../reports/report'
import type { ListQuery, Store } from '../../storage/store'
import { listWorkbook, titleOf } from '../../workbook/list-sheet'
import { contentOfWorkbook, withHash } from '../../workbook/meta'
import type { Workbook } from '../../workbook/model'
import { writeWorkbook } from '../../xlsx/write'

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
  readonly maskPhones: boolean
  readonly unitName: string
  /** ISO instant for the file's properties. */
  readonly createdAt: string
  /** ISO day for the file name. */
  readonly today: string
}

/** What is going on, for whoever waits. */
export type Stage = '正在读取记录' | '正在生成表格' | '正在写入文件'
export type OnStage = (stage: Stage) => void

/** The making of reports and lists. It only reads, so that its worker can be ended at any moment. */
export interface ReportJob {
  /** The report as a model, for the preview. */
  readonly build: (code: string, options: ReportOptions, onStage?: OnStage) => Promise<BuiltReport>
  /** The report as the bytes of an .xlsx. */
  readonly write: (code: string, options: ReportOptions, onStage?: OnStage) => Promise<WrittenWorkbook>
  /** The records behind a figure of the report; undefined where a place has none. */
  readonly explain: (code: string, options: ReportOptions, at: FigurePlace) => Promise<Explained | undefined>
  /** The very file that is to go up, with what 上报体检 finds in it. */
  readonly inspect: (code: string, options: ReportOptions, onStage?: OnStage) => Promise<Inspected>
  /** A list, as it is filtered and shown, as the bytes of an .xlsx. */
  readonly writeList: (request: ListRequest, onStage?: OnStage) => Promise<WrittenWorkbook>
}

export interface Inspected extends WrittenWorkbook {
  readonly findings: readonly Finding[]
  readonly figures: readonly Figure[]
}

export const createReportJob = (store: Store, registers: readonly Register[]): ReportJob => {
  const build: ReportJob['build'] = async (code, options, onStage) => {
    onStage?.('正在读取记录')
    const report = reportOf(code)
    const data = await dataFor(store, registers, report.reads, options)
    onStage?.('正在生成表格')
    return report.build(data, options)
  }
  return {
    build,
    write: async (code, options, onStage) => {
      const { workbook, fileName, records } = await build(code, options, onStage)
      onStage?.('正在写入文件')
      return { bytes: await writeWorkbook(await sealed(workbook)), fileName, records }
    },
    explain: async (code, options, at) => {
      const data = await dataFor(store, registers, reportOf(code).reads, options)
      return explainFigure(registers, data, code, options, at)
    },
    inspect: async (code, options, onStage) => {
      onStage?.('正在读取记录')
      const report = reportOf(code)
      const data = await dataFor(store, registers, [...report.reads, ...reportOf('R17').reads], options)
      onStage?.('正在生成表格')
      const built = report.build(data, options)
      const earlier = lastSubmission(data.records(submissions), code, options)
      const findings = preflight(report, built, data, options, earlier)
      onStage?.('正在写入文件')
      return {
        bytes: await writeWorkbook(await sealed(built.workbook)),
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
      const { nameOf } = await linkedTo(store, registers, [{ register, records }])
      onStage?.('正在生成表格')
      const districts = new Map(
        (await store.all('districts')).map(districtEntry).map(({ code, name }) => [code, name]),
      )
      const districtName = (code: string): string => districts.get(code) ?? code
      const workbook = listWorkbook({ register, records, nameOf, districtName, ...shown })
      onStage?.('正在写入文件')
      return {
        bytes: await writeWorkbook(await sealed(workbook)),
        fileName: `${titleOf({ register, records })}_${today.replaceAll('-', '')}.xlsx`,
        records: records.length,
      }
    },
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

export const registerOf = (registers: readonly Register[], name: string): Register => {
  const register = registers.find((candidate) => candidate.name === name)
  if (register === undefined) throw new Error(`No register ${name}`)
  return register
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

interface Group {
  readonly register: Register
  readonly records: readonly LedgerRecord[]
}

interface Linked {
  readonly nameOf: NameOf
  /** The linked records of a register, deleted ones too: what they served stays served. */
  readonly record: (register: string, id: string) => LedgerRecord | undefined
}

const lost = '（找不到的记录）'

/** Everything that the records link to, read once and only what is needed. */
const linkedTo = async (
  store: Store,
  registers: readonly Register[],
  groups: readonly Group[],
): Promise<Linked> => {
  const ids = new Map<string, Set<string>>()
  for (const { register, records } of groups) {
    for (const { values } of records) {
      for (const link of linksOf(register.fields, values))
        ids.set(link.register, (ids.get(link.register) ?? new Set()).add(link.id))
    }
  }
  const found = new Map<string, LedgerRecord>()
  for (const [name, wanted] of ids)
    for (const record of await store.getMany(name, [...wanted])) found.set(`${name} ${record.id}`, record)
  const record: Linked['record'] = (register, id) => found.get(`${register} ${id}`)
  return {
    nameOf: (register, id) => {
      const linked = record(register, id)
      return linked === undefined ? lost : labelOf(registerOf(registers, register), linked)
    },
    record,
  }
}

/** Registers kept for the whole city are read whole: teams and tasks belong to all districts. */
export const dataFor = async (
  store: Store,
  registers: readonly Register[],
  reads: readonly string[],
  { district }: Pick<ReportOptions, 'district'>,
): Promise<ReportData> => {
  const groups = await Promise.all(
    [...new Set(reads)].map(async (name): Promise<Group> => {
      const register = registerOf(registers, name)
      return { register, records: await store.all(name, register.scope === 'city' ? undefined : district) }
    }),
  )
  const linked = await linkedTo(store, registers, groups)
  const known = new Map(groups.map(({ register, records }) => [register.name, records]))
  const settings = await store.settings()
  return {
    // The store keeps the records of a register by its fields.
    records: (register) => (known.get(register.name) ?? []) as readonly never[],
    linked: linked.record,
    nameOf: (register, id) =>
      register === 'needs' ? (linked.record(register, id)?.code ?? lost) : linked.nameOf(register, id),
    rules: settings?.rules ?? usualRules,
  }
}

/** Notes in `_meta` the SHA-256 of all that the workbook shows, by which a change is noticed when it comes back. */
const sealed = async (workbook: Workbook): Promise<Workbook> => {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(contentOfWorkbook(workbook)))
  return withHash(workbook, hex(new Uint8Array(digest)))
}

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
