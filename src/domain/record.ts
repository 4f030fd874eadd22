import type { DistrictEntry } from './district-entry'
import type { Fields, Values, ValuesOf } from './field'
import { type OfficeRules, usualRules } from './office-rules'

/** What every record carries besides the fields of its register (domain B0). */
export interface RecordHead {
  readonly id: string
  /** Business number such as FW-500118-2021-0007, given on first save. */
  readonly code: string
  readonly districtCode: string
  readonly confidentiality: Confidentiality
  readonly sourceNote?: string
  readonly remark?: string
  readonly isSample: boolean
  /** ISO instants. */
  readonly createdAt: string
  readonly createdBy: string
  readonly updatedAt: string
  readonly updatedBy: string
  readonly version: number
  readonly deletedAt: string | null
}
export type Confidentiality = '公开' | '内部' | '商业秘密'
export const confidentialities: readonly Confidentiality[] = ['公开', '内部', '商业秘密']

/** A record of any register. */
export interface LedgerRecord extends RecordHead {
  readonly values: Values
}
/** A record of one register, with its fields typed. */
export interface RecordOf<R extends { readonly fields: Fields }> extends RecordHead {
  readonly values: ValuesOf<R['fields']>
}

/** What may be known of a record without looking at others. */
export interface DayContext {
  /** ISO day. */
  readonly today: string
  readonly rules: OfficeRules
}

/** What validation may ask of the world around the record. */
export interface CheckContext extends DayContext {
  /** 所属地区, if it is known: the record's day must lie within its validity. */
  readonly district?: DistrictEntry | undefined
  /** A linked record, if it is known. */
  readonly linked: (register: string, id: string) => LedgerRecord | undefined
  /** Live records of a register that link to this one from a field (`needs`, `members.organization`), if they are known. */
  readonly linking: (register: string, path: string) => readonly LedgerRecord[]
}

/** The context of a record that is looked at by itself. */
export const aloneOn = (today: string, rules: OfficeRules = usualRules): CheckContext => ({
  today,
  rules,
  linked: () => undefined,
  linking: () => [],
})
