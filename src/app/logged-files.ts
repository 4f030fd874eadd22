import type { SaveRequest, SaveResult } from '../bridge/channels'
import type { ExportLog } from '../features/exports/export-log'
import type { Exported } from '../ui/export-notice'
import { hex } from '../workbook/hex'

export type LoggedSave = (request: SaveRequest & { readonly exported?: Exported }) => Promise<SaveResult>

/** Saves a file where the user says, and notes in 导出记录 that it left; which files are for people to read, not definitions. */
export const loggedSave =
  (
    save: (request: SaveRequest) => Promise<SaveResult>,
    log: ExportLog,
    by: string,
    now: () => string,
    onUnnoted: () => void,
  ): LoggedSave =>
  async ({ exported, ...request }) => {
    const saved = await save(request)
    if (saved.status !== 'saved' || request.kind === 'text') return saved
    const { what = request.suggestedName.replace(/\.[^.]*$/u, ''), ...facts } = exported ?? {}
    try {
      const digest = await crypto.subtle.digest('SHA-256', new Uint8Array(request.bytes))
      await log.note({
        ...{ period: '', district: '', recipient: '', ...facts },
        ...{ at: now(), by, what, fileName: saved.name, sha256: hex(new Uint8Array(digest)) },
      })
    } catch {
      onUnnoted()
    }
    return saved
  }
