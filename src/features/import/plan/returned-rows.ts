/** What a workbook of our own tells about its rows, by `Draft.key`. */
export interface ReturnedRows {
  /** Id of the record that stood in the row when it was exported. */
  readonly idOf: (key: number) => string | undefined
  /** The version that it had then. */
  readonly versionOf: (key: number) => number | undefined
  /** Fields whose cells were changed since; undefined for rows that were added. */
  readonly touchedOf: (key: number) => ReadonlySet<string> | undefined
  /** Records that are no longer in the workbook. */
  readonly missing: number
}
