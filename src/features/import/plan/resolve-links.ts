import { checkValue, formatValue } from '../../../domain/kinds/all'
import { labelOf, type Register } from '../../../domain/register'
import type { LedgerRecord } from '../../../domain/record'
import type { Values } from '../../../domain/field'
import type { Store } from '../../../storage/store'
import type { Draft, Mentioned } from '../../../workbook/drafts/draft'
import { isOwnNumber } from '../../../workbook/words'
import {
  type Answer,
  enrich,
  finished,
  type Found,
  type Made,
  make,
  type NewLinked,
  severalMade,
} from './made-records'
import { recordsByKey } from './known-records'
import {
  codeOf,
  collectMentions,
  keysFor,
  type Mention,
  type Mentions,
  nameAsCode,
  nameKey,
  slotsOf,
} from './mentions'
import { bySound, soundOf } from '../../../domain/near-names'
import { otherNames } from '../../../domain/other-names'

/** What the names in a ledger mean. */
export interface ResolvedLinks {
  /** The record meant where a draft names somebody, or why it takes a person to say who is meant. */
  readonly answer: (path: string, named: Mentioned) => LinkAnswer | undefined
  /** Whether there is a name of which it is not clear whom it means. */
  readonly isUnclear: boolean
  /** What the ledger says of a linked record beyond what is kept there, by `Draft.key`; it goes to 备注 of the row. */
  readonly notes: ReadonlyMap<number, readonly string[]>
  readonly created: readonly NewLinked[]
  /** Names that mean a record because a person said so, now or in an earlier import. */
  readonly told: readonly ToldName[]
  /** Values of every record meant, known or about to be made, by `register id`. */
  readonly values: ReadonlyMap<string, Values>
}

export type LinkAnswer = { readonly id: string } | { readonly reason: string }

/** `nameKey` → the record that the user said it is, or `new` for one of its own. */
export type LinkDecisions = Readonly<Record<string, string>>

/** A name of which a person said whom it means. */
export interface KnownName {
  readonly register: string
  readonly name: string
  /** Of the record. */
  readonly id: string
}

export interface ToldName extends KnownName {
  readonly label: string
  readonly code: string
  /** In an earlier import. */
  readonly isRemembered: boolean
}

interface Resolving {
  readonly store: Store
  readonly decisions: LinkDecisions
  /** Of earlier imports, by `nameKey`. */
  readonly remembered: LinkDecisions
  readonly known: Map<string, readonly LedgerRecord[]>
  readonly made: Made
  readonly answers: Map<Mention, Answer>
}

/**
 * Finds the records that names in a ledger mean: by the codes given beside them, by number, by name, by another name.
 * One name in one file is one record, unless codes or employers say otherwise; what nobody knows is to be created.
 */
export const resolveLinks = async (
  store: Store,
  register: Register,
  registers: readonly Register[],
  drafts: readonly Draft[],
  decisions: LinkDecisions = {},
  names: readonly KnownName[] = [],
): Promise<ResolvedLinks> => {
  const { distinct, meant } = collectMentions(drafts, register, registers)
  const state: Resolving = {
    store,
    decisions,
    remembered: rememberedIn(names, registers),
    known: new Map(),
    made: { byCode: new Map(), byName: new Map() },
    answers: new Map(),
  }
  const isNested = new Set(distinct.flatMap(({ nested }) => Object.values(nested)))
  // Employers first: an expert is told from his namesakes by the one he has.
  await answerAll([...isNested], state)
  await answerAll(
    distinct.filter((mention) => !isNested.has(mention)),
    state,
  )
  return {
    answer: (path, named) => {
      const mention = meant(path, named)
      return mention === undefined ? undefined : (state.answers.get(mention) ?? { reason: '' })
    },
    isUnclear: [...state.answers.values()].some((answer) => 'reason' in answer),
    notes: notesIn(drafts, meant, state),
    created: await createdIn(state),
    told: toldIn(distinct, state),
    values: valuesOf(state),
  }
}

const rememberedIn = (names: readonly KnownName[], registers: readonly Register[]): LinkDecisions =>
  Object.fromEntries(
    names.flatMap(({ register, name, id }) => {
      const to = registers.find((candidate) => candidate.name === register)
      return to === undefined ? [] : [[nameKey({ to, name }), id] as const]
    }),
  )

/** Once for each name, however often it stands in the ledger. */
const toldIn = (mentions: readonly Mention[], state: Resolving): readonly ToldName[] => {
  const told = mentions.flatMap((mention) => {
    const record = toldFor(mention, ownOf(mention, state), state)
    if (record === undefined) return []
    const { to, name } = mention
    const isRemembered = state.decisions[nameKey(mention)] === undefined
    const label = labelOf(to, record)
    return [
      [
        nameKey(mention),
        { register: to.name, name, id: record.id, label, code: record.code, isRemembered },
      ] as const,
    ]
  })
  return [...new Map(told).values()]
}

/**
 * The record that a person said a name means. What was said of this file holds; what was said of an earlier one holds only
 * where nothing beside the name speaks against it, for another of the same name may come one day.
 */
const toldFor = (
  mention: Mention,
  own: Values,
  { known, decisions, remembered }: Resolving,
): LedgerRecord | undefined => {
  const recordOf = (id: string | undefined): LedgerRecord | undefined =>
    known.get(`${mention.to.name} #${id ?? ''}`)?.find(({ deletedAt }) => deletedAt === null)
  const key = nameKey(mention)
  if (decisions[key] !== undefined) return recordOf(decisions[key])
  const record = recordOf(remembered[key])
  return record !== undefined && !tellsApart(mention.to, own, record.values) ? record : undefined
}

const answerAll = async (mentions: readonly Mention[], state: Resolving): Promise<void> => {
  await learn(mentions, state)
  // Those with a code first, so that a bare name can mean one of them wherever it stands.
  const sorted = [
    ...mentions.filter(({ own }) => codeOf(own) !== undefined),
    ...mentions.filter(({ own }) => codeOf(own) === undefined),
  ]
  for (const mention of sorted) state.answers.set(mention, answerTo(mention, state))
}

/** What a mention says of its record, employers by their ids. */
const ownOf = ({ own, nested }: Mention, { answers }: Pick<Resolving, 'answers'>): Values => ({
  ...own,
  ...Object.fromEntries(
    Object.entries(nested).flatMap(([of, mention]) => {
      const answer = answers.get(mention)
      return answer === undefined || 'reason' in answer ? [] : [[of, answer.id] as const]
    }),
  ),
})

/** Asks the store once for all records that may be meant. */
const learn = async (mentions: readonly Mention[], state: Resolving): Promise<void> => {
  const { store, known } = state
  const wanted = new Map<Register, Set<string>>()
  for (const mention of mentions) {
    const keys = wanted.get(mention.to) ?? new Set<string>()
    for (const key of keysFor(mention, ownOf(mention, state))) keys.add(key)
    wanted.set(mention.to, keys)
  }
  for (const [to, keys] of wanted) {
    for (const [key, records] of await recordsByKey(store, to.name, [...keys]))
      known.set(`${to.name} ${key}`, records)
    const numbered = new Set(
      mentions.filter(({ to: own, name }) => own === to && isOwnNumber(name)).map(({ name }) => name),
    )
    if (numbered.size === 0) continue
    for (const record of await store.all(to.name))
      if (numbered.has(record.code)) known.set(`${to.name} ${record.code}`, [record])
  }
  const decided = mentions
    .flatMap((mention) => [state.decisions[nameKey(mention)], state.remembered[nameKey(mention)]])
    .filter((id): id is string => id !== undefined && id !== 'new')
  if (decided.length === 0) return
  for (const to of wanted.keys())
    for (const record of await store.getMany(to.name, [...new Set(decided)]))
      known.set(`${to.name} #${record.id}`, [record])
}

const answerTo = (mention: Mention, state: Resolving): Answer => {
  const { made, known, decisions } = state
  const own = ownOf(mention, state)
  const decision = decisions[nameKey(mention)]
  const told = toldFor(mention, own, state)
  if (told !== undefined) return { id: told.id, values: told.values, isNew: false }
  const stored = decision === 'new' ? [] : storedFor(mention, own, known)
  const [first] = stored
  if (first !== undefined) {
    if (stored.length > 1) return { reason: severalStored(mention, stored) }
    return { id: first.id, values: first.values, isNew: false }
  }
  const code = codeOf(own) ?? nameAsCode(mention)
  const twin = code === undefined ? undefined : made.byCode.get(`${mention.to.name} ${code}`)
  if (twin !== undefined) return enrich(twin, own)
  const namesakes = made.byName.get(nameKey(mention)) ?? []
  const same = namesakes.filter(({ values }) => !tellsApart(mention.to, own, values))
  const [only] = same
  if (code === undefined && only !== undefined)
    return same.length === 1 ? enrich(only, own) : { reason: severalMade(mention, same) }
  return make(mention, own, namesakes, made)
}

const storedFor = (
  mention: Mention,
  own: Values,
  known: ReadonlyMap<string, readonly LedgerRecord[]>,
): readonly LedgerRecord[] => {
  const byNumber = known.get(`${mention.to.name} ${mention.name}`)
  if (byNumber !== undefined) return byNumber
  for (const key of keysFor(mention, own)) {
    const records = (known.get(`${mention.to.name} ${key}`) ?? []).filter(
      ({ values }) => !tellsApart(mention.to, own, values),
    )
    if (records.length > 0) return records
  }
  return []
}

/** Two credit codes are two organisations, two employers two people, however alike their names. */
const tellsApart = (to: Register, own: Values, stored: Values): boolean => {
  const { keys, labelField } = to
  const others = otherNames(to)
  return keys
    .flat()
    .filter((field) => field !== labelField && field !== 'phone' && !others.includes(field))
    .some((field) => {
      const [said, kept] =
        field === 'creditCode' ? [codeOf(own), stored.creditCode] : [own[field], stored[field]]
      return said !== undefined && kept !== undefined && JSON.stringify(said) !== JSON.stringify(kept)
    })
}

const severalStored = ({ to, name }: Mention, records: readonly LedgerRecord[]): string => {
  const who = records
    .slice(0, 4)
    .map((record) => `${labelOf(to, record)} ${record.code}`)
    .join('、')
  return `${to.title}中有 ${String(records.length)} ${to.unit}“${name}”（${who}），请改填其中一个编号`
}

const notesIn = (
  drafts: readonly Draft[],
  meant: Mentions['meant'],
  state: Resolving,
): ResolvedLinks['notes'] => {
  const notes = new Map<number, string[]>()
  const said = new Map(
    Array.from(state.answers, ([mention, answer]): [Mention, readonly string[]] => [
      mention,
      'reason' in answer ? [] : differences(mention, answer, state),
    ]),
  )
  // Most ledgers only name others.
  if ([...said.values()].every((extra) => extra.length === 0)) return notes
  for (const draft of drafts)
    for (const { path, named, isOnly } of slotsOf(draft)) {
      const mention = meant(path, named)
      const extra = mention === undefined ? [] : (said.get(mention) ?? [])
      if (mention === undefined || extra.length === 0) continue
      const texts = notes.get(draft.key) ?? []
      notes.set(draft.key, texts)
      texts.push(...extra.map((text) => (isOnly ? text : `${text}（${mention.name}）`)))
    }
  return notes
}

/** What a row says of the linked record that is not what the record has: nothing of it is dropped. */
const differences = (mention: Mention, { values, isNew }: Found, state: Resolving): readonly string[] => {
  const { to, name, nested } = mention
  const texts = Object.entries(ownOf(mention, state)).flatMap(([of, value]) => {
    const definition = to.fields[of]
    if (definition === undefined || value === undefined) return []
    // What cannot stand is in 备注 of a record that is new.
    if (isNew && checkValue(definition, value).length > 0) return []
    if (JSON.stringify(value) === JSON.stringify(values[of])) return []
    const text = nested[of]?.name ?? formatValue(definition, value, () => '')
    const kept = nested[of] === undefined ? formatValue(definition, values[of], () => '') : ''
    return text === kept ? [] : [`${definition.label}：${text}`]
  })
  const stored = values[to.labelField]
  const otherName =
    typeof stored === 'string' && stored !== name && codeOf(mention.own) !== undefined
      ? [`名称：${name}`]
      : []
  return [...otherName, ...texts].map((text) => `台账中的${to.title}${text}`)
}

const valuesOf = ({ known, made }: Resolving): ReadonlyMap<string, Values> => {
  const values = new Map<string, Values>()
  for (const [key, records] of known)
    for (const record of records) values.set(`${key.split(' ')[0] ?? ''} ${record.id}`, record.values)
  for (const making of allMade(made)) values.set(`${making.to.name} ${making.id}`, making.values)
  return values
}

const allMade = (made: Made) => [...new Set([...made.byCode.values(), ...[...made.byName.values()].flat()])]

/** The records to be made, with those that they may be already. */
const createdIn = async ({ store, known, made, decisions }: Resolving): Promise<readonly NewLinked[]> => {
  const all = allMade(made)
  const sounds = new Map<string, ReadonlyMap<string, readonly LedgerRecord[]>>()
  for (const { to } of all)
    if (!sounds.has(to.name)) sounds.set(to.name, bySound(to, await store.all(to.name)))
  return all
    .map((making) => {
      const { to, name } = making
      const stored = known.get(nameKey({ to, name })) ?? []
      const asked = decisions[nameKey({ to, name })] === undefined
      const alike = sounds.get(to.name)?.get(soundOf(name) ?? '') ?? []
      const near = asked
        ? alike.filter((record) => !stored.includes(record) && mayBe(to, making.values, record))
        : []
      return finished(making, asked ? stored : [], near, made)
    })
    .toSorted((a, b) => a.row - b.row)
}

/** A name that sounds alike is a hint only where nothing tells the two apart; for people, the employer has to be the same. */
const mayBe = (to: Register, values: Values, record: LedgerRecord): boolean => {
  if (tellsApart(to, values, record.values)) return false
  return (
    to.fields.workOrganization === undefined || values.workOrganization === record.values.workOrganization
  )
}
