import type { Attachment, AttachmentsField } from '../field'
import { byText, isText, type Kind, unreadable } from './kind'

/** Files in one field, and bytes of one file (I: enough for papers and photographs, little enough to copy to a USB stick). */
export const mostAttachments = 20
export const largestAttachment = 50 * 1024 * 1024
/** Of a file that the program itself makes. */
export const largestMade = 1024 * 1024 * 1024
const longestName = 200

/** 2.5 MB, 40 KB, 12 B: as the file manager says it. */
export const showSize = (bytes: number): string => {
  if (bytes < 1024) return `${String(bytes)} B`
  if (bytes < 1024 * 1024) return `${String(Math.round(bytes / 1024))} KB`
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.0', '')} MB`
}

/** A file name in two: `签到表` and `.pdf`. The extension says what the file is, so that renaming never touches it. */
export const partsOfName = (name: string): readonly [stem: string, extension: string] => {
  const dot = name.lastIndexOf('.')
  return dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)]
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

/** The name, or the next free one of its kind: 签到表（2）.pdf. */
const freeName = (name: string, taken: readonly string[]): string => {
  const [stem, extension] = partsOfName(name)
  let free = name
  for (let number = 2; taken.some((other) => sameName(other, free)); number += 1)
    free = `${stem}（${String(number)}）${extension}`
  return free
}

/** The files with more of them beside: content that is there already is left out, a name that is taken gets a number. */
export const joinFiles = (files: readonly Attachment[], more: readonly Attachment[]): readonly Attachment[] =>
  more.reduce(
    (all, file) =>
      all.some(({ hash }) => hash === file.hash)
        ? all
        : [
            ...all,
            {
              ...file,
              name: freeName(
                file.name,
                all.map(({ name }) => name),
              ),
            },
          ],
    files,
  )

const largestOf = (madeByProgram: boolean): number => (madeByProgram ? largestMade : largestAttachment)

const nameFaults = (name: string): readonly string[] => {
  const [stem] = partsOfName(name)
  if (stem.trim() === '') return ['附件的名称不能为空。']
  if (/[\\/:*?"<>|\u0000-\u001f\u202a-\u202e\u2066-\u2069]/u.test(name))
    return [`“${name}”：文件名不能含有 \\ / : * ? " < > | 和控制字符。`]
  return name.length > longestName
    ? [`“${name.slice(0, 20)}…”：文件名最多 ${String(longestName)} 字，请改短。`]
    : []
}

const repeated = (files: readonly Attachment[]): readonly string[] =>
  files.flatMap((file, index) => {
    const earlier = files.slice(0, index)
    const twin = earlier.find(({ hash }) => hash === file.hash)
    if (twin !== undefined) return [`“${twin.name}”和“${file.name}”内容相同，请移除一个。`]
    return earlier.some(({ name }) => sameName(name, file.name))
      ? [`有两个附件都叫“${file.name}”，请改一个名称。`]
      : []
  })

const isAttachment = (value: unknown): value is Attachment =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === 4 &&
  'name' in value &&
  isText(value.name) &&
  'type' in value &&
  isText(value.type) &&
  /^[a-z]+\/[a-z0-9][a-z0-9.+-]*$/u.test(value.type) &&
  'size' in value &&
  Number.isSafeInteger(value.size) &&
  Number(value.size) > 0 &&
  'hash' in value &&
  isText(value.hash) &&
  /^[0-9a-f]{64}$/u.test(value.hash)

/** Files of a record. They come from the disk, never from a cell of a ledger. */
export const attachments: Kind<AttachmentsField, readonly Attachment[]> = {
  parse: () => unreadable('附件请在表单中添加'),
  format: (files) => files.map(({ name }) => name).join('、'),
  check: (files, { madeByProgram = false }) => [
    ...(files.length > mostAttachments
      ? [
          `最多 ${String(mostAttachments)} 个附件，现在 ${String(files.length)} 个。请移除一些，或压缩成一个文件再添加。`,
        ]
      : []),
    ...files.flatMap(({ name, size }) =>
      size > largestOf(madeByProgram)
        ? [`“${name}”有 ${showSize(size)}，超过 ${showSize(largestOf(madeByProgram))}。`]
        : [],
    ),
    ...files.flatMap(({ name }) => nameFaults(name)),
    ...repeated(files),
  ],
  compare: (a, b) => a.length - b.length || byText(a[0]?.name ?? '', b[0]?.name ?? ''),
  accepts: (value): value is readonly Attachment[] => Array.isArray(value) && value.every(isAttachment),
}
