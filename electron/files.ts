import { randomUUID } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { app, BrowserWindow, dialog, shell } from 'electron'
import type {
  FileKind,
  OpenRequest,
  OpenResult,
  SaveRequest,
  SaveResult,
  ShowResult,
} from '../src/bridge/channels'
import { failureOf, tooLarge } from './file-failures'
import { handle } from './ipc'
import { writeAtomically } from './write-atomically'

const largest = 200 * 1024 * 1024

const filters: Readonly<Record<FileKind, Electron.FileFilter[]>> = {
  ledger: [
    { name: 'Excel 或文本台账', extensions: ['xlsx', 'xlsm', 'xls', 'csv', 'txt'] },
    { name: '所有文件', extensions: ['*'] },
  ],
  workbook: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
}

/** Files that a dialog of this session chose; the window knows them by their ticket only. */
const saved = new Map<string, string>()

export const registerFileChannels = (): void => {
  handle('openFile', openFile)
  handle('saveFile', saveFile)
  handle('openSaved', async ({ ticket }) => {
    const path = saved.get(ticket)
    const message = path === undefined ? '没有这个文件' : await shell.openPath(path)
    return message === '' ? { status: 'done' } : notShown('没有能打开这个文件的程序，或文件已被移走。')
  })
  handle('revealSaved', async ({ ticket }): Promise<ShowResult> => {
    const path = saved.get(ticket)
    if (path === undefined || !(await exists(path))) return notShown('文件已被移走或改名。')
    shell.showItemInFolder(path)
    return { status: 'done' }
  })
}

const notShown = (message: string): ShowResult => ({
  status: 'failed',
  reason: 'notFound',
  message,
  advice: '请在资源管理器中查找这个文件。',
})

const exists = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )

const parent = (): BrowserWindow =>
  BrowserWindow.getFocusedWindow() ?? (BrowserWindow.getAllWindows()[0] as BrowserWindow)

const openFile = async ({ kind, title }: OpenRequest): Promise<OpenResult> => {
  const { canceled, filePaths } = await dialog.showOpenDialog(parent(), {
    title,
    filters: filters[kind],
    properties: ['openFile'],
  })
  const path = filePaths[0]
  return canceled || path === undefined ? { status: 'cancelled' } : readChosen(path)
}

/** Reads a chosen file whole; one that is too large is refused before it is read. */
export const readChosen = async (path: string): Promise<OpenResult> => {
  const name = basename(path)
  try {
    const { size } = await stat(path)
    if (size > largest) return tooLarge(name, size, largest)
    return { status: 'opened', name, bytes: new Uint8Array(await readFile(path)) }
  } catch (error) {
    return failureOf(error, name, 'read')
  }
}

const saveFile = async ({ kind, suggestedName, bytes }: SaveRequest): Promise<SaveResult> => {
  const defaultPath = join(app.getPath('documents'), suggestedName.replace(/[\\/:*?"<>|]/gu, '_'))
  const { canceled, filePath } = await dialog.showSaveDialog(parent(), {
    defaultPath,
    filters: filters[kind],
  })
  return canceled || filePath === '' ? { status: 'cancelled' } : writeChosen(filePath, bytes)
}

/** Writes a chosen file whole or not at all. */
export const writeChosen = async (path: string, bytes: Uint8Array): Promise<SaveResult> => {
  try {
    await writeAtomically(path, bytes)
  } catch (error) {
    return failureOf(error, basename(path), 'write')
  }
  const ticket = randomUUID()
  saved.set(ticket, path)
  return { status: 'saved', ticket, name: basename(path), folder: dirname(path) }
}
