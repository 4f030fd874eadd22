import { createContext } from 'react'
import type { FileActions, SavedFile } from '../export-notice'

/** Saving a picture by the system's dialog. */
export interface PictureFiles extends FileActions {
  readonly saveFile: (request: {
    readonly kind: 'picture'
    readonly suggestedName: string
    readonly bytes: Uint8Array
  }) => Promise<SavedFile>
}

export const PictureFilesContext = createContext<PictureFiles | undefined>(undefined)
