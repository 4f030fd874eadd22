import { useCallback, useMemo, useState } from 'react'
import type { DistrictEntry } from '../../../domain/district-entry'
import type { Issue } from '../../../domain/issue'
import { aloneOn, type Confidentiality, type LedgerRecord } from '../../../domain/record'
import type { Values } from '../../../domain/field'
import type { Origin, Register } from '../../../domain/register'
import { settleRecord, validate } from '../../../domain/validate'
import type { Settings } from '../../../storage/store'
import type { Unreadable } from './edit-text'

export type FormTarget =
  | { readonly kind: 'new'; readonly initial?: Values; readonly origin?: Origin | undefined }
  /** `field`: where the form opens. */
  | { readonly kind: 'edit'; readonly id: string; readonly field?: string }

/** The parts of a record's head that a clerk may change. */
export interface FormHead {
  readonly districtCode: string
  readonly confidentiality: Confidentiality
  readonly sourceNote: string
  readonly remark: string
}

export interface FormContent {
  readonly values: Values
  readonly head: FormHead
  readonly unreadable: Readonly<Record<string, Unreadable>>
}

/** Values with which a new record begins. */
export const initialValues = (register: Register, today: string, given: Values = {}): Values => ({
  ...Object.fromEntries(
    Object.entries(register.fields).flatMap(([name, field]) => {
      if (!('initial' in field)) return []
      return [[name, field.kind === 'date' ? today : field.initial] as const]
    }),
  ),
  ...given,
})

export const headOf = (
  record: LedgerRecord | undefined,
  district: string | undefined,
  settings: Settings,
): FormHead => ({
  districtCode: record?.districtCode ?? district ?? settings.homeDistrict,
  confidentiality: record?.confidentiality ?? '内部',
  sourceNote: record?.sourceNote ?? '',
  remark: record?.remark ?? '',
})

/** What 保存并新建 takes over into the next record. */
export const carried = (register: Register, values: Values): Values =>
  Object.fromEntries(
    Object.entries(register.fields).flatMap(([name, field]) =>
      field.carry === true && values[name] !== undefined ? [[name, values[name]] as const] : [],
    ),
  )

/** What is wrong, of the fields that were left or, after a first attempt to save, of all. */
export const useIssues = (
  register: Register,
  { values, head, unreadable }: FormContent,
  today: string,
  settings: Settings,
  districts: readonly DistrictEntry[],
) => {
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const [attempted, setAttempted] = useState(false)
  const [answered, setAnswered] = useState<
    { readonly to: FormContent; readonly issues: readonly Issue[] } | undefined
  >(undefined)
  const district = districts.find(({ code }) => code === head.districtCode)
  const local = useMemo(
    () => validate(register, settleRecord(register, values), { ...aloneOn(today, settings.rules), district }),
    [register, values, today, settings.rules, district],
  )
  // The store's answer knows linked records and duplicates; it counts until something is changed.
  const holds = answered?.to.values === values && answered.to.head.districtCode === head.districtCode
  const all = holds ? answered.issues : local
  const shown = all.filter(
    ({ path }) => unreadable[path] === undefined && (attempted || touched.has(path.split('.')[0] ?? path)),
  )
  return {
    shown,
    attempted,
    touch: useCallback(
      (field: string) => setTouched((known) => (known.has(field) ? known : new Set([...known, field]))),
      [],
    ),
    answer: useCallback((to: FormContent, issues: readonly Issue[]) => {
      setAttempted(true)
      setAnswered({ to, issues })
    }, []),
    reset: useCallback(() => {
      setTouched(new Set())
      setAttempted(false)
      setAnswered(undefined)
    }, []),
  }
}
