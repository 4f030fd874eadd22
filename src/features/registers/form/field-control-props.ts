import type { Issue } from '../../../domain/issue'
import type { Field, FieldValue, Values } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { Settings, Store } from '../../../storage/store'
import type { Unreadable } from './edit-text'

export interface FieldControlProps {
  readonly name: string
  readonly field: Field
  readonly value: FieldValue | undefined
  readonly values: Values
  readonly issues: readonly Issue[]
  readonly unreadable?: Readonly<Record<string, Unreadable>>
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  readonly district: string | undefined
  readonly required?: boolean
  /** Path of the field that the form was opened for. */
  readonly at?: string | undefined
  readonly onChange: (value: FieldValue | undefined, unreadable?: Unreadable, path?: string) => void
  readonly onCreate?: (register: string, initial: Values, done: (id: string) => void) => void
  readonly onLeave?: () => void
}
