import type { ClashChoice, MergeItem } from '../../exchange/merge-plan'
import type { ReadFile } from './package-files'

export interface PackRequest {
  readonly district: string
  readonly districtName: string
  readonly unitName: string
  readonly person: string
  /** ISO instant. */
  readonly at: string
}

export interface MadePackage {
  readonly fileName: string
  readonly bytes: Uint8Array
  /** Those in it, and those of which it says that they were deleted. */
  readonly records: number
  /** Names of the files that could not come along. */
  readonly left: readonly string[]
}

/** A record that the district deleted and that is here. */
export interface DeletionView {
  readonly register: string
  readonly title: string
  readonly id: string
  readonly code: string
  readonly label: string
  /** Something was changed here since it came in. */
  readonly isEdited: boolean
  /** Records that stay name it, so that it has to stay as well. */
  readonly isUsed: boolean
}

export interface TakeChoice {
  readonly clashes: ClashChoice
  /** Whether what the district deleted goes to the 回收站 here too. */
  readonly deletions: 'follow' | 'keep'
}

/** Keeps a file among those of this computer; gives why that failed. */
export type KeepFile = (name: string, bytes: Uint8Array) => Promise<string | undefined>

export interface GatheredCounts extends Readonly<Record<MergeItem['kind'], number>> {
  readonly title: string
  readonly unit: string
}

export interface ClashView {
  readonly register: string
  readonly title: string
  readonly id: string
  readonly code: string
  readonly label: string
  /** Labels of the fields that both sides changed. */
  readonly fields: readonly string[]
}

/** So many of what may be thousands as anybody reads; the window does not stand still until all have come over. */
export interface Told<T> {
  readonly total: number
  readonly first: readonly T[]
}

export type OpenedPackage =
  | { readonly ok: false; readonly message: string; readonly advice: string }
  | {
      readonly ok: true
      readonly fileName: string
      readonly district: string
      readonly districtName: string
      readonly unitName: string
      readonly person: string
      readonly madeAt: string
      /** ISO instant of the newest package of this district that was taken; undefined where none was. */
      readonly before: string | undefined
      readonly counts: readonly GatheredCounts[]
      readonly clashes: Told<ClashView>
      /** `followed`: as many of them can go to the 回收站 here too. */
      readonly deletions: Told<DeletionView> & { readonly followed: number }
      /** Files that come with it, and those that its records name but that stayed at home. */
      readonly files: { readonly carried: number; readonly missing: number }
    }

/** A package that was taken, as the page remembers it. */
export interface Received {
  readonly district: string
  readonly madeAt: string
  /** ISO instant. */
  readonly takenAt: string
  readonly unitName: string
  readonly person: string
  readonly records: number
  readonly batch: string
}

export type GatherOutcome =
  | { readonly ok: false; readonly message: string }
  | { readonly ok: true; readonly isCopied: boolean; readonly received: Received }

/** 汇总: a district's data into one file, and the files of all districts into one ledger. */
export interface GatherJob {
  readonly pack: (request: PackRequest, readFile: ReadFile) => Promise<MadePackage>
  /** Reads a package and compares it with what lies here; it is held until it is taken. */
  readonly openPackage: (bytes: Uint8Array, fileName: string) => Promise<OpenedPackage>
  /** Keeps the files of the held package, and takes its records in one batch. */
  readonly takePackage: (choice: TakeChoice, at: string, keepFile: KeepFile) => Promise<GatherOutcome>
  /** The newest taken package of every district; those taken back are not among them. */
  readonly received: () => Promise<readonly Received[]>
}
