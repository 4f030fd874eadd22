import { createContext, use } from 'react'
import type { LedgerBridge } from '../../../bridge/channels'

/** The main process as the files of records need it. */
export type AttachmentFiles = Pick<
  LedgerBridge,
  | 'chooseAttachments'
  | 'startAttachment'
  | 'sendAttachmentPart'
  | 'takeAttachment'
  | 'openAttachment'
  | 'saveAttachment'
  | 'checkAttachments'
  | 'openSaved'
  | 'revealSaved'
>

/** Fields stand deep in forms, dialogs and tables that know nothing of files; so it does not go through all of them. */
export const AttachmentFilesContext = createContext<AttachmentFiles | undefined>(undefined)

export const useAttachmentFiles = (): AttachmentFiles => {
  const files = use(AttachmentFilesContext)
  if (files === undefined) throw new Error('No AttachmentFilesContext above this field.')
  return files
}
