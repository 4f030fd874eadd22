import type { DistrictEntry } from './district-entry'
import type { Fields, Values, ValuesOf } from './field'

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

/** What validation may ask of the world around the record. */
export interface CheckContext {
  /** ISO day. */
  readonly today: string
  /** 所属地区, if it is known: the record's day must lie within its validity. */
  readonly district?: DistrictEntry | undefined
  /** A linked record, if it is known. */
  readonly linked: (register: string, id: string) => LedgerRecord | undefined
}
