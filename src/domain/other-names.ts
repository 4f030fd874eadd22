import type { Values } from './field'
import { splitList } from './kinds/list'
import type { Register } from './register'

const known = new WeakMap<Register, readonly string[]>()

/** Fields that hold another name of the same record: 简称, 曾用名. Asked for with every record, found once. */
export const otherNames = (register: Register): readonly string[] => {
  const names =
    known.get(register) ??
    Object.entries(register.fields)
      .filter(([, { kind, label }]) => kind === 'text' && /(?:简称|曾用名|别名|原名)$/u.test(label))
      .map(([name]) => name)
  known.set(register, names)
  return names
}

/** All names under which a record is known, its own first; several former ones stand in one field, parted as in a list. */
export const namesOf = (register: Register, values: Values): readonly string[] => namesIn(register)(values)

/** The same for many records of a register. */
export const namesIn = (register: Register): ((values: Values) => readonly string[]) => {
  const fields = [register.labelField, ...otherNames(register)]
  return (values) =>
    fields.flatMap((field) => {
      const text = values[field]
      if (typeof text !== 'string' || text === '') return []
      return field === register.labelField ? [text] : splitList(text)
    })
}
