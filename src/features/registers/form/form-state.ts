import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { DistrictEntry } from '../../../domain/district-entry'
import type { Issue } from '../../../domain/issue'
import { aloneOn, confidentialities, type Confidentiality, type LedgerRecord } from '../../../domain/record'
import type { Values } from '../../../domain/field'
import type { Origin, Register } from '../../../domain/register'
import { settleRecord, validate } from '../../../domain/validate'
import type { Settings, Store } from '../../../storage/store'
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

export const draftKey = (register: Register, target: FormTarget): string =>
  target.kind === 'new' ? `new:${register.name}` : `edit:${register.name}:${target.id}`

const unreadablePrefix = '~'
const headPrefix = '@'

/** A draft keeps everything that was typed, what cannot be read included. */
const toDraft = ({ values, head, unreadable }: FormContent): Values => ({
  ...values,
  ...Object.fromEntries(Object.entries(head).map(([name, value]) => [headPrefix + name, value])),
  ...Object.fromEntries(
    // Without a text there is nothing to keep: something was still under way.
    Object.entries(unreadable)
      .filter(([, { text }]) => text !== '')
      .map(([path, { text, reason }]) => [unreadablePrefix + path, [text, reason]]),
  ),
})

export const fromDraft = (draft: Values, head: FormHead): FormContent => {
  const part = (prefix: string) =>
    Object.entries(draft).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value] as const] : [],
    )
  const texts = Object.fromEntries(
    part(headPrefix).flatMap(([name, value]) =>
      typeof value === 'string' && name in head ? [[name, value]] : [],
    ),
  )
  const kept = { ...head, ...texts }
  const level = confidentialities.find((known) => known === kept.confidentiality) ?? head.confidentiality
  return {
    values: Object.fromEntries(
      Object.entries(draft).filter(
        ([name]) => !name.startsWith(headPrefix) && !name.startsWith(unreadablePrefix),
      ),
    ),
    head: { ...kept, confidentiality: level },
    unreadable: Object.fromEntries(
      part(unreadablePrefix).flatMap(([path, value]) =>
        Array.isArray(value) ? [[path, { text: String(value[0]), reason: String(value[1]) }]] : [],
      ),
    ),
  }
}

const draftDelay = 250

/** Keeps what is typed, a quarter of a second after it was typed and at once when the window or the form goes. */
export const useDraft = (store: Store, key: string, content: FormContent, changed: boolean) => {
  const latest = useRef({ content, changed })
  useLayoutEffect(() => {
    latest.current = { content, changed }
  }, [content, changed])
  const keep = useCallback(() => {
    if (latest.current.changed) void store.saveDraft(key, toDraft(latest.current.content))
  }, [store, key])
  useEffect(() => {
    if (!changed) return
    const timer = setTimeout(keep, draftDelay)
    return () => clearTimeout(timer)
  }, [content, changed, keep])
  useEffect(() => {
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      // A form that goes without being closed has broken.
      keep()
    }
  }, [keep])
  const drop = useCallback(() => {
    latest.current = { ...latest.current, changed: false }
    return store.dropDraft(key)
  }, [store, key])
  return { keep, drop }
}

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
