import { z } from 'zod'
import type { Failure } from './failure'

/**
 * A user's backup is one file: a zip whose parts are stored as they are, because each of them is packed already. First
 * the table of contents, then the data (a snapshot: the whole history and the desk), the files of the records, and what
 * can be read without the app. With a passphrase the zip as a whole is encrypted.
 */
export const backupFormat = 'kechuang-ledger-backup'
export const backupVersion = 1
export const manifestName = 'manifest.json'
/** Folder of the files of the records, by their SHA-256. */
export const attachmentFolder = '附件'

/** Characters. Shorter ones can be tried out. */
export const shortestPassphrase = 8

const text = z.string().max(200)
const about = z.strictObject({
  kind: z.enum(['backup', 'handover']),
  /** ISO instant. */
  at: z.iso.datetime(),
  unitName: text,
  person: text,
  /** Code and name of 本机地区. */
  district: z.string().regex(/^\d{6}$/u),
  districtName: text,
  appVersion: z.string().max(40),
  /** Live records by register, in the order of the navigation. */
  counts: z
    .array(z.strictObject({ title: text, unit: z.string().max(4), count: z.int().nonnegative() }))
    .max(100),
})
/** What a backup says of itself. */
export type BackupAbout = Readonly<z.infer<typeof about>>

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u)
/** Relative, with `/`, and never out of the file's own folder. */
const partName = z
  .string()
  .min(1)
  .max(250)
  .refine((name) => !/[\\:*?"<>|\p{Cc}]|^\/|\/$|\/\/|(?:^|\/)\.{1,2}(?:\/|$)/u.test(name))

const manifest = z.strictObject({
  format: z.literal(backupFormat),
  version: z.literal(backupVersion),
  about,
  /** Name of the part that holds the data. */
  data: partName,
  parts: z
    .array(z.strictObject({ name: partName, size: z.int().nonnegative(), sha256 }))
    .min(1)
    .max(60_000),
})
export type BackupManifest = Readonly<z.infer<typeof manifest>>

const anyManifest = z.looseObject({ format: z.literal(backupFormat), version: z.int().positive() })

/** The table of contents of a backup; `newer` where a later version of the app wrote it. */
export const parseManifest = (said: unknown): BackupManifest | 'newer' | undefined => {
  const any = anyManifest.safeParse(said)
  if (!any.success) return undefined
  return any.data.version > backupVersion ? 'newer' : manifest.safeParse(said).data
}

const passphrase = z.string().min(1).max(200)
export const targetRequest = z.strictObject({
  suggestedName: z.string().min(1).max(200),
  locked: z.boolean(),
})
export const writeRequest = z.strictObject({
  ticket: z.uuid(),
  /** Null: not encrypted. */
  passphrase: passphrase.min(shortestPassphrase).nullable(),
  about,
  /** What can be read without the app. */
  readable: z
    .array(
      z.strictObject({
        name: partName,
        bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
      }),
    )
    .max(100),
  /** Extensions of the records' files, by which other programs open them. */
  extensions: z.record(sha256, z.string().regex(/^[a-z0-9]{1,8}$/u)),
})
/** Where the dialog begins. */
export const chooseBackupRequest = z.strictObject({ from: z.enum(['anywhere', 'secondFolder']) })
export const openBackupRequest = z.strictObject({ passphrase: passphrase.nullable() })

export type TargetRequest = Readonly<z.infer<typeof targetRequest>>
export type WriteRequest = Readonly<z.infer<typeof writeRequest>>
export type ChooseBackupRequest = Readonly<z.infer<typeof chooseBackupRequest>>
export type OpenBackupRequest = Readonly<z.infer<typeof openBackupRequest>>

export type TargetResult =
  | { readonly status: 'chosen'; readonly ticket: string; readonly name: string }
  | { readonly status: 'cancelled' }

export type ChooseBackupResult =
  | {
      readonly status: 'chosen'
      readonly name: string
      readonly locked: boolean
      /** ISO instant at which a snapshot was taken; null for a backup. */
      readonly snapshotAt: string | null
    }
  | { readonly status: 'cancelled' }
  | Failure

export type OpenBackupResult =
  | {
      readonly status: 'opened'
      /** Null for a snapshot, which holds no files of the records either. */
      readonly about: BackupAbout | null
      readonly attachments: {
        readonly sound: number
        /** Damaged in the backup. */
        readonly damaged: number
        /** Sound in the backup, and missing or damaged on this computer. */
        readonly wanted: number
      }
    }
  | { readonly status: 'wrongPassphrase'; readonly message: string }
  | { readonly status: 'cancelled' }
  | Failure

/** How many files were taken in. */
export type TakeFilesResult = { readonly status: 'done'; readonly taken: number } | Failure

/** Bytes done of all there are; `total` is 0 while that is not known. */
export interface BackupProgress {
  readonly done: number
  readonly total: number
}
