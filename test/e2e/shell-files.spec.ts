import { mkdir, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import type { LedgerBridge, OpenResult, SaveResult, ShowResult } from '../../src/bridge/channels'
import {
  closeAll,
  launchApp,
  type LaunchedApp,
  stubOpenDialog,
  stubSaveDialog,
  temporaryFolder,
} from './support/launch'

interface Ledger {
  readonly ledger: LedgerBridge
}

let launched: LaunchedApp
let folder: string
test.beforeAll(async () => {
  launched = await launchApp()
})
test.beforeEach(async () => {
  folder = await temporaryFolder()
})
test.afterEach(() => rm(folder, { recursive: true, force: true }))
test.afterAll(closeAll)

/** The opened bytes come back as text, which is what can be passed out of the window. */
const open = async (
  path: string | undefined,
): Promise<Exclude<OpenResult, { status: 'opened' }> | { name: string; text: string }> => {
  await stubOpenDialog(launched.app, path === undefined ? [] : [path])
  return launched.page.evaluate(async () => {
    const { ledger } = window as unknown as Ledger
    const result = await ledger.openFile({ kind: 'ledger', title: '选择台账' })
    return result.status === 'opened'
      ? { name: result.name, text: new TextDecoder().decode(result.bytes) }
      : result
  })
}

const save = async (path: string | undefined, text: string): Promise<SaveResult> => {
  await stubSaveDialog(launched.app, path)
  return launched.page.evaluate((words) => {
    const bytes = new TextEncoder().encode(words)
    const { ledger } = window as unknown as Ledger
    return ledger.saveFile({ kind: 'workbook', suggestedName: '服务台账.xlsx', bytes })
  }, text)
}

const show = (method: 'openSaved' | 'revealSaved', ticket: string): Promise<ShowResult> =>
  launched.page.evaluate(([name, known]) => (window as unknown as Ledger).ledger[name]({ ticket: known }), [
    method,
    ticket,
  ] as const)

test('a chosen file comes into the window with its name', async () => {
  const path = join(folder, '台账.csv')
  await writeFile(path, '企业名称,数量')
  expect(await open(path)).toEqual({ name: '台账.csv', text: '企业名称,数量' })
})

test('dialogs that are cancelled change nothing', async () => {
  expect(await open(undefined)).toEqual({ status: 'cancelled' })
  expect(await save(undefined, 'x')).toEqual({ status: 'cancelled' })
})

test('the dialogs offer the right kinds of file', async () => {
  const { app, page } = launched
  await app.evaluate(({ dialog }) => {
    const asked: unknown[] = []
    Object.assign(globalThis, { asked })
    dialog.showOpenDialog = (...words: unknown[]) => {
      asked.push(words.at(-1))
      return Promise.resolve({ canceled: true, filePaths: [] })
    }
    dialog.showSaveDialog = (...words: unknown[]) => {
      asked.push(words.at(-1))
      return Promise.resolve({ canceled: true, filePath: '' })
    }
  })
  await page.evaluate(async () => {
    const { ledger } = window as unknown as Ledger
    await ledger.openFile({ kind: 'ledger', title: '选择台账' })
    await ledger.saveFile({ kind: 'workbook', suggestedName: '../报表:1.xlsx', bytes: new Uint8Array(1) })
  })
  const [opening, saving] = await app.evaluate(
    () =>
      (
        globalThis as unknown as {
          asked: { title?: string; defaultPath?: string; filters: { extensions: string[] }[] }[]
        }
      ).asked,
  )
  expect(opening?.title).toBe('选择台账')
  expect(opening?.filters[0]?.extensions).toEqual(['xlsx', 'xlsm', 'xls', 'csv', 'txt'])
  const documents = await app.evaluate(({ app: main }) => main.getPath('documents'))
  expect(saving?.defaultPath).toBe(join(documents, '__报表_1.xlsx'))
  expect(saving?.filters.map(({ extensions }) => extensions)).toEqual([['xlsx']])
})

test('a file of 500 MB is refused before it is read', async () => {
  const path = join(folder, '照片台账.xlsx')
  await writeFile(path, '')
  await truncate(path, 500 * 1024 * 1024)
  expect(await open(path)).toMatchObject({
    status: 'failed',
    reason: 'tooLarge',
    message: '“照片台账.xlsx”有 500 MB，超过可导入的 200 MB。',
    advice: expect.stringContaining('拆成几个文件'),
  })
})

test('a file that is gone, and a folder, are refused with a way on', async () => {
  expect(await open(join(folder, '没有.xlsx'))).toMatchObject({ status: 'failed', reason: 'notFound' })
  expect(await open(folder)).toMatchObject({ status: 'failed', advice: '请选择 Excel 文件或文本文件。' })
})

test('an export is written whole, and can be opened and shown in its folder', async () => {
  const path = join(folder, '服务台账.xlsx')
  await writeFile(path, '去年的内容，比今年的长得多')
  const result = await save(path, '今年的内容')
  expect(result).toMatchObject({ status: 'saved', name: '服务台账.xlsx', folder })
  expect(await readFile(path, 'utf8')).toBe('今年的内容')
  expect(await readdir(folder)).toEqual(['服务台账.xlsx'])
  if (result.status !== 'saved') throw new Error('not saved')
  await launched.app.evaluate(({ shell }) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    shell.openPath = (target) => {
      shown.push(`open ${target}`)
      return Promise.resolve('')
    }
    shell.showItemInFolder = (target) => {
      shown.push(`reveal ${target}`)
    }
  })
  expect(await show('openSaved', result.ticket)).toEqual({ status: 'done' })
  expect(await show('revealSaved', result.ticket)).toEqual({ status: 'done' })
  const shown = await launched.app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)
  expect(shown).toEqual([`open ${path}`, `reveal ${path}`])
  await launched.app.evaluate(({ shell }) => {
    shell.openPath = () => Promise.resolve('no application')
  })
  expect(await show('openSaved', result.ticket)).toMatchObject({ message: '没有能打开这个文件的程序。' })
  await rm(path)
  expect(await show('openSaved', result.ticket)).toMatchObject({ status: 'failed', reason: 'notFound' })
  expect(await show('revealSaved', result.ticket)).toMatchObject({ status: 'failed', reason: 'notFound' })
})

test('a workbook that is open in Excel or WPS stays as it is, and the user is told to close it', async () => {
  const path = join(folder, '服务台账.xlsx')
  await writeFile(path, '打开着的')
  await writeFile(join(folder, '~$服务台账.xlsx'), '')
  const result = await save(path, '新的')
  expect(result).toMatchObject({
    status: 'failed',
    reason: 'busy',
    message: '“服务台账.xlsx”正被 Excel、WPS 或其他程序打开，没有写入。',
    advice: expect.stringContaining('请先关闭该文件，或换一个文件名保存。'),
  })
  expect(await readFile(path, 'utf8')).toBe('打开着的')
})

test('a folder that is gone, or a folder of that name, is said', async () => {
  expect(await save(join(folder, 'U盘', '报表.xlsx'), 'x')).toMatchObject({
    status: 'failed',
    reason: 'folderGone',
  })
  await mkdir(join(folder, '报表.xlsx'))
  expect(await save(join(folder, '报表.xlsx'), 'x')).toMatchObject({
    status: 'failed',
    reason: 'other',
    message: '已有名为“报表.xlsx”的文件夹，没有写入。',
  })
  expect(await readdir(folder)).toEqual(['报表.xlsx'])
})
