import type { AttachmentUse } from '../domain/attachments'
import type { EntrySource, LostEntry, SnapshotInfo, SnapshotResult, VaultFault } from '../bridge/vault'
import type { DuplicatePair } from '../domain/duplicates'
import type { BatchHead, BatchKind, Change } from '../domain/history'
import type { Issue } from '../domain/issue'
import type { Proposal } from '../domain/matching'
import type { NeedBoard, Stage } from '../domain/need-stages'
import type { OfficeRules } from '../domain/office-rules'
import type { Confidentiality, LedgerRecord } from '../domain/record'
import type { Flag } from '../domain/register'
import type { WeekBoard } from '../domain/weekly-board'
import type { Values } from '../domain/field'
import type { HeldOrder } from './held-order'

/** Name of the error of whatever was asked of a ledger that turned out not to be open. */
export const notOpenName = 'NotOpenError'

/**
 * What the rest of the app may ask of the stored data. The implementation lives in a worker; every answer is plain data.
 * Records are only ever changed by `commit`, one batch for one action of the user.
 */
export interface Store {
  /** Compares the database with its second copy and mends what is damaged; to be asked first, once. */
  readonly open: (onProgress: (progress: OpeningProgress) => void) => Promise<Opening>
  /** Whether all that was saved is on the disk twice. */
  readonly copyState: () => Promise<CopyState>
  /** Calls back when that changes; returns how to stop it. */
  readonly watchCopy: (listener: (state: CopyState) => void) => Promise<() => void>

  readonly settings: () => Promise<Settings | undefined>
  readonly saveSettings: (settings: Settings) => Promise<{ readonly isCopied: boolean }>
  /** What a screen remembers (columns, widths, last choices); unknown keys give undefined. */
  readonly preference: (key: string) => Promise<unknown>
  readonly savePreference: (key: string, value: unknown) => Promise<void>

  readonly page: (query: ListQuery, offset: number, limit: number) => Promise<ListPage>
  /** Ids of all records that match, in order. */
  readonly ids: (query: ListQuery) => Promise<readonly string[]>
  /** The same for rows that one works in: they stay where they were held. Ids as one text, parted by spaces. */
  readonly heldIds: (query: ListQuery, held: HeldOrder) => Promise<string>
  readonly get: (register: string, id: string) => Promise<RecordView | undefined>
  readonly getMany: (register: string, ids: readonly string[]) => Promise<readonly LedgerRecord[]>
  /** How many records of the query say what in these choice fields; a filter by the field itself does not count for it. */
  readonly facets: (query: ListQuery, fields: readonly string[]) => Promise<Facets>
  /** Those of these records that are not deleted, as a list shows them. */
  readonly shown: (register: string, ids: readonly string[]) => Promise<ShownRecords>
  /** Where a record stands among those of a list; undefined when it is not among them. */
  readonly neighbours: (query: ListQuery, id: string) => Promise<Neighbours | undefined>
  /** Records of one register in which all words are found, best first, and how many there are. */
  readonly find: (request: FindRequest) => Promise<Found>
  /**
   * Looks through the records of a register for duplicates, some at a time, and tells how far it is; where the answer is
   * false it stops there, and goes on from there when asked again. Whether it came to the end.
   */
  readonly lookForDuplicates: (
    register: string,
    goOn: (done: number, total: number) => boolean | Promise<boolean>,
  ) => Promise<boolean>
  /** Pairs of live records of a register that may be the same, but for those that were said to be two. */
  readonly duplicates: (register: string, limit: number) => Promise<Duplicates>
  /** Live records that may be the same as one with these values. */
  readonly alike: (register: string, values: Values, id: string | undefined) => Promise<readonly Alike[]>
  /** Who could serve a need, best first; not those that were said not to suit it. */
  readonly proposals: (need: string, limit: number) => Promise<readonly ShownProposal[]>
  /** The needs that match in their stages, of each the first so many. */
  readonly needBoard: (query: ListQuery, limits: Readonly<Record<Stage, number>>) => Promise<NamedNeedBoard>
  /** How the teams of all districts reported for these weeks. */
  readonly weekBoard: (weeks: readonly string[]) => Promise<WeekBoard>
  /** Remembers that a record does not suit a need, or (`false`) that it does after all. */
  readonly ruleOut: (need: string, id: string, isOut: boolean) => Promise<void>
  /** Remembers that two records are not the same. */
  readonly tellApart: (a: string, b: string) => Promise<void>
  /** Records that link to this one, by register and field; of each field all, or the first ones. */
  readonly related: (register: string, id: string, most?: number) => Promise<readonly RelatedGroup[]>
  /** Candidates for a link, best first. */
  readonly pick: (request: PickRequest) => Promise<readonly PickOption[]>
  /** All records of a register that are not deleted; of one district, or of all. */
  readonly all: (register: string, district?: string) => Promise<readonly LedgerRecord[]>
  /**
   * All records of these registers that are not deleted, and every one that they link to, as they are at one moment; of one
   * district or of all, but registers of the whole city are read whole.
   */
  readonly together: (registers: readonly string[], district?: string) => Promise<Together>
  /** Live records by one of the register's keys (`keyOf` of the values), for recognising incoming rows. */
  readonly findByKey: (
    register: string,
    keys: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly LedgerRecord[]>>
  readonly sampleCount: () => Promise<number>
  /** SHA-256 of the frozen data of submissions whose records the store was told of. */
  readonly sentFiles: () => Promise<readonly string[]>
  /** Tells what the reports count that were sent: what is changed later is pointed out and can be filtered by. */
  readonly noteSent: (sent: SentRecords) => Promise<void>
  /** Every file that a record refers to, those of deleted records too. */
  readonly attachments: () => Promise<readonly AttachmentUse[]>
  readonly counts: (district?: string) => Promise<Readonly<Record<string, RegisterCount>>>
  /** How many records a list of this question shows; where an index or the counts say it, no record is read. */
  readonly count: (query: CountQuery) => Promise<number>
  /** How many records of each month say what in the fields of the register's `monthly`; no record is read. */
  readonly monthly: (register: string, district?: string) => Promise<readonly MonthTally[]>

  /** Everything wrong with a record of these values in this district, links and duplicates included. */
  readonly check: (register: string, values: Values, record: CheckedRecord) => Promise<readonly Issue[]>
  /** The same for many records of a register at once. */
  readonly checkMany: (
    register: string,
    rows: readonly { readonly values: Values; readonly record: CheckedRecord }[],
  ) => Promise<readonly (readonly Issue[])[]>
  /** `without` records the answer tells of none: as many as an import makes take a while to be handed over. */
  readonly commit: (batch: Batch, without?: 'records') => Promise<CommitResult>
  /** Takes a batch back. Where later changes are in the way, they come back as clashes until each is decided. */
  readonly undo: (batchId: string, decisions?: UndoDecisions) => Promise<UndoResult>
  readonly batch: (id: string) => Promise<BatchEntry | undefined>
  /** Batches, newest first. */
  readonly batches: (query: BatchQuery) => Promise<BatchPage>
  /** All who ever did something. */
  readonly people: () => Promise<readonly string[]>
  /** What one batch changed. */
  readonly changesIn: (batchId: string, offset: number, limit: number) => Promise<ChangePage>
  /** Every change of one record, newest first. */
  readonly history: (register: string, id: string) => Promise<readonly ChangeView[]>
  /** The same of many records by their ids, as far as it takes to tell who changed what. */
  readonly pasts: (
    register: string,
    ids: readonly string[],
  ) => Promise<ReadonlyMap<string, readonly PastChange[]>>
  /** The record as it was at an ISO instant; undefined before it was made. */
  readonly asOf: (register: string, id: string, instant: string) => Promise<RecordView | undefined>
  /** Records in the 回收站, those deleted last first. */
  readonly trash: (query: TrashQuery, offset: number, limit: number) => Promise<TrashPage>
  /** How many there are of each register. */
  readonly trashCounts: () => Promise<Readonly<Record<string, number>>>

  /** The snapshots there are, newest first. */
  readonly snapshots: () => Promise<readonly SnapshotView[]>
  /** Takes one now. */
  readonly takeSnapshot: () => Promise<SnapshotResult>
  /** Reads a snapshot, or the backup that is open, checks it and compares it with the ledger. */
  readonly compare: (
    from: EntrySource,
    onProgress: (entries: number) => void,
  ) => Promise<Comparison | ComparisonFault>
  /** Records of the last comparison. */
  readonly compared: (query: ComparedQuery) => Promise<ComparedPage>
  /** Makes the ledger say what the compared state says; an empty one takes its whole history over. */
  readonly restore: (title: string) => Promise<RestoreResult>
  /** Lets go of the last comparison. */
  readonly forgetCompared: () => Promise<void>

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

export interface SnapshotView extends SnapshotInfo {
  /** Records in it, those in the 回收站 too; undefined where that cannot be read. */
  readonly records: number | undefined
}

export type ComparedKind = 'added' | 'changed' | 'removed'

export interface ComparedRegister extends Readonly<Record<ComparedKind | 'same', number>> {
  readonly register: string
}

/** Another state of a ledger, and what restoring it would do to the present one. */
export interface Comparison {
  /** Whose state it is: of this ledger, of another one; `empty` where nothing was entered here yet. */
  readonly ledger: 'same' | 'other' | 'empty'
  /** Actions in it, and the last of them. */
  readonly seq: number
  /** ISO instant. */
  readonly lastAt: string
  readonly lastTitle: string
  readonly lastBy: string
  /** Of the office whose state it is; undefined for a snapshot of this ledger, or where that tells nothing of it. */
  readonly settings: Settings | undefined
  readonly registers: readonly ComparedRegister[]
}

/** Why a state cannot be restored. */
export interface ComparisonFault {
  readonly message: string
  readonly advice: string
}

export interface ComparedQuery {
  readonly register: string
  readonly kind: ComparedKind
  readonly offset: number
  readonly limit: number
}

export interface ComparedPage {
  readonly total: number
  readonly rows: readonly {
    readonly id: string
    readonly kind: ComparedKind
    readonly code: string
    readonly label: string
    readonly fields: Change['fields']
  }[]
  readonly names: Readonly<Record<string, string>>
}

export type RestoreResult =
  /** `batch` takes it back; undefined where an empty ledger took a history over. */
  | {
      readonly ok: true
      readonly batch: string | undefined
      readonly records: number
      readonly isCopied: boolean
    }
  | Refused

/** What was found when the ledger was opened, and what was done about it. */
export type Opening =
  /** The database is sound; the journal was brought level when `caughtUp` is not 0. */
  | { readonly kind: 'sound'; readonly caughtUp: number; readonly faults: readonly VaultFault[] }
  /** The database was damaged, empty or behind, and was made again from the second copy. */
  | {
      readonly kind: 'rebuilt'
      readonly because: Damage
      readonly entries: number
      readonly records: number
      readonly lost: readonly LostEntry[]
      readonly agrees: boolean
      /** Where the damaged files lie now; null where there were none. */
      readonly folder: string | null
      readonly faults: readonly VaultFault[]
    }
  /** Written by a newer version of the program: nothing was touched, nothing can be opened. */
  | { readonly kind: 'newer' }
  /** The browser's storage does not open, for want of room or because the disk fails: what was saved is in the second copy. */
  | { readonly kind: 'stuck' }

export type Damage = 'unreadable' | 'empty' | 'behind' | 'other' | 'different'

export interface OpeningProgress {
  readonly what: 'upgrade' | 'rebuild' | 'catchUp'
  readonly done: number
}

/** Whether all that is in the database is also on the disk outside of it. */
export type CopyState =
  | { readonly status: 'whole' }
  /** The database is ahead; it is tried again and again until the second copy has caught up. */
  | { readonly status: 'behind'; readonly message: string; readonly advice: string }
  /** The database cannot be read any more, and is made again from the second copy as soon as the window starts anew. */
  | { readonly status: 'damaged' }

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
  /** Work calendar, time limits and due times; left out, the usual ones. */
  readonly rules?: OfficeRules
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
  /** Records to which this is to be pointed out today: 超期, 迟报 … */
  | { readonly kind: 'flag'; readonly label: string }
  /** Records touched by one batch, e.g. an import. */
  | { readonly kind: 'batch'; readonly batch: string }
  /**
   * Exactly these records, such as those behind a number; `label` says what they are. Their ids are one text, parted by
   * spaces: it goes from thread to thread at once, where a list of tens of thousands holds up the window.
   */
  | { readonly kind: 'ids'; readonly ids: string; readonly label: string }

export interface ListQuery {
  readonly register: string
  /** District code; left out, all districts. Ignored by registers of scope `city`. */
  readonly district?: string
  readonly search: string
  readonly filters: readonly Filter[]
  /** A field, or `code`, `updatedAt`. */
  readonly sort: { readonly field: string; readonly descending: boolean }
}

/** What is asked of a list that is only counted. */
export type CountQuery = Pick<ListQuery, 'register' | 'district' | 'filters'>

/** By field, by value (`true` of 是/否; an empty text where nothing is said). */
export type Facets = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface ShownRecords {
  readonly rows: readonly LedgerRecord[]
  /** Labels of every record that the rows link to, by id. */
  readonly names: Readonly<Record<string, string>>
  /** What is to be pointed out about the rows today, by id. */
  readonly flags: Readonly<Record<string, readonly Flag[]>>
}

/** Records by register, in no order. */
export interface Together {
  readonly records: Readonly<Record<string, readonly LedgerRecord[]>>
  /** Deleted ones too: what they served stays served. */
  readonly linked: Readonly<Record<string, readonly LedgerRecord[]>>
}

export interface ListPage extends ShownRecords {
  /** Records that match, and records there are in the register and district at all. */
  readonly total: number
  readonly all: number
  /** The first rows, before all is counted: `total` and `all` count only them, and watchers will hear when to ask again. */
  readonly counting?: true
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
  /** Those that sound or are written nearly so, for words that are found nowhere. */
  readonly nearly?: boolean
  /** Records of this district come first. */
  readonly district?: string
}
export interface Found {
  readonly total: number
  /** Signs of the words that are wrong, missing or too many in what was found; more than 0 only where asked `nearly`. */
  readonly errors: number
  readonly options: readonly PickOption[]
}

export interface SentRecords {
  /** All of which the store then knows. */
  readonly files: readonly string[]
  /** By the id of the record; where several reports count it, the lowest of its versions. */
  readonly versions: ReadonlyMap<string, number>
  /** Whether these are all; otherwise they come to those that are known. */
  readonly isWhole: boolean
}

export interface RecordView {
  readonly record: LedgerRecord
  readonly flags: readonly Flag[]
  readonly names: Readonly<Record<string, string>>
}

export interface Duplicates {
  readonly total: number
  readonly pairs: readonly DuplicatePair[]
  /** By id, what tells a record from others of its name, its district first. */
  readonly details: Readonly<Record<string, string>>
}

export interface ShownProposal extends Proposal {
  /** What tells it from others of its name, its district first. */
  readonly detail: string
}

export interface NamedNeedBoard extends NeedBoard {
  /** Names of all that the needs on the cards link to, by id. */
  readonly names: Readonly<Record<string, string>>
}

export interface Alike {
  readonly option: PickOption
  readonly reasons: readonly string[]
}

export interface RelatedGroup {
  readonly register: string
  /** The linking field, child rows included: `members.organization`. */
  readonly path: string
  readonly label: string
  /** How many there are; `records` may be only the first of them. */
  readonly total: number
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
  /** By the state that the record says it is in. */
  readonly states: Readonly<Record<string, number>>
}

export interface MonthTally {
  /** 2021-04 */
  readonly month: string
  /** By the order of the register's `monthly.by`; empty where nothing is said. */
  readonly values: readonly string[]
  readonly count: number
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
      /** The business number that another office gave it; left out, it gets the next one. */
      readonly code?: string
    } & RecordInput)
  /** Refused with a conflict when the stored version is another. What is left out of the head stays. */
  | ({
      readonly kind: 'update'
      readonly register: string
      readonly id: string
      readonly version: number
    } & RecordInput)
  | {
      /** Into the 回收站, or out of it. */
      readonly kind: 'delete' | 'restore'
      readonly register: string
      readonly id: string
      readonly version: number
    }

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
  | {
      readonly ok: true
      readonly batch: string
      readonly records: readonly LedgerRecord[]
      /** On the disk twice: only then it is said to be saved. */
      readonly isCopied: boolean
    }
  /** Another change came first; the stored records are these. */
  | {
      readonly ok: false
      readonly reason: 'conflict'
      readonly message: string
      readonly stored: readonly LedgerRecord[]
    }
  | { readonly ok: false; readonly reason: 'inUse'; readonly message: string }
  | Refused

/** Nothing was written: the database would not, or a big job has to wait for the second copy. */
export interface Refused {
  readonly ok: false
  readonly reason: 'storage' | 'copy'
  readonly message: string
}

/** By `UndoClash.key`, or by its kind for all of it that have no other: take it back all the same, or leave it as it is. */
export type UndoDecisions = Readonly<Record<string, 'undo' | 'keep'>>

/**
 * Something that came later and is in the way of taking a batch back.
 * - `field`: the field was changed again; `before` the batch, `after` it and `now`.
 * - `edited`: a record that the batch made was changed afterwards.
 * - `used`: a record that would go is used by others; it can only stay. These come once all others are decided.
 */
export interface UndoClash {
  readonly key: string
  readonly kind: 'field' | 'edited' | 'used'
  readonly register: string
  readonly record: LedgerRecord
  /** `@districtCode` for a part of the head; empty where it is about the whole record. */
  readonly field: string
  readonly before: unknown
  readonly after: unknown
  readonly now: unknown
}

export type UndoResult =
  /** `batch` is the undoing itself, by which it can be taken back. */
  | { readonly ok: true; readonly batch: string; readonly records: number; readonly isCopied: boolean }
  /** The first of them, and how many there are in all. */
  | {
      readonly ok: false
      readonly reason: 'clash'
      readonly clashes: readonly UndoClash[]
      readonly total: number
      readonly names: Readonly<Record<string, string>>
    }
  | { readonly ok: false; readonly reason: 'nothing'; readonly message: string }
  | Refused

export interface BatchQuery {
  readonly limit: number
  /** Only batches before this one of `BatchEntry.seq`. */
  readonly before?: number
  readonly kinds?: readonly BatchKind[]
  /** Who did it. */
  readonly by?: string
  /** Only those that were taken back, or only those that were not. */
  readonly undone?: boolean
  /** Words in the title, or who did it. */
  readonly search?: string
}

export interface BatchPage {
  readonly batches: readonly BatchEntry[]
  /** Whether older ones match, too. */
  readonly more: boolean
}

export interface BatchEntry extends BatchHead {
  readonly undone: boolean
  /** Done on this computer. */
  readonly isHere: boolean
}

/** A change with the batch that it belongs to, and labels of all records that its values link to. */
export interface ChangeView {
  readonly change: Change
  readonly batch: BatchEntry
  /** The record as it is now. */
  readonly record: LedgerRecord | undefined
  readonly names: Readonly<Record<string, string>>
}

/** What a change did to a record, and what became of that. */
export interface PastChange extends Pick<Change, 'fields'>, Pick<BatchEntry, 'kind' | 'undone'> {}

export interface ChangePage {
  readonly total: number
  readonly changes: readonly ChangeView[]
}

export interface TrashQuery {
  readonly register: string
  readonly search: string
}

export interface TrashPage {
  readonly total: number
  readonly rows: readonly {
    readonly record: LedgerRecord
    /** The batch that put it there. */
    readonly batch: BatchEntry | undefined
  }[]
}

export interface Draft {
  readonly values: Values
  readonly at: string
}
