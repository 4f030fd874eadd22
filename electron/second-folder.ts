import { readFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative } from 'node:path'
import type { Failure, SecondFolderState } from '../src/bridge/channels'
import type { SecondFolderResult } from '../src/bridge/vault'
import { parsed, property } from './chain'
import { failureOf, ownFolderChosen } from './file-failures'
import { createQueue } from './queue'
import { codeOf, ifPossible, unless } from './system-error'
import { writeAtomically } from './write-atomically'

/** The name of our folder in the one that the user chose. */
export const secondFolderName = '科创台账备份'

/** The folder in which the user wants every snapshot once more. It is remembered in a small file of its own. */
export interface SecondFolder {
  readonly state: () => SecondFolderState
  /** Refuses a folder that nothing can be written to. */
  readonly choose: (folder: string) => Promise<Failure | undefined>
  readonly forget: () => Promise<Failure | undefined>
  /** What came of copying a snapshot there. */
  readonly report: (result: SecondFolderResult) => void
}

interface Places {
  readonly settings: string
  /** Where the data lie already: a second copy in there would be none. */
  readonly userData: string
  readonly clock: () => Date
}

export const openSecondFolder = ({ settings, userData, clock }: Places): SecondFolder => {
  const queue = createQueue()
  let state = remembered(settings)

  const save = ({ folder, copiedAt }: SecondFolderState): Promise<void> =>
    queue(() => writeAtomically(settings, Buffer.from(JSON.stringify({ folder, copiedAt }))))

  const become = async (next: SecondFolderState): Promise<Failure | undefined> => {
    try {
      await save(next)
    } catch (error) {
      return failureOf(error, basename(settings), 'write')
    }
    state = next
    return undefined
  }

  const choose = async (chosen: string): Promise<Failure | undefined> => {
    // Whoever chooses our own folder in there means the one around it.
    const folder = basename(chosen) === secondFolderName ? dirname(chosen) : chosen
    if (isWithin(userData, folder)) return ownFolderChosen()
    try {
      const ours = join(folder, secondFolderName)
      await unless(['EEXIST'], mkdir(ours), undefined)
      await writeAtomically(join(ours, '说明.txt'), Buffer.from(explanation))
    } catch (error) {
      return failureOf(error, secondFolderName, 'write')
    }
    return become({ folder, copiedAt: null, problem: null })
  }

  return {
    state: () => state,
    choose,
    forget: () => become({ folder: null, copiedAt: null, problem: null }),
    report: (result) => {
      if (result === 'none') return
      if (result !== 'copied') {
        state = { ...state, problem: result }
        return
      }
      state = { ...state, copiedAt: clock().toISOString(), problem: null }
      // It is worth remembering, but not worth an error.
      void ifPossible(save(state), undefined)
    },
  }
}

const explanation = [
  '这里是科创台账自动保存的快照，请不要改名或删除。',
  '要恢复时，在科创台账的“备份与恢复”（新电脑上是欢迎页）按“从备份恢复”，选择日期最近的 snapshot 文件。',
  '快照里有全部记录、历次变更和设置，没有附件。附件请用“备份到文件”另存。',
  '',
].join('\r\n')

const isWithin = (outer: string, inner: string): boolean => {
  const way = relative(outer, inner)
  return !way.startsWith('..') && !isAbsolute(way)
}

/** Without a readable file there is no second folder. */
const remembered = (settings: string): SecondFolderState => {
  const said = readOrNothing(settings)
  const [folder, copiedAt] = [property(said, 'folder'), property(said, 'copiedAt')]
  return {
    folder: typeof folder === 'string' && isAbsolute(folder) ? folder : null,
    copiedAt: typeof copiedAt === 'string' ? copiedAt : null,
    problem: null,
  }
}

const readOrNothing = (path: string): unknown => {
  try {
    return parsed(readFileSync(path, 'utf8'))
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return undefined
  }
}
