import { editedSince } from '../domain/edited-since'
import type { LedgerRecord } from '../domain/record'
import type { Flag } from '../domain/register'
import type { SentRecords } from './store'

/**
 * Which versions of records stand in reports that were sent. It is not stored, for it follows from the files of the
 * submissions: whoever reads those tells it.
 */
export interface SentVersions {
  readonly files: () => readonly string[]
  readonly note: (sent: SentRecords) => void
  readonly isEdited: (record: Pick<LedgerRecord, 'id' | 'version'>) => boolean
  readonly flags: (record: Pick<LedgerRecord, 'id' | 'version'>) => readonly Flag[]
}

export const createSentVersions = (): SentVersions => {
  let files: readonly string[] = []
  let versions = new Map<string, number>()
  const isEdited: SentVersions['isEdited'] = ({ id, version }) => version > (versions.get(id) ?? version)
  return {
    files: () => files,
    note: (sent) => {
      files = sent.files
      versions = sent.isWhole ? new Map(sent.versions) : withLowest(versions, sent.versions)
    },
    isEdited,
    flags: (record) => (isEdited(record) ? [editedSince] : []),
  }
}

/** The version that was sent first: later ones are all edits to it. */
export const withLowest = (
  known: ReadonlyMap<string, number>,
  more: Iterable<readonly [id: string, version: number]>,
): Map<string, number> => {
  const lowest = new Map(known)
  for (const [id, version] of more) lowest.set(id, Math.min(version, lowest.get(id) ?? version))
  return lowest
}
