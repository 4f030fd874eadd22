import type { Fields, Values, ValuesOf, When } from './field'
import type { CheckContext, LedgerRecord } from './record'
import type { Issue } from './issue'
import type { Lifecycle } from './lifecycle'

/**
 * What a register is. One definition gives the form, the list, validation, search, Excel headings, import,
 * life cycle and the record type; nothing about a register is said anywhere else.
 */

export type RegisterGroup = '服务' | '共同体' | '协作' | '试点'

export interface RegisterDefinition<F extends Fields> {
  readonly name: string
  readonly title: string
  /** The part of the navigation that it stands in. */
  readonly group: RegisterGroup
  /** The counting word: 条, 家, 名. */
  readonly unit: string
  /** Prefix of business numbers; left out, the register's own `code` field is the number. */
  readonly codePrefix?: string
  /** The date field that says when: its year goes into the business number, on its day the district is in force. */
  readonly codeYear?: keyof F & string
  /** The text that stands for a record wherever another one links to it. */
  readonly labelField: keyof F & string
  /** Shown in small beside the label when one is picked. */
  readonly detailFields?: readonly (keyof F & string)[]
  /** Groups of fields by which an incoming row is recognised as a known record, best first. */
  readonly keys: readonly (readonly (keyof F & string)[])[]
  /** Fields in which no two records should agree; `warning` only points at the other one. */
  readonly unique?: readonly {
    readonly fields: readonly (keyof F & string)[]
    readonly level: 'error' | 'warning'
    /** Only records for which this holds are compared. */
    readonly among?: When
  }[]
  /** Without a yes in this field exports show only these other fields. */
  readonly consent?: {
    readonly field: keyof F & string
    readonly always: readonly (keyof F & string)[]
  }
  readonly sort: { readonly field: (keyof F & string) | 'code'; readonly descending: boolean }
  /** `city`: master data shared by all districts, not filtered by 当前地区. */
  readonly scope: 'district' | 'city'
  readonly help: string
  readonly fields: F
  readonly lifecycle?: Lifecycle
  readonly check?: (values: ValuesOf<F>, context: CheckContext) => readonly Issue[]
}

/** A register of any shape, as the generic screens see it. */
export interface Register extends Omit<RegisterDefinition<Fields>, 'check'> {
  readonly check: (values: Values, context: CheckContext) => readonly Issue[]
}

/** The one way to describe a register. Keeps the exact fields for the record type. */
export const defineRegister = <const F extends Fields>(
  definition: RegisterDefinition<F>,
): Register & { readonly fields: F } => {
  const { check } = definition
  return {
    ...definition,
    // The engine hands over values that it parsed with these same fields.
    check: (values, context) => check?.(values as ValuesOf<F>, context) ?? [],
  }
}

/** The ISO day that a record of these values is about, where its register has such a date. */
export const dayOf = ({ codeYear }: Register, values: Values): string | undefined => {
  const day = codeYear === undefined ? undefined : values[codeYear]
  return typeof day === 'string' ? day : undefined
}

/** The text that stands for a record; its number while the label is still empty. */
export const labelOf = (register: Register, record: LedgerRecord): string => {
  const label = record.values[register.labelField]
  return typeof label === 'string' && label !== '' ? label : record.code
}
