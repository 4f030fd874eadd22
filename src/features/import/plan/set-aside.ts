import { type FieldValue, holds, type Values } from '../../../domain/field'
import { checkValue, formatValue } from '../../../domain/kinds/all'
import type { Register } from '../../../domain/register'
import type { CellProblem, Draft } from '../../../workbook/drafts/draft'
import { isTooShort, type Judging, problemAt } from './check-draft'

/** What a row says, without what cannot stand where the record can do without it: that goes to 备注. */
export interface SetAside {
  readonly values: Values
  readonly problems: readonly CellProblem[]
  readonly remarks: readonly string[]
}

/**
 * Takes out of the values of a row those that no record can hold: a credit code with a wrong check digit, a text that is too
 * long, or what goes only with another choice. What contradicts another field stays, for nobody knows which of the two is wrong.
 */
export const setAside = (draft: Draft, said: Values, judging: Judging): SetAside => {
  const unfit = Object.entries(said).flatMap(([name, value]) => {
    const fault = faultOf(judging.register, draft, name, value) ?? outOfPlace(judging.register, said, name)
    return fault === undefined ? [] : [{ name, fault }]
  })
  if (unfit.length === 0) return { values: said, problems: [], remarks: [] }
  const names = new Set(unfit.map(({ name }) => name))
  const problems = unfit.map(({ name, fault }): CellProblem => ({
    ...problemAt(name, fault, draft, judging),
    soft: true,
  }))
  return {
    values: Object.fromEntries(Object.entries(said).filter(([name]) => !names.has(name))),
    problems,
    remarks: problems.map((problem) => remarkOn(problem, judging)),
  }
}

const faultOf = (
  { fields }: Register,
  draft: Draft,
  name: string,
  value: FieldValue | undefined,
): string | undefined => {
  const field = fields[name]
  if (field === undefined || value === undefined || field.required === true || isTooShort(field, value))
    return undefined
  return Object.hasOwn(draft.values, name) ? checkValue(field, value)[0] : undefined
}

/** A field that goes only with another: with this one it would not be shown, and not be kept. */
const outOfPlace = ({ fields }: Register, said: Values, name: string): string | undefined => {
  const [field, deciding] = [fields[name], fields[fields[name]?.visibleWhen?.field ?? '']]
  const decided = said[field?.visibleWhen?.field ?? '']
  if (field === undefined || deciding === undefined || decided === undefined) return undefined
  return holds(field.visibleWhen, said)
    ? undefined
    : `“${deciding.label}”是“${formatValue(deciding, decided, () => '')}”时没有${field.label}`
}

/** 统一社会信用代码：9150…, under the heading that the ledger has for it. */
const remarkOn = ({ column, label, raw }: CellProblem, { matches }: Judging): string => {
  const heading = matches.find((match) => match.column.column === column)?.column.heading ?? label
  return `${heading}：${raw}`
}
