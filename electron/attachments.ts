import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { app, dialog, shell } from 'electron'
import {
  attachmentTypes,
  extensionOf,
  largestAttachment,
  largestMade,
  largestPart,
} from '../src/bridge/attachments'
import type {
  CheckRequest,
  ChooseResult,
  Failure,
  FaultyFile,
  KeptFile,
  KeepResult,
  KeptFileRequest,
  PartReceived,
  ReadResult,
  SaveResult,
  SentFile,
  SentPart,
  ShowResult,
  StartResult,
  TicketRequest,
} from '../src/bridge/channels'
import { type AttachmentStore, createAttachmentStore, type Incoming } from './attachment-store'
import { faultWords, nameRefusal, noProgramFor, programRefusal, sizeRefusal } from './attachment-words'
import { safeName, writeChosen } from './chosen-files'
import { failureOf, notAFile } from './file-failures'
import { rememberSaved } from './files'
import { imageTypeOf, isPacked, isProgram } from './sniff'
import { dialogParent } from './window'
import { writeAtomically } from './write-atomically'

let opened: AttachmentStore | undefined
/** The files of the records of this user. */
export const attachmentStore = (): AttachmentStore =>
  (opened ??= createAttachmentStore(join(app.getPath('userData'), 'vault', 'attachments')))

/** Files on their way in, by ticket: chosen by a dialog and not read yet, or sent by the window part by part. */
const chosen = new Map<string, string>()
const sent = new Map<string, Arriving>()
interface Arriving {
  readonly file: SentFile
  readonly incoming: Incoming
  /** Bytes so far, those that are still being written too. */
  readonly length: number
  /** The first of them: what kind of file it is. */
  readonly first: Uint8Array
  /** Rejects where the disk did not take it. */
  readonly written: Promise<void>
}
/** Whoever stops sending does not say so; more than this many at once are forgotten, the oldest first. */
const mostSent = 4

export const chooseAttachments = async (): Promise<ChooseResult> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(dialogParent(), {
    title: '选择附件',
    filters: [
      { name: '可添加的文件', extensions: [...attachmentTypes.keys()] },
      { name: '所有文件', extensions: ['*'] },
    ],
    properties: ['openFile', 'multiSelections'],
  })
  if (canceled || filePaths.length === 0) return { status: 'cancelled' }
  const files = filePaths.map((path) => {
    const ticket = randomUUID()
    chosen.set(ticket, path)
    return { ticket, name: basename(path) }
  })
  return { status: 'chosen', files }
}

export const startAttachment = async (file: SentFile): Promise<StartResult> => {
  const largest = file.madeBy === 'program' ? largestMade : largestAttachment
  const refusal = nameRefusal(file.name) ?? sizeRefusal(file.name, file.size, largest)
  if (refusal !== undefined) return refusal
  try {
    const [oldest] = sent
    if (oldest !== undefined && sent.size >= mostSent) {
      sent.delete(oldest[0])
      await giveUp(oldest[1])
    }
    const ticket = randomUUID()
    const incoming = await attachmentStore().begin()
    sent.set(ticket, { file, incoming, length: 0, first: new Uint8Array(), written: Promise.resolve() })
    return { status: 'started', ticket }
  } catch (error) {
    return failureOf(error, file.name, 'keep')
  }
}

/** What the disk does not take is said when the file is taken. */
export const sendAttachmentPart = async ({ ticket, bytes }: SentPart): Promise<PartReceived> => {
  const before = sent.get(ticket)
  if (before === undefined) throw new Error('No file was started under this ticket.')
  const length = before.length + bytes.byteLength
  if (length > before.file.size) throw new Error('The file is longer than it said.')
  const first =
    before.first.byteLength < largestPart
      ? Buffer.concat([before.first, bytes]).subarray(0, largestPart)
      : before.first
  const written = before.written.then(() => before.incoming.add(bytes))
  sent.set(ticket, { ...before, length, first, written })
  await Promise.allSettled([written])
  return { status: 'received' }
}

const giveUp = async ({ incoming, written }: Arriving): Promise<void> => {
  await Promise.allSettled([written])
  await incoming.drop()
}

/** Keeps the file of a ticket; a ticket is good for once. */
export const takeAttachment = async ({ ticket }: TicketRequest): Promise<KeepResult> => {
  const path = chosen.get(ticket)
  if (path !== undefined) {
    chosen.delete(ticket)
    const name = basename(path)
    const bytes = await readToKeep(path, name)
    return bytes instanceof Uint8Array ? keep(name, bytes) : bytes
  }
  const whole = sent.get(ticket)
  sent.delete(ticket)
  if (whole === undefined) throw new Error('A ticket is good for one file, once.')
  const { file, incoming, length, first, written } = whole
  if (length !== file.size || isProgram(first)) {
    await giveUp(whole)
    if (length !== file.size) throw new Error('The file is shorter than it said.')
    return programRefusal(file.name)
  }
  try {
    await written
    return { status: 'kept', file: keptAs(file.name, length, await incoming.end()) }
  } catch (error) {
    await giveUp(whole)
    return failureOf(error, file.name, 'keep')
  }
}

const keptAs = (name: string, size: number, hash: string): KeptFile => ({
  name: safeName(name),
  type: attachmentTypes.get(extensionOf(name)) ?? '',
  size,
  hash,
})

const readToKeep = async (path: string, name: string): Promise<Uint8Array | Failure> => {
  try {
    const state = await stat(path)
    // A pipe or a device would never end.
    if (!state.isFile()) return notAFile(name)
    return nameRefusal(name) ?? sizeRefusal(name, state.size) ?? new Uint8Array(await readFile(path))
  } catch (error) {
    return failureOf(error, name, 'read')
  }
}

const keep = async (name: string, bytes: Uint8Array): Promise<KeepResult> => {
  const refusal = sizeRefusal(name, bytes.byteLength) ?? (isProgram(bytes) ? programRefusal(name) : undefined)
  if (refusal !== undefined) return refusal
  try {
    return { status: 'kept', file: keptAs(name, bytes.byteLength, await attachmentStore().keep(bytes)) }
  } catch (error) {
    return failureOf(error, name, 'keep')
  }
}

const copies = (): string => join(app.getPath('userData'), 'opened')
const session = randomUUID().slice(0, 8)
const longestStem = 80

/**
 * Opens a copy, so that no program can change what was registered. The copy cannot be written either: otherwise somebody
 * would work on it and find nothing of it in the ledger.
 */
export const openAttachment = async ({ hash, name }: KeptFileRequest): Promise<ShowResult> => {
  const refusal = nameRefusal(name)
  if (refusal !== undefined) return refusal
  const content = await attachmentStore().find(hash)
  if (content.status === 'faulty') return faultWords(content.fault, name)
  const path = join(copies(), session, randomUUID().slice(0, 8), shortName(name))
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeAtomically(path, createReadStream(content.path))
    await chmod(path, 0o444)
  } catch (error) {
    return failureOf(error, name, 'write')
  }
  return (await shell.openPath(path)) === '' ? { status: 'done' } : noProgramFor(name)
}

/** Short enough for the paths of every system. */
const shortName = (name: string): string => {
  const safe = safeName(name)
  const extension = extensionOf(safe)
  const stem = Array.from(safe.slice(0, -extension.length - 1))
  return `${stem.slice(0, longestStem).join('')}.${extension}`
}

/** What was frozen of a submission, for the workers, which look into it: packed data, and nothing else that is kept. */
export const frozenData = async (hash: string): Promise<ReadableStream | Failure> => {
  const content = await attachmentStore().find(hash)
  if (content.status === 'faulty') return faultWords(content.fault, '报送时的数据')
  const stream = createReadStream(content.path)
  await once(stream, 'readable')
  const first: unknown = stream.read(2)
  if (!(first instanceof Uint8Array) || !isPacked(first)) return faultWords('missing', '报送时的数据')
  stream.unshift(first)
  return Readable.toWeb(stream) as ReadableStream
}

/** For the program itself, which sends along what it has kept. */
export const readAttachment = async ({ hash, name }: KeptFileRequest): Promise<ReadResult> => {
  const content = await attachmentStore().read(hash)
  return content.status === 'faulty' ? faultWords(content.fault, name) : content
}

/** 另存为 */
export const saveAttachment = async ({ hash, name }: KeptFileRequest): Promise<SaveResult> => {
  const refusal = nameRefusal(name)
  if (refusal !== undefined) return refusal
  const content = await attachmentStore().find(hash)
  if (content.status === 'faulty') return faultWords(content.fault, name)
  const extension = extensionOf(name)
  const { canceled, filePath } = await dialog.showSaveDialog(dialogParent(), {
    defaultPath: join(app.getPath('documents'), safeName(name)),
    filters: [{ name: `${extension.toUpperCase()} 文件`, extensions: [extension] }],
  })
  if (canceled || filePath === '') return { status: 'cancelled' }
  const written = await writeChosen(filePath, createReadStream(content.path))
  if (written.status === 'failed') {
    // What was whole before the dialog may be gone now: then it is not the folder's fault.
    const still = await attachmentStore().find(hash)
    return still.status === 'faulty' ? faultWords(still.fault, name) : written
  }
  return { status: 'saved', ticket: rememberSaved(filePath), name: written.name, folder: written.folder }
}

export const checkAttachments = (request: CheckRequest): Promise<readonly FaultyFile[]> =>
  attachmentStore().check(request)

/** What the window may show of a file: an image, by its bytes; of anything else, nothing. */
export const attachedImage = async (
  hash: string,
): Promise<{ readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> => {
  const content = await attachmentStore().read(hash)
  if (content.status === 'faulty') return undefined
  const type = imageTypeOf(content.bytes)
  return type === undefined ? undefined : { type, bytes: content.bytes }
}

/** Removes the copies that earlier sessions opened; one that a program still holds waits for the next start. */
export const removeOpenedCopies = async (): Promise<void> => {
  try {
    const earlier = (await readdir(copies())).filter((name) => name !== session)
    for (const name of earlier) await rm(join(copies(), name), { recursive: true, force: true })
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error
  }
}
