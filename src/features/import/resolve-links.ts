import { checkValue } from '../../domain/kinds/all'
import { keyOf } from '../../domain/record-keys'
import {
  type FieldValue,
  labelOf,
  type LedgerRecord,
  type Register,
  type Values,
} from '../../domain/register'
import { newId } from '../../storage/new-id'
import type { Store } from '../../storage/store'
import type { Draft } from '../../workbook/drafts'

/** A record that the import will make because nothing known answers to the name. */
export interface NewLinked {
  readonly register: string
  readonly id: string
  readonly values: Values
  readonly remark: string | undefined
  readonly warning: string | undefined
}

/** Draft row and field → ids; `ambiguous` where several known records answer to one name. */
export interface ResolvedLinks {
  readonly ids: ReadonlyMap<string, readonly string[]>
  readonly ambiguous: ReadonlyMap<string, string>
  readonly created: readonly NewLinked[]
}

interface Mention {
  readonly draft: Draft
  readonly field: string
  readonly to: Register
  readonly name: string
  readonly own: Readonly<Record<string, FieldValue>>
}

export const linkKey = (draft: Draft, field: string): string => `${String(draft.row)} ${field}`

/**
 * Finds the records that names in a ledger mean: by the codes given beside them, by number, by name. One name in one file
 * is one record; what nobody knows is to be created.
 */
export const resolveLinks = async (
  store: Store,
  register: Register,
  registers: readonly Register[],
  drafts: readonly Draft[],
): Promise<ResolvedLinks> => {
  const mentions = drafts.flatMap((draft) => mentionsIn(draft, register, registers))
  const known = await knownRecords(store, mentions)
  const ids = new Map<string, string[]>()
  const ambiguous = new Map<string, string>()
  const created = new Map<string, NewLinked>()
  for (const mention of mentions) {
    const slot = linkKey(mention.draft, mention.field)
    const answer = answerTo(mention, known)
    if (answer.length > 1) {
      const who = answer
        .map((record) => `${labelOf(mention.to, record)} ${record.code}`)
        .slice(0, 3)
        .join('、')
      ambiguous.set(
        slot,
        `有 ${String(answer.length)} 条“${mention.name}”（${who}），请把此格改为其中一个编号`,
      )
      continue
    }
    const id = answer[0]?.id ?? creation(mention, created).id
    ids.set(slot, [...new Set([...(ids.get(slot) ?? []), id])])
  }
  return { ids, ambiguous, created: [...new Set(created.values())] }
}

const mentionsIn = (draft: Draft, register: Register, registers: readonly Register[]): readonly Mention[] =>
  Object.entries(draft.names).flatMap(([field, names]) => {
    const definition = register.fields[field]
    const to =
      definition !== undefined && 'to' in definition
        ? registers.find(({ name }) => name === definition.to)
        : undefined
    if (to === undefined) return []
    // Values beside a list of names belong to none of them in particular.
    const own = names.length === 1 ? (draft.linked[field] ?? {}) : {}
    return names.map((name) => ({ draft, field, to, name, own }))
  })

const valuesOf = ({ to, name, own }: Mention): Values => ({ ...own, [to.labelField]: name })

/** Keys by which a mention may be known, best first: those of a single field need no more than is written. */
const keysFor = (mention: Mention): readonly string[] => {
  const values = valuesOf(mention)
  const short =
    mention.to.fields['shortName'] === undefined ? [] : [keyOf(['shortName'], { shortName: mention.name })]
  return [...mention.to.keys.map((fields) => keyOf(fields, values)), ...short].filter(
    (key) => key !== undefined,
  )
}

const isNumber = (name: string): boolean => /^[A-Z]{2,4}-[\w-]+$/u.test(name)

const knownRecords = async (
  store: Store,
  mentions: readonly Mention[],
): Promise<ReadonlyMap<string, readonly LedgerRecord[]>> => {
  const wanted = new Map<string, Set<string>>()
  for (const mention of mentions) {
    const keys = wanted.get(mention.to.name) ?? new Set<string>()
    for (const key of keysFor(mention)) keys.add(key)
    wanted.set(mention.to.name, keys)
  }
  const found = new Map<string, readonly LedgerRecord[]>()
  for (const [register, keys] of wanted) {
    for (const [key, records] of await store.findByKey(register, [...keys]))
      found.set(`${register} ${key}`, records)
    const numbered = mentions
      .filter(({ to, name }) => to.name === register && isNumber(name))
      .map(({ name }) => name)
    if (numbered.length === 0) continue
    for (const record of await store.all(register)) {
      if (numbered.includes(record.code)) found.set(`${register} ${record.code}`, [record])
    }
  }
  return found
}

const answerTo = (
  mention: Mention,
  known: ReadonlyMap<string, readonly LedgerRecord[]>,
): readonly LedgerRecord[] => {
  const byNumber = known.get(`${mention.to.name} ${mention.name}`)
  if (byNumber !== undefined) return byNumber
  for (const key of keysFor(mention)) {
    const records = (known.get(`${mention.to.name} ${key}`) ?? []).filter(
      (record) => !differsInCode(mention, record),
    )
    if (records.length > 0) return records
  }
  return []
}

const codeOf = (values: Values): string | undefined =>
  typeof values['creditCode'] === 'string' ? values['creditCode'] : undefined

/** Two credit codes are two organisations, however alike their names. */
const differsInCode = ({ own }: Mention, record: LedgerRecord): boolean => {
  const written = codeOf(own)
  const stored = codeOf(record.values)
  return written !== undefined && stored !== undefined && written !== stored
}

const creation = (mention: Mention, created: Map<string, NewLinked>): NewLinked => {
  const code = codeOf(mention.own)
  const byName = `${mention.to.name} ${keyOf([mention.to.labelField], valuesOf(mention)) ?? mention.name}`
  const byCode = code === undefined ? byName : `${mention.to.name} #${code}`
  const entry = created.get(byCode) ?? newLinked(mention)
  created.set(byCode, entry)
  if (!created.has(byName)) created.set(byName, entry)
  return entry
}

const enterprise = /(?:公司|厂|合作社|集团|企业|店|场)$/u

/** What a ledger says of a new record; a value that cannot stand goes to 备注 with a word about it. */
const newLinked = ({ to, name, own }: Mention): NewLinked => {
  const fit = Object.entries(own).filter(([field, value]) => faultOf(to, field, value) === undefined)
  const unfit = Object.entries(own).flatMap(([field, value]) => {
    const fault = faultOf(to, field, value)
    return fault === undefined ? [] : [{ label: to.fields[field]?.label ?? field, value, fault }]
  })
  const plainName = name.replace(/[（(][^）)]*[）)]$/u, '')
  const type = to.fields['orgType'] !== undefined && enterprise.test(plainName) ? { orgType: '企业' } : {}
  return {
    register: to.name,
    id: newId(),
    values: { ...type, ...Object.fromEntries(fit), [to.labelField]: name },
    remark:
      unfit.length === 0
        ? undefined
        : unfit.map(({ label, value }) => `原台账${label}：${String(value)}`).join('；'),
    warning:
      unfit.length === 0
        ? undefined
        : unfit.map(({ label, value, fault }) => `${label}“${String(value)}”${fault}原样记入备注。`).join(''),
  }
}

const faultOf = (register: Register, field: string, value: FieldValue): string | undefined => {
  const definition = register.fields[field]
  return definition === undefined ? undefined : checkValue(definition, value)[0]
}
