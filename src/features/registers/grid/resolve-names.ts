import { namesInCell, type NameAnswer } from '../../../domain/cell-entry'
import { type Field, holds, type LinkField, type LinksField } from '../../../domain/field'
import { keyOf } from '../../../domain/record-keys'
import type { LedgerRecord } from '../../../domain/record'
import type { Register } from '../../../domain/register'
import type { Store } from '../../../storage/store'

export type Answers = ReadonlyMap<string, NameAnswer>

/** What the names in these cells mean, by field: found by name, other name, number or credit code; a part of a name is never taken. */
export const resolveNames = async (
  store: Store,
  registers: readonly Register[],
  cells: readonly { readonly field: Field; readonly text: string }[],
  district: string | undefined,
): Promise<(field: Field) => Answers> => {
  const names = new Map<LinkField | LinksField, Set<string>>()
  for (const { field, text } of cells) {
    if (field.kind !== 'link' && field.kind !== 'links') continue
    const known = names.get(field) ?? new Set<string>()
    for (const name of namesInCell(field, text)) known.add(name)
    names.set(field, known)
  }
  const answers = new Map<Field, Answers>()
  for (const [field, wanted] of names) {
    const to = registers.find(({ name }) => name === field.to)
    if (to !== undefined) answers.set(field, await answersIn(store, to, field, [...wanted], district))
  }
  return (field) => answers.get(field) ?? new Map()
}

const answersIn = async (
  store: Store,
  to: Register,
  field: LinkField | LinksField,
  names: readonly string[],
  district: string | undefined,
): Promise<Answers> => {
  const alone = to.keys.flatMap((group) => {
    const [only, ...others] = group
    return only === undefined || others.length > 0 ? [] : [only]
  })
  const keysOfName = (name: string): readonly string[] =>
    alone.flatMap((key) => keyOf([key], { [key]: name }) ?? [])
  const found = await store.findByKey(to.name, names.flatMap(keysOfName))
  const answers = new Map<string, NameAnswer>()
  for (const name of names) {
    const known = keysOfName(name)
      .map((key) => (found.get(key) ?? []).filter(({ deletedAt }) => deletedAt === null))
      .find((records) => records.length > 0)
    answers.set(
      name,
      known === undefined
        ? await guess(store, to, field, name, district)
        : await answer(store, to, field, name, known),
    )
  }
  return answers
}

const answer = async (
  store: Store,
  to: Register,
  { only }: LinkField | LinksField,
  name: string,
  records: readonly LedgerRecord[],
): Promise<NameAnswer> => {
  const fitting = records.filter(({ values }) => holds(only, values))
  const [first] = fitting
  if (first === undefined) return { reason: `“${name}”不是这里可以选的${to.title}` }
  if (fitting.length === 1) return { id: first.id }
  const offered = await store.pick({ register: to.name, search: name, limit: mostNamed })
  const known = offered.filter(({ id }) => fitting.some((record) => record.id === id))
  const who = known.map(({ code, detail }) => `${code}${detail === '' ? '' : `（${detail}）`}`)
  return { reason: `有 ${String(fitting.length)} ${to.unit}“${name}”：${who.join('、')}，请改填编号` }
}

/** Of more that have the name, or could be meant, the first are named. */
const mostNamed = 4

/** A number is taken as it is; pinyin or a part of a name is only offered, for it may be somebody else’s. */
const guess = async (
  store: Store,
  to: Register,
  { only }: LinkField | LinksField,
  name: string,
  district: string | undefined,
): Promise<NameAnswer> => {
  const offered = await store.pick({
    register: to.name,
    search: name,
    limit: mostNamed,
    ...(only === undefined ? {} : { only }),
    ...(district === undefined ? {} : { district }),
  })
  const numbered = offered.find(({ code }) => code === name)
  if (numbered !== undefined) return { id: numbered.id }
  const [first, second] = offered
  if (first === undefined) return { reason: `${to.title}中没有“${name}”，请先登记或改填` }
  if (second !== undefined)
    return { reason: `“${name}”可能是${first.label}、${second.label}等，请写全称或编号` }
  // A name that others have too would not say who is meant.
  const same = await store.pick({ register: to.name, search: first.label, limit: 2 })
  const instead = same.filter(({ label }) => label === first.label).length > 1 ? first.code : first.label
  const detail = first.detail === '' ? '' : `（${first.detail}）`
  return {
    reason: `“${name}”不是全称，可能是${first.label}${detail}。点“采用”或改写。`,
    instead,
  }
}
