import { z } from 'zod'
import { largestPart } from './attachments'
import {
  type BackupProgress,
  chooseBackupRequest,
  type ChooseBackupResult,
  openBackupRequest,
  type OpenBackupResult,
  targetRequest,
  type TakeFilesResult,
  type TargetResult,
  writeRequest,
} from './backup'
import type { AppCommand } from './commands'
import type { Failure, FailureReason } from './failure'

export type { AppCommand }
export type { Failure, FailureReason }

/**
 * The contract between the window and the main process: one entry a channel. The window never names a path; files that
 * a native dialog chose are known to it by a ticket.
 */

export interface AppInfo {
  readonly version: string
  readonly platform: 'win32' | 'darwin' | 'linux'
  readonly packaged: boolean
}

const fileKind = z.enum(['ledger', 'workbook', 'text', 'package', 'picture', 'pdf'])
/**
 * `ledger`: what a clerk brings in (.xlsx, .xls, .csv …). `workbook`: what we write (.xlsx). `text`: diagnostics.
 * `package`: the data of a district for those above it. `picture`: a chart (.png). `pdf`: a report as it is printed.
 */
export type FileKind = z.infer<typeof fileKind>

export type OpenResult =
  | { readonly status: 'opened'; readonly name: string; readonly bytes: Uint8Array }
  | { readonly status: 'cancelled' }
  | Failure

export type ReadFileResult = Exclude<OpenResult, { readonly status: 'cancelled' }>

export type SaveResult =
  | { readonly status: 'saved'; readonly ticket: string; readonly name: string; readonly folder: string }
  | { readonly status: 'cancelled' }
  | Failure

export type WriteBackupResult =
  | (Extract<SaveResult, { readonly status: 'saved' }> & {
      /** SHA-256 of files that records have and that this computer does not have whole: they are not in the backup. */
      readonly leftOut: readonly string[]
    })
  | Exclude<SaveResult, { readonly status: 'saved' }>

export type ShowResult = { readonly status: 'done' } | Failure

/** A second folder for the snapshots (USB stick, share), chosen by the user. */
export interface SecondFolderState {
  /** To be shown; null where none is chosen. */
  readonly folder: string | null
  /** ISO instant of the last copy that came there; null before the first. */
  readonly copiedAt: string | null
  /** Why the last try did not come there; null where it did. */
  readonly problem: Failure | null
}
export type ChooseFolderResult =
  | { readonly status: 'chosen'; readonly state: SecondFolderState }
  | { readonly status: 'cancelled' }
  | Failure

/** A file that is kept beside the database, as a record refers to it. */
export interface KeptFile {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly hash: string
}

/** Files that a dialog chose, not read yet. */
export type ChooseResult =
  { readonly status: 'chosen'; readonly files: readonly ChosenFile[] } | { readonly status: 'cancelled' }
export interface ChosenFile {
  readonly ticket: string
  readonly name: string
}

/** The file would be taken; its parts may come. */
export type StartResult = { readonly status: 'started'; readonly ticket: string } | Failure
export interface PartReceived {
  readonly status: 'received'
}

export type ReadResult = { readonly status: 'read'; readonly bytes: Uint8Array } | Failure

export type PdfResult =
  { readonly status: 'made'; readonly bytes: Uint8Array } | { readonly status: 'cancelled' } | Failure
export type PrintResult = { readonly status: 'printed' } | { readonly status: 'cancelled' } | Failure

export type KeepResult = { readonly status: 'kept'; readonly file: KeptFile } | Failure

/** What is wrong with a kept file: it is gone, it says something else, or the disk does not give it out. */
export type FileFault = 'missing' | 'altered' | 'unreadable'
export interface FaultyFile {
  readonly hash: string
  readonly fault: FileFault
}

const openRequest = z.strictObject({ kind: fileKind, title: z.string().max(60) })
const saveRequest = z.strictObject({
  kind: fileKind,
  /** What is about to be saved, above the dialog. */
  title: z.string().max(200).optional(),
  suggestedName: z.string().min(1).max(200),
  bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
})
const ticketRequest = z.strictObject({ ticket: z.uuid() })
const folderName = z.enum(['vault', 'damagedStore', 'secondFolder', 'logs'])
/** `damagedStore`: the database that was last set aside for good. */
export type FolderName = z.infer<typeof folderName>
const folderRequest = z.strictObject({ folder: folderName })
/** An error that nobody expected. What it says is written down without the values in it. */
const errorReport = z.strictObject({ message: z.string().max(4000), stack: z.string().max(20_000) })

const hash = z.string().regex(/^[0-9a-f]{64}$/u)
const fileName = z.string().min(1).max(255)
/** What the program makes of a whole city may be larger than what a person may add. */
const fileMaker = z.enum(['person', 'program'])
/** A file that was dropped, pasted or made, before its parts follow. */
const sentFile = z.strictObject({ name: fileName, size: z.int().nonnegative(), madeBy: fileMaker })
const partBytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.byteLength > 0 && value.byteLength <= largestPart,
)
const sentPart = z.strictObject({ ticket: z.uuid(), bytes: partBytes })
/** Pages as HTML, part by part; the first begins them anew. */
const printPart = z.strictObject({ isFirst: z.boolean(), bytes: partBytes })
const keptFile = z.strictObject({ hash, name: fileName })
const checkRequest = z.strictObject({
  files: z.array(z.strictObject({ hash, size: z.int().positive() })).max(1000),
  /** Reads every byte; otherwise only what the folder says of each file is looked at. */
  thorough: z.boolean(),
})

export type FileMaker = z.infer<typeof fileMaker>
export type SentFile = Readonly<z.infer<typeof sentFile>>
export type SentPart = Readonly<z.infer<typeof sentPart>>
export type PrintPart = Readonly<z.infer<typeof printPart>>
export type KeptFileRequest = Readonly<z.infer<typeof keptFile>>
export type CheckRequest = Readonly<z.infer<typeof checkRequest>>
export type OpenRequest = Readonly<z.infer<typeof openRequest>>
export type SaveRequest = Readonly<z.infer<typeof saveRequest>>
export type TicketRequest = Readonly<z.infer<typeof ticketRequest>>
export type FolderRequest = Readonly<z.infer<typeof folderRequest>>
export type ErrorReport = Readonly<z.infer<typeof errorReport>>

interface ChannelOf<Argument, Answer> {
  /** Parses the channel's one argument; what it does not let through is never looked at. */
  readonly argument: z.ZodType<Argument>
  /** Never there: it carries the answer's type. */
  readonly answer?: Answer
}
const takes = <Argument>(argument: z.ZodType<Argument>) => ({
  answers: <Answer>(): ChannelOf<Argument, Answer> => ({ argument }),
})

/** Every question that a window may ask. A new one is a line here; the compiler then names its two ends. */
export const channels = {
  appInfo: takes(z.undefined()).answers<AppInfo>(),
  openFile: takes(openRequest).answers<OpenResult>(),
  /** Several at once; each is read when its turn comes. */
  chooseFiles: takes(openRequest).answers<ChooseResult>(),
  readFile: takes(ticketRequest).answers<ReadFileResult>(),
  saveFile: takes(saveRequest).answers<SaveResult>(),
  openSaved: takes(ticketRequest).answers<ShowResult>(),
  revealSaved: takes(ticketRequest).answers<ShowResult>(),
  secondFolder: takes(z.undefined()).answers<SecondFolderState>(),
  chooseSecondFolder: takes(z.undefined()).answers<ChooseFolderResult>(),
  forgetSecondFolder: takes(z.undefined()).answers<SecondFolderState | Failure>(),
  showFolder: takes(folderRequest).answers<ShowResult>(),
  /** Where a backup shall lie, by the system's dialog. */
  chooseBackupTarget: takes(targetRequest).answers<TargetResult>(),
  /** Writes it and reads it back. */
  writeBackup: takes(writeRequest).answers<WriteBackupResult>(),
  backupProgress: takes(z.undefined()).answers<BackupProgress>(),
  /** Ends writing or opening; nothing is left of it. */
  cancelBackup: takes(z.undefined()).answers<ShowResult>(),
  chooseBackup: takes(chooseBackupRequest).answers<ChooseBackupResult>(),
  /** Opens the one that was chosen and proves it whole; its data are then read like a snapshot. */
  openBackup: takes(openBackupRequest).answers<OpenBackupResult>(),
  takeBackupFiles: takes(z.undefined()).answers<TakeFilesResult>(),
  closeBackup: takes(z.undefined()).answers<ShowResult>(),
  /** The text on the clipboard; empty where there is none, or too much of it. */
  readClipboard: takes(z.undefined()).answers<string>(),
  /** The last lines of the log, oldest first. */
  recentLog: takes(z.undefined()).answers<readonly string[]>(),
  logError: takes(errorReport).answers<{ readonly status: 'done' }>(),
  chooseAttachments: takes(z.undefined()).answers<ChooseResult>(),
  startAttachment: takes(sentFile).answers<StartResult>(),
  sendAttachmentPart: takes(sentPart).answers<PartReceived>(),
  takeAttachment: takes(ticketRequest).answers<KeepResult>(),
  openAttachment: takes(keptFile).answers<ShowResult>(),
  /** The content, proved by its hash. */
  readAttachment: takes(keptFile).answers<ReadResult>(),
  saveAttachment: takes(keptFile).answers<SaveResult>(),
  checkAttachments: takes(checkRequest).answers<readonly FaultyFile[]>(),
  takePrintPart: takes(printPart).answers<PartReceived>(),
  /** Of the pages that were taken, which are gone then; so are they after `printPages`. */
  makePdf: takes(z.undefined()).answers<PdfResult>(),
  /** Opens the print dialog of the system. */
  printPages: takes(z.undefined()).answers<PrintResult>(),
  /** Ends what the two above are doing. */
  endPrinting: takes(z.undefined()).answers<ShowResult>(),
}

export type Channel = keyof typeof channels
export type ArgumentOf<C extends Channel> = z.infer<(typeof channels)[C]['argument']>
export type AnswerOf<C extends Channel> = NonNullable<(typeof channels)[C]['answer']>

type Ask<Argument, Answer> = [Argument] extends [undefined]
  ? () => Promise<Answer>
  : (request: Readonly<Argument>) => Promise<Answer>

/** `window.ledger` */
export type LedgerBridge = { readonly [C in Channel]: Ask<ArgumentOf<C>, AnswerOf<C>> } & {
  /** Gives the way to stop listening. */
  readonly onCommand: (listener: (command: AppCommand) => void) => () => void
}
