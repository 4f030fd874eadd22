import { formatValue } from '../../../domain/kinds/all'
import { keyOf } from '../../../domain/record-keys'
import type { FieldValue, Values } from '../../../domain/field'
import type { LedgerRecord } from '../../../domain/record'
import { labelOf, type Register } from '../../../domain/register'
import { checkValue } from '../../../domain/kinds/all'
import { newId } from '../../../storage/new-id'
import { shippedDistrict } from './districts-by-name'
import { codeOf, type Mention, nameAsCode, nameKey } from './mentions'

/** A record that the import will make because nothing known answers to the name. */
export interface NewLinked {
  readonly register: string
  readonly id: string
  readonly values: Values
  readonly remark: string | undefined
  readonly warning: string | undefined
  /** Sheet and row, from 0, that name it first. */
  readonly sheet: string
  readonly row: number
  /** `nameKey`, by which the user may say that it is one of `near`. */
  readonly key: string
  readonly near: readonly NearRecord[]
}

export interface NearRecord {
  readonly id: string
  readonly label: string
  readonly code: string
}

/** Registers whose records a ledger may bring into being by naming them; achievements only as packages of services. */
const mayBeCreated = ['organizations', 'experts', 'teams', 'achievements']

export interface Making {
  readonly to: Register
  readonly id: string
  readonly mention: Mention
  readonly name: string
  readonly values: Record<string, FieldValue>
  /** Values that cannot stand, with the reason. */
  readonly unfit: Map<string, { readonly label: string; readonly text: string; readonly fault: string }>
}

/** Records that this import will make, as far as it has read. */
export interface Made {
  readonly byCode: Map<string, Making>
  readonly byName: Map<string, Making[]>
}

export interface Found {
  readonly id: string
  readonly values: Values
  readonly isNew: boolean
}
export type Answer = Found | { readonly reason: string }

const enterprise = /(?:公司|厂|合作社|集团|企业|店|场)$/u

export const make = (mention: Mention, own: Values, namesakes: readonly Making[], made: Made): Answer => {
  const { to, name, implied } = mention
  if (nameAsCode(mention) !== undefined) return { reason: `没有代码为 ${name} 的${to.title}，请填写名称` }
  const shipped = to.name === 'districts' ? shippedDistrict(name) : undefined
  if (!mayBeCreated.includes(to.name) && shipped === undefined)
    return { reason: `${to.title}中没有“${name}”，请先登记，或把这一列记入备注` }
  const label = to.fields[to.labelField]
  const fault = label === undefined ? undefined : checkValue(label, name)[0]
  if (fault !== undefined) return { reason: `“${name}”不像${label?.label ?? '名称'}：${fault}` }
  const plainName = name.replace(/[（(][^）)]*[）)]$/u, '')
  const type = to.fields.orgType !== undefined && enterprise.test(plainName) ? { orgType: '企业' } : {}
  const making: Making = {
    to,
    // As on every machine where the app registers it itself.
    id: shipped?.code ?? newId(),
    mention,
    name,
    values: { ...type, ...implied, [to.labelField]: name, ...shipped },
    unfit: new Map(),
  }
  made.byName.set(nameKey(mention), [...namesakes, making])
  const code = codeOf(own)
  if (code !== undefined) made.byCode.set(`${to.name} ${code}`, making)
  return enrich(making, own)
}

/** Takes over what a row adds; a value that cannot stand is kept aside for 备注. */
export const enrich = (making: Making, own: Values): Answer => {
  for (const [field, value] of Object.entries(own)) {
    const definition = making.to.fields[field]
    if (definition === undefined || value === undefined) continue
    const fault = checkValue(definition, value)[0]
    if (fault === undefined) making.values[field] ??= value
    else {
      const text = formatValue(definition, value, () => '')
      making.unfit.set(`${field} ${text}`, { label: definition.label, text, fault })
    }
  }
  return { id: making.id, values: making.values, isNew: true }
}

export const severalMade = ({ to, name }: Mention, made: readonly Making[]): string => {
  const codes = made.map(({ values }) => codeOf(values) ?? '无代码').join('、')
  return `台账中有 ${String(made.length)} ${to.unit}“${name}”，请改填统一社会信用代码（${codes}）`
}

export const finished = (
  { to, id, mention, name, values, unfit }: Making,
  stored: readonly LedgerRecord[],
  near: readonly LedgerRecord[],
  made: Made,
): NewLinked => {
  const notes = [...unfit.values()]
  const key = `${to.name} ${keyOf([to.labelField], values) ?? name}`
  const namesakes = (made.byName.get(key) ?? []).length
  const shown = near.slice(0, 5).map((record) => `“${labelOf(to, record)}”（${record.code}）`)
  const warnings = [
    ...notes.map(({ label, text, fault }) => `${label}“${text}”${fault}原样记入备注。`),
    ...(namesakes > 1 ? [`台账中有 ${String(namesakes)} ${to.unit}同名而代码不同，分别登记。`] : []),
    ...(stored.length > 0 ? [`已登记有同名的${to.title}，但其他信息不同，另行登记。`] : []),
    ...(shown.length > 0 ? [`可能就是已登记的${shown.join('、')}。`] : []),
  ]
  return {
    register: to.name,
    id,
    sheet: mention.draft.sheet,
    row: mention.draft.row,
    key,
    values,
    near: [...stored, ...near].map((record) => ({
      id: record.id,
      label: labelOf(to, record),
      code: record.code,
    })),
    remark:
      notes.length === 0 ? undefined : notes.map(({ label, text }) => `原台账${label}：${text}`).join('；'),
    warning: warnings.length === 0 ? undefined : warnings.join(''),
  }
}
