import type { SaveRequest, SaveResult } from '../bridge/channels'
import type { ExportLog } from '../features/exports/export-log'
import type { Exported, NoteFile } from '../ui/export-notice'
import { hex } from '../workbook/hex'

/** Notes files in 导出记录, in the name of who works here. */
export const noteIn =
  (log: ExportLog, by: string, now: () => string, onUnnoted: () => void): NoteFile =>
  async (file) => {
    try {
      await log.note({ period: '', district: '', recipient: '', ...file, at: now(), by })
    } catch {
      onUnnoted()
    }
  }

export type LoggedSave = (request: SaveRequest & { readonly exported?: Exported }) => Promise<SaveResult>

/** Saves a file where the user says, and notes that it left; which files are for people to read, not definitions. */
export const loggedSave =
  (save: (request: SaveRequest) => Promise<SaveResult>, note: NoteFile): LoggedSave =>
  async ({ exported, ...request }) => {
    const saved = await save(request)
    if (saved.status !== 'saved' || request.kind === 'text') return saved
    const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(request.bytes))
    await note({
      what: request.suggestedName.replace(/\.[^.]*$/u, ''),
      ...exported,
      ...{ fileName: saved.name, place: saved.folder, sha256: hex(new Uint8Array(digest)) },
    })
    return saved
  }
