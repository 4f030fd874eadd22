import { z } from 'zod'

/**
 * The contract between the window and the main process: one entry a channel. The window never names a path; files that
 * a native dialog chose are known to it by a ticket.
 */

export interface AppInfo {
  readonly version: string
  readonly platform: string
  readonly packaged: boolean
}

const fileKind = z.enum(['ledger', 'workbook'])
/** `ledger`: what a clerk brings in (.xlsx, .xls, .csv …). `workbook`: what we write (.xlsx). */
export type FileKind = z.infer<typeof fileKind>

export type OpenResult =
  | { readonly status: 'opened'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly status: 'cancelled' }
  | Failure

/** What the user can mend: what happened, and what to do. */
export interface Failure {
  readonly status: 'failed'
  readonly reason: FailureReason
  readonly message: string
  readonly advice: string
}
export type FailureReason =
  'busy' | 'readOnly' | 'diskFull' | 'folderGone' | 'tooLarge' | 'notFound' | 'other'

export type SaveResult =
  | { readonly status: 'saved'; readonly ticket: string; readonly name: string; readonly folder: string }
  | { readonly status: 'cancelled' }
  | Failure

export type ShowResult = { readonly status: 'done' } | Failure

const openRequest = z.strictObject({ kind: fileKind, title: z.string().max(60) })
const saveRequest = z.strictObject({
  kind: fileKind,
  suggestedName: z.string().min(1).max(200),
  bytes: z.instanceof(Uint8Array),
})
const ticketRequest = z.strictObject({ ticket: z.uuid() })

export type OpenRequest = Readonly<z.infer<typeof openRequest>>
export type SaveRequest = Readonly<z.infer<typeof saveRequest>>
export type TicketRequest = Readonly<z.infer<typeof ticketRequest>>

/** The parser of each channel's one argument. */
export const argumentsOf = {
  appInfo: z.undefined(),
  openFile: openRequest,
  saveFile: saveRequest,
  openSaved: ticketRequest,
  revealSaved: ticketRequest,
} as const

export interface Answers {
  appInfo: AppInfo
  openFile: OpenResult
  saveFile: SaveResult
  openSaved: ShowResult
  revealSaved: ShowResult
}

export type Channel = keyof Answers
export type ArgumentOf<C extends Channel> = z.infer<(typeof argumentsOf)[C]>

/** Sent from the menu to the window. */
export const commandChannel = 'command'
export const appCommands = [
  'new',
  'save',
  'saveAndNew',
  'find',
  'undo',
  'quickSearch',
  'previousRecord',
  'nextRecord',
  'help',
  'import',
  'settings',
] as const
export type AppCommand = (typeof appCommands)[number]

/** `window.ledger` */
export interface LedgerBridge {
  readonly appInfo: () => Promise<AppInfo>
  readonly openFile: (request: OpenRequest) => Promise<OpenResult>
  readonly saveFile: (request: SaveRequest) => Promise<SaveResult>
  readonly openSaved: (request: TicketRequest) => Promise<ShowResult>
  readonly revealSaved: (request: TicketRequest) => Promise<ShowResult>
  readonly onCommand: (listener: (command: AppCommand) => void) => () => void
}
