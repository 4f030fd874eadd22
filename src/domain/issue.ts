/**
 * What is wrong with a record, in words for the person who can mend it.
 *
 * - `error`: a value that cannot stand (a wrong check digit, dates in the wrong order); it blocks saving.
 * - `gap`: a required field that is still empty (待补充); it blocks a new record, not one that came in with the gap.
 * - `warning`: worth a look; it never blocks.
 */
export interface Issue {
  /** Field, or field.row.field for child rows, e.g. `members.2.role`. */
  readonly path: string
  readonly level: 'error' | 'gap' | 'warning'
  readonly message: string
}

export const errorAt = (path: string, message: string): Issue => ({ path, level: 'error', message })
export const gapAt = (path: string, message: string): Issue => ({ path, level: 'gap', message })
export const warningAt = (path: string, message: string): Issue => ({ path, level: 'warning', message })
