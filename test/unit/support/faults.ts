import type { Values } from '../../../src/domain/field'
import { aloneOn, type CheckContext, type LedgerRecord } from '../../../src/domain/record'
import { flagsOf, type Register } from '../../../src/domain/register'
import { settleRecord, validate } from '../../../src/domain/validate'

export const today = '2021-07-02'

/** What is wrong with a whole record when some of its values are changed, as `level path`, in the order of the form. */
export const faultsOf =
  (register: Register, whole: Values, context: Partial<CheckContext> = {}) =>
  (change: Values = {}): readonly string[] =>
    validate(register, settleRecord(register, { ...whole, ...change }), {
      ...aloneOn(today),
      ...context,
    }).map(({ path, level }) => `${level} ${path}`)

/** What is to be pointed out about a whole record when some of its values are changed. */
export const flagsIn =
  (register: Register, whole: Values) =>
  (change: Values = {}, day = today): readonly string[] =>
    flagsOf(register, settleRecord(register, { ...whole, ...change }), { ...aloneOn(day) }).map(
      ({ label }) => label,
    )

/** Records that links lead to, by id. */
export const linkedTo =
  (...records: readonly LedgerRecord[]): CheckContext['linked'] =>
  (_register, id) =>
    records.find((record) => record.id === id)
