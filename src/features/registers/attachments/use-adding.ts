import { useEffect, useRef, useState } from 'react'
import { largestPart } from '../../../bridge/attachments'
import type { Failure, FileMaker, KeepResult, SentFile } from '../../../bridge/channels'
import type { Attachment } from '../../../domain/field'
import { joinFiles, mostAttachments } from '../../../domain/kinds/attachments'
import { readFileBytes } from '../../../ui/read-file-bytes'
import type { Unreadable } from '../form/edit-text'
import { type AttachmentFiles, useAttachmentFiles } from './attachment-files'

/** A file on its way in. */
export interface Source {
  readonly name: string
  readonly take: (run: Run) => Promise<KeepResult | undefined>
}

/** How to say how far a file is (0 to 1), and to learn that it is not wanted any more. */
interface Run {
  readonly signal: AbortSignal
  readonly tell: (share: number) => void
}

interface Field {
  readonly files: readonly Attachment[]
  readonly onChange: (files: readonly Attachment[] | undefined, unfinished?: Unreadable) => void
}

/** What is to be said about files that did not come in as they were. */
export interface Remark {
  readonly message: string
  readonly advice?: string
}

interface Progress {
  readonly name: string
  readonly number: number
  readonly of: number
  readonly share?: number
}

interface Adding {
  /** The file that is being copied, and how many of how many it is. */
  readonly progress: Progress | undefined
  readonly remarks: readonly Remark[]
  readonly add: (sources: readonly Source[]) => Promise<void>
  readonly choose: () => Promise<void>
  readonly stop: () => void
  readonly dismiss: () => void
}

/** It stops the form from being saved without the files that the user sees coming. */
const unfinished: Unreadable = { text: '', reason: '附件还在添加，请等添加完再保存。' }

/** Brings files in one after the other; those that are in when it is stopped stay. */
export const useAdding = (field: Field): Adding => {
  const bridge = useAttachmentFiles()
  const [progress, setProgress] = useState<Progress | undefined>(undefined)
  const [remarks, setRemarks] = useState<readonly Remark[]>([])
  const running = useRef<AbortController | undefined>(undefined)
  // Other fields, and this one, may be edited while a large file is copied.
  const latest = useRef(field)
  useEffect(() => {
    latest.current = field
  })

  const add = async (sources: readonly Source[]): Promise<void> => {
    if (running.current !== undefined) {
      setRemarks([{ message: '正在添加其他文件，请添加完再试。' }])
      return
    }
    if (sources.length === 0) return
    const room = mostAttachments - latest.current.files.length
    if (sources.length > room) {
      setRemarks([noRoom(room, sources.length)])
      return
    }
    const run = new AbortController()
    running.current = run
    setRemarks([])
    latest.current.onChange(latest.current.files, unfinished)
    const kept: Attachment[] = []
    const said: Remark[] = []
    for (const [index, { name, take }] of sources.entries()) {
      if (run.signal.aborted) break
      const where = { name, number: index + 1, of: sources.length }
      setProgress(where)
      const result = await taken(name, () =>
        take({ signal: run.signal, tell: (share) => setProgress({ ...where, share }) }),
      )
      if (result?.status === 'kept') kept.push(result.file)
      if (result?.status === 'failed') said.push(result)
    }
    const { files, onChange } = latest.current
    const joined = joinFiles(files, kept)
    onChange(joined.length === 0 ? undefined : joined)
    running.current = undefined
    setProgress(undefined)
    setRemarks([...said, ...twins(files, kept)])
  }

  return {
    progress,
    remarks,
    add,
    choose: async () => {
      const chosen = await bridge.chooseAttachments()
      if (chosen.status === 'cancelled') return
      await add(
        chosen.files.map(({ ticket, name }) => ({ name, take: () => bridge.takeAttachment({ ticket }) })),
      )
    },
    stop: () => running.current?.abort(),
    dismiss: () => setRemarks([]),
  }
}

/** A bug on the other side must not leave the form unable to be saved for ever. */
const taken = async <T>(name: string, take: () => Promise<T>): Promise<T | Failure> => {
  try {
    return await take()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    return refused(`“${name}”没有添加。`, '请再添加一次；仍不行请重新启动本程序。')
  }
}

const refused = (message: string, advice: string): Failure => ({
  status: 'failed',
  reason: 'other',
  message,
  advice,
})

const noRoom = (room: number, given: number): Remark => ({
  message: `最多 ${String(mostAttachments)} 个附件，还能添加 ${String(Math.max(room, 0))} 个，这次给了 ${String(given)} 个，没有添加。`,
  advice: '请少选一些，或先压缩成一个 zip 文件。',
})

/** Content that is there already is not added a second time, but its file was written anew. */
const twins = (files: readonly Attachment[], kept: readonly Attachment[]): readonly Remark[] =>
  kept.flatMap(({ name, hash }, index) => {
    const twin = [...files, ...kept.slice(0, index)].find((file) => file.hash === hash)
    return twin === undefined ? [] : [{ message: `“${name}”与已有的“${twin.name}”内容相同，没有重复添加。` }]
  })

/** What the clipboard calls a screenshot. */
const isNameless = (name: string): boolean => name === '' || name === 'image.png'

/** Files that were dropped or pasted, or that the program made. */
export const sourcesOf = (
  files: readonly File[],
  bridge: AttachmentFiles,
  madeBy: FileMaker = 'person',
): readonly Source[] =>
  files.map((file) => {
    const name = isNameless(file.name) ? '截图.png' : file.name
    return { name, take: (run) => send(file, { name, size: file.size, madeBy }, bridge, run) }
  })

/** Hands a file over part by part; undefined when it is not wanted any more. */
const send = async (
  file: File,
  head: SentFile,
  { startAttachment, sendAttachmentPart, takeAttachment }: AttachmentFiles,
  { signal, tell }: Run,
): Promise<KeepResult | undefined> => {
  const started = await startAttachment(head)
  if (started.status === 'failed') return started
  const { ticket } = started
  for (let from = 0; from < file.size; from += largestPart) {
    if (signal.aborted) return undefined
    const read = await readFileBytes(file, file.slice(from, from + largestPart))
    if (!read.ok) return refused(read.message, read.advice)
    await sendAttachmentPart({ ticket, bytes: read.bytes })
    tell(Math.min(1, (from + largestPart) / file.size))
  }
  return takeAttachment({ ticket })
}
