import type { Issue } from '../domain/issue'
import type { Confidentiality, LedgerRecord } from '../domain/record'
import type { Values } from '../domain/field'

/**
 * What the rest of the app may ask of the stored data. The implementation lives in a worker; every answer is plain data.
 * Records are only ever changed by `commit`, one batch for one action of the user.
 */
export interface Store {
  readonly settings: () => Promise<Settings | undefined>
  readonly saveSettings: (settings: Settings) => Promise<void>
  /** What a screen remembers (columns, widths, last choices); unknown keys give undefined. */
  readonly preference: (key: string) => Promise<unknown>
  readonly savePreference: (key: string, value: unknown) => Promise<void>

  readonly page: (query: ListQuery, offset: number, limit: number) => Promise<ListPage>
  /** Ids of all records that match, in order. */
  readonly ids: (query: ListQuery) => Promise<readonly string[]>
  readonly get: (register: string, id: string) => Promise<RecordView | undefined>
  readonly getMany: (register: string, ids: readonly string[]) => Promise<readonly LedgerRecord[]>
  /** Where a record stands among those of a list; undefined when it is not among them. */
  readonly neighbours: (query: ListQuery, id: string) => Promise<Neighbours | undefined>
  /** Records of one register in which all words are found, best first, and how many there are. */
  readonly find: (request: FindRequest) => Promise<Found>
  /** Records that link to this one, by register and field. */
  readonly related: (register: string, id: string) => Promise<readonly RelatedGroup[]>
  /** Candidates for a link, best first. */
  readonly pick: (request: PickRequest) => Promise<readonly PickOption[]>
  /** All records of a register that are not deleted; of one district, or of all. */
  readonly all: (register: string, district?: string) => Promise<readonly LedgerRecord[]>
  /** Live records by one of the register's keys (`keyOf` of the values), for recognising incoming rows. */
  readonly findByKey: (
    register: string,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly LedgerRecord[]>>
  readonly sampleCount: () => Promise<number>
  readonly counts: (district?: string) => Promise<Readonly<Record<string, RegisterCount>>>

  /** Everything wrong with a record of these values in this district, links and duplicates included. */
  readonly check: (register: string, values: Values, record: CheckedRecord) => Promise<readonly Issue[]>
  readonly commit: (batch: Batch) => Promise<CommitResult>
  readonly undo: (batchId: string) => Promise<UndoResult>
  /** The latest batches, newest first. */
  readonly batches: (limit: number) => Promise<readonly BatchEntry[]>

  /** What is being typed, kept if the app dies. */
  readonly draft: (key: string) => Promise<Draft | undefined>
  readonly saveDraft: (key: string, values: Values) => Promise<void>
  readonly dropDraft: (key: string) => Promise<void>

  /** Calls back with the names of the registers whose records changed; returns how to stop it. */
  readonly watch: (listener: (registers: readonly string[]) => void) => Promise<() => void>
}

/** What a check must know of a record besides its values. */
export interface CheckedRecord {
  readonly id?: string | undefined
  readonly districtCode: string
  /** Samples and real records are no duplicates of each other. */
  readonly isSample?: boolean | undefined
}

export interface Settings {
  /** Code of 本机地区. */
  readonly homeDistrict: string
  /** 填报单位 */
  readonly unitName: string
  /** 填报人: who works on this machine. */
  readonly person: string
  readonly unitHead?: string
  readonly reviewer?: string
  readonly phone?: string
}

export type Filter =
  /** Choice values, ids of links, `true`/`false` of 是/否; codes of districts for the field `@districtCode`. */
  | { readonly kind: 'oneOf'; readonly field: string; readonly values: readonly string[] }
  /** Dates as ISO days, money in 分; both ends included. */
  | {
      readonly kind: 'range'
      readonly field: string
      readonly from?: string | number
      readonly to?: string | number
    }
  | { readonly kind: 'contains'; readonly field: string; readonly text: string }
  | { readonly kind: 'empty'; readonly field: string; readonly empty: boolean }
  /** Records with required fields still empty (待补充). */
  | { readonly kind: 'gaps' }
  | { readonly kind: 'samples'; readonly samples: boolean }
  /** Records touched by one batch, e.g. an import. */
  | { readonly kind: 'batch'; readonly batch: string }

export interface ListQuery {
  readonly register: string
  /** District code; left out, all districts. Ignored by registers of scope `city`. */
  readonly district?: string
  readonly search: string
  readonly filters: readonly Filter[]
  /** A field, or `code`, `updatedAt`. */
  readonly sort: { readonly field: string; readonly descending: boolean }
}

export interface ListPage {
  /** Records that match, and records there are in the register and district at all. */
  readonly total: number
  readonly all: number
  /** The first rows, before all is counted: `total` and `all` count only them, and watchers will hear when to ask again. */
  readonly counting?: true
  readonly rows: readonly LedgerRecord[]
  /** Labels of every record that the rows link to, by id. */
  readonly names: Readonly<Record<string, string>>
  /** Totals over all that match, of the fields marked `sum`; fuzzy when one of the parts is. */
  readonly sums: readonly { readonly field: string; readonly total: number; readonly fuzzy: boolean }[]
}

export interface Neighbours {
  /** 0 for the first. */
  readonly position: number
  readonly total: number
  readonly previous?: string
  readonly next?: string
}

export interface FindRequest {
  readonly register: string
  readonly search: string
  readonly limit: number
  /** Records of this district come first. */
  readonly district?: string
}
export interface Found {
  readonly total: number
  readonly options: readonly PickOption[]
}

export interface RecordView {
  readonly record: LedgerRecord
  readonly names: Readonly<Record<string, string>>
}

export interface RelatedGroup {
  readonly register: string
  /** The linking field, child rows included: `members.organization`. */
  readonly path: string
  readonly label: string
  readonly records: readonly LedgerRecord[]
}

export interface PickRequest {
  readonly register: string
  readonly search: string
  readonly only?: { readonly field: string; readonly in: readonly (string | boolean)[] }
  readonly limit: number
  /** Records of this district come first. */
  readonly district?: string
  /** A day on which districts must be in force; without it all are offered. */
  readonly validOn?: string
}
export interface PickOption {
  readonly id: string
  readonly label: string
  readonly detail: string
  readonly code: string
}

export interface RegisterCount {
  readonly total: number
  readonly samples: number
  readonly gaps: number
}

export interface RecordInput {
  readonly values: Values
  readonly districtCode?: string
  readonly confidentiality?: Confidentiality
  readonly sourceNote?: string
  readonly remark?: string
}
export type Operation =
  | ({
      readonly kind: 'create'
      readonly register: string
      readonly id: string
      readonly isSample?: boolean
    } & RecordInput)
  /** Refused with a conflict when the stored version is another. What is left out of the head stays. */
  | ({
      readonly kind: 'update'
      readonly register: string
      readonly id: string
      readonly version: number
    } & RecordInput)
  | { readonly kind: 'delete'; readonly register: string; readonly id: string; readonly version: number }

/** `setup`: what a new ledger begins with; it is not taken back. */
export type BatchKind = 'setup' | 'save' | 'step' | 'delete' | 'import' | 'sample' | 'undo'

/** One action of the user. All operations take effect, or none. */
export interface Batch {
  readonly id: string
  readonly kind: BatchKind
  /** 新建服务记录 FW-…, 导入 永川区….xlsx; shown in lists and at 撤销. */
  readonly title: string
  /** The reason given at a step of the life cycle. */
  readonly reason?: string
  readonly operations: readonly Operation[]
}

export type CommitResult =
  | { readonly ok: true; readonly batch: string; readonly records: readonly LedgerRecord[] }
  /** Another change came first; the stored records are these. */
  | {
      readonly ok: false
      readonly reason: 'conflict'
      readonly message: string
      readonly stored: readonly LedgerRecord[]
    }
  | { readonly ok: false; readonly reason: 'inUse' | 'storage'; readonly message: string }

export type UndoResult =
  | { readonly ok: true; readonly batch: string; readonly records: number }
  | { readonly ok: false; readonly message: string }

export interface BatchEntry {
  readonly id: string
  readonly kind: BatchKind
  readonly title: string
  readonly at: string
  readonly by: string
  readonly count: number
  readonly undone: boolean
}

export interface Draft {
  readonly values: Values
  readonly at: string
}
