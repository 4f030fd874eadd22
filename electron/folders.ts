import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { app, dialog, shell } from 'electron'
import type {
  ChooseFolderResult,
  Failure,
  FolderName,
  FolderRequest,
  SecondFolderState,
  ShowResult,
} from '../src/bridge/channels'
import { notShown } from './file-failures'
import type { SecondFolder } from './second-folder'
import { keptStorePrefix } from './set-aside'
import { dialogParent } from './window'
import { isThere } from './write-atomically'

/** What the window may ask about folders; it never names a path. */
export const folderAnswers = (second: SecondFolder) => ({
  secondFolder: second.state,

  chooseSecondFolder: async (): Promise<ChooseFolderResult> => {
    const { folder } = second.state()
    const { canceled, filePaths } = await dialog.showOpenDialog(dialogParent(), {
      title: '选择第二备份文件夹',
      buttonLabel: '选择文件夹',
      ...(folder === null ? {} : { defaultPath: folder }),
      properties: ['openDirectory', 'createDirectory'],
    })
    const [path] = filePaths
    if (canceled || path === undefined) return { status: 'cancelled' }
    return (await second.choose(path)) ?? { status: 'chosen', state: second.state() }
  },

  forgetSecondFolder: async (): Promise<SecondFolderState | Failure> =>
    (await second.forget()) ?? second.state(),

  showFolder: async ({ folder }: FolderRequest): Promise<ShowResult> => {
    const path = await pathOf(folder, second)
    if (path === undefined || !(await isThere(path))) return notShown('noFolder')
    return (await shell.openPath(path)) === '' ? { status: 'done' } : notShown('folderNotOpened')
  },
})

const pathOf = async (folder: FolderName, second: SecondFolder): Promise<string | undefined> => {
  const userData = app.getPath('userData')
  if (folder === 'secondFolder') return second.state().folder ?? undefined
  if (folder !== 'damagedStore') return join(userData, folder)
  // Their names end with the time.
  const kept = (await readdir(userData)).filter((name) => name.startsWith(keptStorePrefix)).sort()
  const last = kept.at(-1)
  return last === undefined ? undefined : join(userData, last)
}
