/**
 * The versions of the database, written out. Append, never edit: a released version must always be readable.
 * All registers share the table `records`, so that a new register needs no new version.
 */
export const versions: readonly {
  readonly version: number
  readonly stores: Readonly<Record<string, string>>
}[] = [
  {
    version: 1,
    stores: {
      records:
        '[register+id], [register+code], [register+deleted+order], [register+district+deleted+order], *keys, *refs',
      changes: '++seq, batch, [register+record]',
      batches: 'id, at',
      counters: 'key',
      drafts: 'key',
      preferences: 'key',
    },
  },
]
