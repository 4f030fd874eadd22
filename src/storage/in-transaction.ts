import type { Dexie, Table } from 'dexie'

/**
 * A transaction over these tables; all of it or nothing. Dexie follows what is awaited within only where the function that
 * it is given is itself `async`: of any other, it takes work that begins a moment later elsewhere for a part of it, and that
 * work's own transaction closes before its last write.
 */
export const inTransaction = <Answer>(
  dexie: Dexie,
  mode: 'r' | 'rw',
  tables: readonly Pick<Table, 'name'>[],
  work: () => Promise<Answer>,
): Promise<Answer> =>
  dexie.transaction(
    mode,
    tables.map(({ name }) => name),
    async () => work(),
  )
