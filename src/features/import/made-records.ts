import { formatValue } from '../../domain/kinds/all'
import { keyOf } from '../../domain/record-keys'
import type { FieldValue, Values } from '../../domain/field'
import type { LedgerRecord } from '../../domain/record'
import type { Register } from '../../domain/register'
import { newId } from '../../storage/new-id'
import { faultOf } from '../../workbook/drafts'
import { codeOf, type Mention, nameAsCode, nameKey } from './mention'

/** A record that the import will make because nothing known answers to the name. */
export interface NewLinked {
  readonly register: string
  readonly id: string
  readonly values: Values
  readonly remark: string | undefined
  readonly warning: string | undefined
  /** Row of the sheet, from 0, that names it first. */
  readonly row: number
}

/** Registers whose records a ledger may bring into being by naming them; achievements only as packages of services. */
const mayBeCreated = ['organizations', 'experts', 'teams', 'achievements']

export interface Making {
  readonly to: Register
  readonly id: string
  readonly row: number
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

export const make = (mention: Mention, namesakes: readonly Making[], made: Made): Answer => {
  const { to, name, draft, own, implied } = mention
  if (nameAsCode(mention) !== undefined) return { reason: `没有代码为 ${name} 的${to.title}，请填写名称` }
  if (!mayBeCreated.includes(to.name))
    return { reason: `${to.title}中没有“${name}”，请先登记，或把这一列记入备注` }
  const label = to.fields[to.labelField]
  const fault = faultOf(label, name)
  if (fault !== undefined) return { reason: `“${name}”不像${label?.label ?? '名称'}：${fault}` }
  const plainName = name.replace(/[（(][^）)]*[）)]$/u, '')
  const type = to.fields.orgType !== undefined && enterprise.test(plainName) ? { orgType: '企业' } : {}
  const making: Making = {
    to,
    id: newId(),
    row: draft.row,
    name,
    values: { ...type, ...implied, [to.labelField]: name },
    unfit: new Map(),
  }
  made.byName.set(nameKey(mention), [...namesakes, making])
  const code = codeOf(own)
  if (code !== undefined) made.byCode.set(`${to.name} ${code}`, making)
  return enrich(making, mention)
}

/** Takes over what a row adds; a value that cannot stand is kept aside for 备注. */
export const enrich = (making: Making, { to, own }: Mention): Answer => {
  for (const [field, value] of Object.entries(own)) {
    const definition = to.fields[field]
    const fault = faultOf(definition, value)
    if (definition === undefined) continue
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

export type Known = ReadonlyMap<string, readonly LedgerRecord[]>

export const finished = (making: Making, known: Known, made: Made): NewLinked => {
  const { to, id, row, name, values, unfit } = making
  const notes = [...unfit.values()]
  const namesakes = (made.byName.get(`${to.name} ${keyOf([to.labelField], values) ?? name}`) ?? []).length
  const stored = known.get(`${to.name} ${keyOf([to.labelField], values) ?? ''}`) ?? []
  const warnings = [
    ...notes.map(({ label, text, fault }) => `${label}“${text}”${fault}原样记入备注。`),
    ...(namesakes > 1 ? [`台账中有 ${String(namesakes)} ${to.unit}同名而代码不同，分别登记。`] : []),
    ...(stored.length > 0 ? [`已登记有同名的${to.title}，但代码不同，另行登记。`] : []),
  ]
  return {
    register: to.name,
    id,
    row,
    values,
    remark:
      notes.length === 0 ? undefined : notes.map(({ label, text }) => `原台账${label}：${text}`).join('；'),
    warning: warnings.length === 0 ? undefined : warnings.join(''),
  }
}
