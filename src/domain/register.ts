import type { ChildRow, Fields, Values, ValuesOf, When } from './field'
import { formatValue } from './kinds/all'
import { isDay, partsOf } from './kinds/date'
import type { CheckContext, DayContext, LedgerRecord } from './record'
import type { Issue } from './issue'
import type { Lifecycle } from './lifecycle'

/**
 * What a register is. One definition gives the form, the list, validation, search, Excel headings, import,
 * life cycle and the record type; nothing about a register is said anywhere else.
 */

export type RegisterGroup = '服务' | '共同体' | '协作' | '试点' | '报送'

export interface RegisterDefinition<F extends Fields> {
  readonly name: string
  readonly title: string
  /** The part of the navigation that it stands in. */
  readonly group: RegisterGroup
  /** The counting word: 条, 家, 名. */
  readonly unit: string
  /** Prefix of business numbers; left out, the register's own `code` field is the number. */
  readonly codePrefix?: string
  /** The field that says when: its year goes into the business number; on its day, if it is one, the district is in force. */
  readonly codeYear?: keyof F & string
  /** Makes the business number of the values themselves, where a series of numbers does not do; undefined: the series. */
  readonly codeOf?: (values: ValuesOf<F>, linked: LinkedValues) => string | undefined
  /** The field that stands for a record wherever another one links to it. */
  readonly labelField: keyof F & string
  /** Shown in small beside the label when one is picked. */
  readonly detailFields?: readonly (keyof F & string)[]
  /** Groups of fields by which an incoming row is recognised as a known record, best first. */
  readonly keys: readonly (readonly KeyField<F>[])[]
  /** Fields in which no two records should agree; `warning` only points at the other one. */
  readonly unique?: readonly {
    readonly fields: readonly KeyField<F>[]
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
  /** Sections that the form keeps folded as long as nothing stands in them and nothing is required there. */
  readonly folded?: readonly string[]
  readonly lifecycle?: Lifecycle
  /** Records are counted by the month of this date, and by what they say in these choices, as they are saved. */
  readonly monthly?: { readonly date: keyof F & string; readonly by: readonly (keyof F & string)[] }
  /** Life cycles of child rows, by the field that holds the rows; `label` is the child field that names a row. */
  readonly rowLifecycles?: Readonly<Record<string, RowLifecycle>>
  /** Fields that follow from others of the same record; they are kept with it and cannot be typed. */
  readonly derive?: (values: ValuesOf<F>) => Values
  /** Records that usually come next: their form opens with what this one says. */
  readonly followUps?: readonly FollowUp[]
  /** What is to be pointed out about a record today; never stored. */
  readonly flags?: readonly FlagRule<ValuesOf<F>>[]
  readonly check?: (values: ValuesOf<F>, context: CheckContext) => readonly Issue[]
}

/** The values of a linked record, if it is known. */
type LinkedValues = (register: string, id: string) => { readonly values: Values } | undefined

/** A field of a key; `@districtCode` is 所属地区 of the record's head. */
type KeyField<F extends Fields> = (keyof F & string) | '@districtCode'

export interface RowLifecycle {
  readonly lifecycle: Lifecycle
  readonly label: string
}

export interface FollowUp {
  /** The word on the button: 登记服务. */
  readonly label: string
  readonly register: string
  /** The rows at each of which it stands, e.g. the issues of a visit; left out, it stands at the record. */
  readonly rows?: string
  readonly values: (record: { readonly id: string; readonly values: Values }, row: number) => Values
  /** The row once a record has been made of it; undefined: it has one already. Left out, the row keeps nothing of it. */
  readonly made?: (row: ChildRow, record: string) => ChildRow | undefined
}

/** The row of a record from which another one is made. */
export interface Origin {
  readonly register: string
  readonly id: string
  readonly rows: string
  readonly row: number
}

/** One thing that can be amiss with a record by the passing of time: 超期, 迟报, 滞后 … */
export interface FlagRule<V> {
  readonly label: string
  readonly tone: Flag['tone']
  /** Why it holds, for the reader; undefined when it does not. */
  readonly why: (values: V, context: DayContext) => string | undefined
}

export interface Flag {
  readonly label: string
  readonly tone: 'attention' | 'danger'
  readonly why: string
}

/** A register of any shape, as the generic screens see it. */
export interface Register extends Omit<RegisterDefinition<Fields>, 'check' | 'codeOf' | 'derive' | 'flags'> {
  readonly check: (values: Values, context: CheckContext) => readonly Issue[]
  readonly codeOf?: (values: Values, linked: LinkedValues) => string | undefined
  readonly derive: (values: Values) => Values
  readonly flags: readonly FlagRule<Values>[]
}

/** The one way to describe a register. Keeps the exact fields for the record type. */
export const defineRegister = <const F extends Fields>(
  definition: RegisterDefinition<F>,
): Register & { readonly fields: F } => {
  const { check, codeOf, derive, flags = [], ...rest } = definition
  // The engine hands over values that it parsed with these same fields.
  const own = (values: Values): ValuesOf<F> => values as ValuesOf<F>
  return {
    ...rest,
    check: (values, context) => check?.(own(values), context) ?? [],
    ...(codeOf === undefined ? {} : { codeOf: (values, linked) => codeOf(own(values), linked) }),
    derive: (values) => derive?.(own(values)) ?? {},
    flags: flags.map(({ label, tone, why }) => ({
      label,
      tone,
      why: (values, context) => why(own(values), context),
    })),
  }
}

/** The ISO day that a record of these values is about, where its register has such a date and it is known to the day. */
export const dayOf = ({ codeYear }: Register, values: Values): string | undefined => {
  const dated = codeYear === undefined ? undefined : values[codeYear]
  const day = typeof dated === 'object' && 'precision' in dated ? dated.value : dated
  return isDay(day) ? day : undefined
}

/** What is to be pointed out about a record of these values on a day. */
export const flagsOf = ({ flags }: Register, values: Values, context: DayContext): readonly Flag[] =>
  flags.flatMap(({ label, tone, why }) => {
    const reason = why(values, context)
    return reason === undefined ? [] : [{ label, tone, why: reason }]
  })

/** The text that stands for a record; its number while the label is still empty. */
export const labelOf = (register: Register, record: LedgerRecord): string => {
  const field = register.fields[register.labelField]
  const label = field === undefined ? '' : formatValue(field, record.values[register.labelField], nobody)
  return label === '' ? record.code : label
}

/** The year of the field that gives the business number its year, as far as it is known. */
export const codeYearOf = ({ codeYear }: Register, values: Values): number | undefined => {
  const dated = codeYear === undefined ? undefined : values[codeYear]
  if (typeof dated === 'number') return dated
  const day = typeof dated === 'object' && 'precision' in dated ? dated.value : dated
  return typeof day === 'string' ? partsOf(day).year : undefined
}

/** A label says what it says by itself: links have no place in it. */
const nobody = (): string => ''
