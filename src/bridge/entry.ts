import { z } from 'zod'

/**
 * The lines of a history that comes from outside, in a user's backup: each is parsed before it is used. What fields hold
 * is for whoever knows the registers.
 */
const id = z.string().min(1).max(80)
const short = z.string().max(300)
/** Names of fields; what an object has by itself is none. */
const fieldName = z.string().regex(/^@?[a-zA-Z][a-zA-Z0-9]{0,60}$/u)
const count = z.int().nonnegative()
const uint32 = z.int().nonnegative().max(0xffff_ffff)

const batchLine = z.strictObject({
  batch: z.strictObject({
    id,
    seq: z.int().positive(),
    kind: z.enum([
      'setup',
      'save',
      'step',
      'delete',
      'restore',
      'import',
      'sample',
      'undo',
      'redo',
      'backup',
    ]),
    title: z.string().max(2000),
    reason: z.string().max(20_000).optional(),
    at: z.iso.datetime(),
    by: short,
    device: short,
    count,
    undoes: id.optional(),
  }),
})
const changeLine = z.strictObject({
  id,
  register: fieldName,
  record: id,
  action: z.enum(['create', 'update', 'delete', 'restore']),
  version: z.int().positive(),
  fields: z.record(fieldName, z.tuple([z.unknown(), z.unknown()])),
})
const mark = z.strictObject({
  ledger: id,
  schema: z.int().positive(),
  marks: z.record(fieldName, z.strictObject({ count, hash: z.tuple([uint32, uint32]) })),
})
const endLine = z.strictObject({ end: z.int().positive(), mark: mark.nullable() })

const entryLine = z.union([changeLine, batchLine, endLine])

/** The parser would pass this one name over without a word. */
const withoutPrototype = (name: string, value: unknown): unknown => {
  if (name === '__proto__') throw new SyntaxError('A field cannot have this name.')
  return value
}

/** Whether a line of JSON has the shape of a line of an entry. */
export const isEntryLine = (line: string): boolean => {
  try {
    return entryLine.safeParse(JSON.parse(line, withoutPrototype)).success
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
