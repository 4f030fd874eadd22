import { formatValue } from '../../domain/kinds/all'
import { labelOf, type Register } from '../../domain/register'
import type { LedgerRecord } from '../../domain/record'
import type { Store } from '../../storage/store'
import { type Draft, faultOf } from '../../workbook/drafts'
import {
  type Answer,
  enrich,
  finished,
  type Found,
  type Known,
  type Made,
  make,
  type NewLinked,
  severalMade,
} from './made-records'
import { codeOf, keysFor, type Mention, mentionsIn, nameAsCode, nameKey } from './mention'

/** Draft row and field → ids; `unclear` where it takes a person to say who is meant. */
export interface ResolvedLinks {
  readonly ids: ReadonlyMap<string, readonly string[]>
  readonly unclear: ReadonlyMap<string, string>
  /** What the ledger says of a linked record beyond what is kept there, by draft row; it goes to 备注 of the row. */
  readonly notes: ReadonlyMap<number, readonly string[]>
  readonly created: readonly NewLinked[]
}

export const linkKey = (draft: Draft, field: string): string => `${String(draft.row)} ${field}`

/**
 * Finds the records that names in a ledger mean: by the codes given beside them, by number, by name. One name in one file
 * is one record, unless two credit codes say otherwise; what nobody knows is to be created.
 */
export const resolveLinks = async (
  store: Store,
  register: Register,
  registers: readonly Register[],
  drafts: readonly Draft[],
): Promise<ResolvedLinks> => {
  const mentions = drafts.flatMap((draft) => mentionsIn(draft, register, registers))
  const known = await knownRecords(store, mentions)
  const made: Made = { byCode: new Map(), byName: new Map() }
  // Those with a code first, so that a bare name can mean one of them wherever it stands.
  for (const mention of mentions) if (codeOf(mention.own) !== undefined) answerTo(mention, known, made)
  const ids = new Map<string, readonly string[]>()
  const unclear = new Map<string, string>()
  const notes = new Map<number, readonly string[]>()
  for (const mention of mentions) {
    const slot = linkKey(mention.draft, mention.field)
    const answer = answerTo(mention, known, made)
    if ('reason' in answer) {
      unclear.set(slot, answer.reason)
      continue
    }
    ids.set(slot, [...new Set([...(ids.get(slot) ?? []), answer.id])])
    const extra = differences(mention, answer)
    if (extra.length > 0) notes.set(mention.draft.row, [...(notes.get(mention.draft.row) ?? []), ...extra])
  }
  const created = [...new Set([...made.byCode.values(), ...[...made.byName.values()].flat()])]
  return {
    ids,
    unclear,
    notes,
    created: created.sort((a, b) => a.row - b.row).map((one) => finished(one, known, made)),
  }
}

const isNumber = (name: string): boolean => /^[A-Z]{2,4}-[\w-]+$/u.test(name)

const knownRecords = async (store: Store, mentions: readonly Mention[]): Promise<Known> => {
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
    const numbered = new Set(
      mentions.filter(({ to, name }) => to.name === register && isNumber(name)).map(({ name }) => name),
    )
    if (numbered.size === 0) continue
    for (const record of await store.all(register)) {
      if (numbered.has(record.code)) found.set(`${register} ${record.code}`, [record])
    }
  }
  return found
}

const answerTo = (mention: Mention, known: Known, made: Made): Answer => {
  const stored = storedFor(mention, known)
  const [first] = stored
  if (first !== undefined) {
    if (stored.length > 1) return { reason: severalStored(mention, stored) }
    return { id: first.id, values: first.values, isNew: false }
  }
  const code = codeOf(mention.own) ?? nameAsCode(mention)
  const twin = code === undefined ? undefined : made.byCode.get(`${mention.to.name} ${code}`)
  if (twin !== undefined) return enrich(twin, mention)
  const namesakes = made.byName.get(nameKey(mention)) ?? []
  const [only] = namesakes
  if (code === undefined && only !== undefined) {
    return namesakes.length === 1 ? enrich(only, mention) : { reason: severalMade(mention, namesakes) }
  }
  return make(mention, namesakes, made)
}

const storedFor = (mention: Mention, known: Known): readonly LedgerRecord[] => {
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

const severalStored = ({ to, name }: Mention, records: readonly LedgerRecord[]): string => {
  const who = records
    .slice(0, 4)
    .map((record) => `${labelOf(to, record)} ${record.code}`)
    .join('、')
  return `${to.title}中有 ${String(records.length)} ${to.unit}“${name}”（${who}），请改填其中一个编号`
}

/** Two credit codes are two organisations, however alike their names. */
const differsInCode = ({ own }: Mention, record: LedgerRecord): boolean => {
  const written = codeOf(own)
  const stored = record.values.creditCode
  return written !== undefined && stored !== undefined && written !== stored
}

/** What a row says of the linked record that is not what the record has: nothing of it is dropped. */
const differences = (
  { to, own, field, draft, name }: Mention,
  { values, isNew }: Found,
): readonly string[] => {
  const texts = Object.entries(own).flatMap(([of, value]) => {
    const definition = to.fields[of]
    // What cannot stand is in 备注 of a record that is new.
    if (definition === undefined || (isNew && faultOf(definition, value) !== undefined)) return []
    const text = formatValue(definition, value, () => '')
    return text === formatValue(definition, values[of], () => '') ? [] : [`${definition.label}：${text}`]
  })
  const stored = values[to.labelField]
  const otherName =
    typeof stored === 'string' && stored !== name && codeOf(own) !== undefined ? [`名称：${name}`] : []
  return [...otherName, ...texts].map(
    (text) => `台账中的${to.title}${text}${draft.names[field]?.length === 1 ? '' : `（${name}）`}`,
  )
}
