import { randomUUID } from 'node:crypto'
import { basename, join } from 'node:path'
import { app, dialog, type FileFilter, shell } from 'electron'
import type {
  ChooseResult,
  FileKind,
  OpenRequest,
  OpenResult,
  ReadFileResult,
  SaveRequest,
  SaveResult,
  ShowResult,
  TicketRequest,
} from '../src/bridge/channels'
import { readChosen, safeName, writeChosen } from './chosen-files'
import { notShown } from './file-failures'
import { dialogParent } from './window'
import { isThere } from './write-atomically'

const filters: Readonly<Record<FileKind, FileFilter[]>> = {
  ledger: [
    { name: 'Excel 或文本台账', extensions: ['xlsx', 'xlsm', 'xls', 'csv', 'txt'] },
    { name: '所有文件', extensions: ['*'] },
  ],
  workbook: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
  text: [{ name: '文本文件', extensions: ['txt'] }],
  package: [{ name: '科创台账数据包', extensions: ['kcdata'] }],
  picture: [{ name: 'PNG 图片', extensions: ['png'] }],
  pdf: [{ name: 'PDF 文件', extensions: ['pdf'] }],
}

/** Files that dialogs of this session chose; the window knows them by their ticket only. */
const saved = new Map<string, string>()
const chosen = new Map<string, string>()

export const openFile = async ({ kind, title }: OpenRequest): Promise<OpenResult> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(dialogParent(), {
    title,
    filters: filters[kind],
    properties: ['openFile'],
  })
  const path = filePaths[0]
  return canceled || path === undefined ? { status: 'cancelled' } : readChosen(path)
}

export const chooseFiles = async ({ kind, title }: OpenRequest): Promise<ChooseResult> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(dialogParent(), {
    title,
    filters: filters[kind],
    properties: ['openFile', 'multiSelections'],
  })
  if (canceled || filePaths.length === 0) return { status: 'cancelled' }
  // Those of an earlier choice that were never read are passed over.
  chosen.clear()
  const files = filePaths.map((path) => {
    const ticket = randomUUID()
    chosen.set(ticket, path)
    return { ticket, name: basename(path) }
  })
  return { status: 'chosen', files }
}

/** Reads a file that was chosen among several; a ticket is good for once. */
export const readFile = async ({ ticket }: TicketRequest): Promise<ReadFileResult> => {
  const path = chosen.get(ticket)
  chosen.delete(ticket)
  if (path === undefined) throw new Error('A ticket is good for one file, once.')
  return readChosen(path)
}

export const saveFile = async ({ kind, title, suggestedName, bytes }: SaveRequest): Promise<SaveResult> => {
  const { canceled, filePath } = await dialog.showSaveDialog(dialogParent(), {
    // The dialog of macOS has no title, and shows the message instead.
    ...(title === undefined ? {} : { title, message: title }),
    defaultPath: join(app.getPath('documents'), safeName(suggestedName)),
    filters: filters[kind],
  })
  if (canceled || filePath === '') return { status: 'cancelled' }
  const written = await writeChosen(filePath, bytes)
  if (written.status === 'failed') return written
  return { status: 'saved', ticket: rememberSaved(filePath), name: written.name, folder: written.folder }
}

/** Gives the ticket by which the window can have the file opened or shown. */
export const rememberSaved = (path: string): string => {
  const ticket = randomUUID()
  saved.set(ticket, path)
  return ticket
}

/** 打开文件 */
export const openSaved = async ({ ticket }: TicketRequest): Promise<ShowResult> => {
  const path = saved.get(ticket)
  if (path === undefined || !(await isThere(path))) return notShown('gone')
  return (await shell.openPath(path)) === '' ? { status: 'done' } : notShown('noProgram')
}

/** 打开所在文件夹 */
export const revealSaved = async ({ ticket }: TicketRequest): Promise<ShowResult> => {
  const path = saved.get(ticket)
  if (path === undefined || !(await isThere(path))) return notShown('gone')
  shell.showItemInFolder(path)
  return { status: 'done' }
}
