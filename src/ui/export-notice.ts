import type { NoticeAction, Notices } from './notices'

/** What became of a file that was to be saved. */
export type SavedFile =
  | { readonly status: 'saved'; readonly ticket: string; readonly name: string; readonly folder: string }
  | { readonly status: 'cancelled' }
  | { readonly status: 'failed'; readonly message: string; readonly advice: string }

/** What a file that leaves the app holds, for 导出记录. */
export interface Exported {
  readonly what: string
  readonly period?: string
  readonly district?: string
  readonly recipient?: string
  readonly records?: number
}

/** A file that was made of the records, as 导出记录 notes it. */
export interface MadeFile extends Exported {
  readonly fileName: string
  /** Its folder, or the record that keeps it. */
  readonly place: string
  /** Empty where it was not taken. */
  readonly sha256: string
}

/** Notes it in 导出记录; where that fails, the user is told. */
export type NoteFile = (file: MadeFile) => Promise<void>

type Shown =
  | { readonly status: 'done' }
  | { readonly status: 'failed'; readonly message: string; readonly advice: string }

export interface FileActions {
  readonly openSaved: (request: { readonly ticket: string }) => Promise<Shown>
  readonly revealSaved: (request: { readonly ticket: string }) => Promise<Shown>
}

/** Says that a file was written and offers to open it, or says why it was not. */
export const tellSaved = (
  notices: Notices,
  saved: SavedFile,
  { openSaved, revealSaved }: FileActions,
  done = '已导出',
): void => {
  if (saved.status === 'cancelled') return
  if (saved.status === 'failed') {
    notices.failed(saved.message, saved.advice)
    return
  }
  const show = (label: string, open: FileActions['openSaved']): NoticeAction => ({
    label,
    run: () =>
      void open({ ticket: saved.ticket }).then((shown) => {
        if (shown.status === 'failed') notices.failed(shown.message, shown.advice)
      }),
  })
  notices.done(`${done} ${saved.name}`, [show('打开文件', openSaved), show('打开所在文件夹', revealSaved)])
}
