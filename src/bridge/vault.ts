import { z } from 'zod'
import type { Failure } from './channels'

/**
 * The contract of the second copy: what the data worker asks of the main process over a port of their own, so that
 * nothing of it passes through the window. The main process keeps entries without knowing what they say: an entry is one
 * batch, as lines of JSON. The first line begins with the batch (`{"batch":{"seq":7,"count":2,"title":"…",…}}`), one line
 * for each change follows, the last one ends it (`{"end":7,"mark":…}`). What has no end was never said to be saved.
 */
export interface Vault {
  /** Verifies what lies there. Asked once, before anything else. */
  readonly open: () => Promise<VaultState>
  /** Adds lines of the entry after the head, which may come in several parts. `written` means: on the disk, if `sync`. */
  readonly append: (part: EntryPart) => Promise<AppendResult>
  /** All entries that can be had, from the newest good snapshot and the journal, in order; begin with `at: null`. */
  readonly read: (request: ReadRequest) => Promise<EntryChunk>
  /** The store is sound: the copy of its files that was set aside before it was opened can go. */
  readonly dropAside: () => Promise<void>
  /** The store is not: the copy stays for good, in the folder named. Null where there was nothing to copy. */
  readonly keepAside: () => Promise<string | null>
  /** Empties the browser's own storage, where it does not let itself be deleted otherwise. */
  readonly clearStore: () => Promise<void>
  /** Settings, what screens remember, drafts: small, so that they are replaced as a whole. */
  readonly saveDesk: (request: { readonly text: string }) => Promise<{ readonly status: 'written' } | Failure>
  /** That of the user's backup that is open, where asked for. */
  readonly readDesk: (request?: DeskRequest) => Promise<string | null>
  /** Writes everything so far into one compressed file and verifies it by reading it back. */
  readonly takeSnapshot: (request: SnapshotRequest) => Promise<SnapshotResult>
  /** The snapshots there are, newest first. */
  readonly snapshots: () => Promise<readonly SnapshotInfo[]>
}

/** `mark` is the state of the store after the entry, in the store's own words; null where it was not known. */
export interface JournalHead {
  readonly seq: number
  readonly mark: unknown
}

export interface VaultState {
  readonly head: JournalHead | null
  /** What was found damaged, and where it lies now. */
  readonly faults: readonly VaultFault[]
}

export interface VaultFault {
  readonly kind: 'journal' | 'snapshot'
  /** Name of the file; under `damaged/` where it was moved there. */
  readonly file: string
  /**
   * `unfinished`: the last file of all ends within the one entry after the head, as it does when the process ended while
   * that was being written; `cut`: another one ends within an entry. `unreadable`: the system refused to read it.
   */
  readonly what: 'unfinished' | 'cut' | 'altered' | 'missing' | 'unreadable'
  /** Entries that it held as far as can be told, by what their first lines say. */
  readonly lost: readonly LostEntry[]
  /** Its end cannot be read: it may have held entries after these, of which not even the number is known. */
  readonly more?: true
}

/** An entry of which only the number is known has neither title nor time. */
export interface LostEntry {
  readonly seq: number
  readonly title: string
  readonly at: string
}

export type AppendResult =
  | { readonly status: 'written' }
  /** Not the entry after the head: the head is this. */
  | { readonly status: 'gap'; readonly head: JournalHead | null }
  | Failure

export interface EntryChunk {
  readonly lines: readonly string[]
  /** Where to go on; null at the end. */
  readonly next: string | null
  /** Only in the last chunk: what could not be had. */
  readonly lost: readonly LostEntry[]
}

export interface SnapshotInfo {
  readonly name: string
  /** ISO instant. */
  readonly at: string
  readonly seq: number
  readonly bytes: number
  readonly reason: SnapshotReason
  /** The state of the store that it holds, in the store's own words; null where it cannot be read. */
  readonly mark: unknown
  /** False once it was found damaged. */
  readonly good: boolean
}

export type SnapshotResult =
  | { readonly status: 'taken'; readonly snapshot: SnapshotInfo; readonly secondFolder: SecondFolderResult }
  /** Nothing has changed since the last one. */
  | { readonly status: 'unchanged'; readonly snapshot: SnapshotInfo }
  | Failure

export type SecondFolderResult = 'none' | 'copied' | Failure

export const snapshotReason = z.enum(['exit', 'interval', 'import', 'merge', 'migration', 'restore', 'asked'])
export type SnapshotReason = z.infer<typeof snapshotReason>

const line = z.string().max(16 * 1024 * 1024)
const entryPart = z.strictObject({
  seq: z.number().int().positive(),
  lines: z.array(line).max(20_000),
  /** The entry ends with these lines. */
  last: z.boolean(),
  /** Flush to the disk before answering; left out only while catching up on many entries. */
  sync: z.boolean(),
})
const readRequest = z.strictObject({
  at: z.string().max(400).nullable(),
  /** What to read instead of the newest state there is. */
  from: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('snapshot'), name: z.string().max(200) }),
      /** The user's backup that is open. */
      z.strictObject({ kind: z.literal('backup') }),
    ])
    .optional(),
})
const deskRequest = z.strictObject({ from: z.literal('backup') }).optional()
const snapshotRequest = z.strictObject({ reason: snapshotReason })

export type EntryPart = Readonly<z.infer<typeof entryPart>>
export type ReadRequest = Readonly<z.infer<typeof readRequest>>
/** A state of the ledger other than the present one. */
export type EntrySource = Readonly<NonNullable<ReadRequest['from']>>
export type DeskRequest = Readonly<z.infer<typeof deskRequest>>
export type SnapshotRequest = Readonly<z.infer<typeof snapshotRequest>>

/** The parser of each method's one argument; what it does not let through is never looked at. */
export const vaultArguments = {
  open: z.undefined(),
  append: entryPart,
  read: readRequest,
  dropAside: z.undefined(),
  keepAside: z.undefined(),
  clearStore: z.undefined(),
  saveDesk: z.strictObject({ text: z.string().max(64 * 1024 * 1024) }),
  readDesk: deskRequest,
  takeSnapshot: snapshotRequest,
  snapshots: z.undefined(),
} as const satisfies Readonly<Record<keyof Vault, z.ZodType>>

export type VaultMethod = keyof Vault

/** One question over the port, and its answer. */
const vaultQuestion = z.strictObject({
  id: z.number().int().nonnegative(),
  method: z.enum(Object.keys(vaultArguments) as [VaultMethod, ...VaultMethod[]]),
  argument: z.unknown(),
})
export const parseVaultQuestion = (message: unknown) => vaultQuestion.safeParse(message)

export type VaultAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false }
