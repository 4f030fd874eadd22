import type { Store } from '../../../storage/store'
import { hex } from '../../../workbook/hex'
import type { NewTemplate, SavedTemplate, TemplateFault, TemplateJob } from './template-types'

const listKey = 'report-templates'
const fileKey = (hash: string): string => `report-template:${hash}`
const longestName = 60
/** They are written into the second copy along with what the screens remember, each time that any of it changes. */
const mebibyte = 1024 * 1024
const largestFile = 2 * mebibyte
const largestTotal = 6 * mebibyte

const fault = (message: string, advice: string): TemplateFault => ({ ok: false, message, advice })

interface Shelf extends Pick<TemplateJob, 'saveTemplate' | 'templates' | 'renameTemplate' | 'dropTemplate'> {
  /** The template of this name with its file; undefined when it is gone or damaged. */
  readonly take: (
    name: string,
  ) => Promise<{ readonly saved: SavedTemplate; readonly bytes: Uint8Array } | undefined>
}

/** Templates by their names. They lie beside what the screens remember, and so in the second copy and in backups too. */
export const templateShelf = (store: Store): Shelf => {
  const templates = async (): Promise<readonly SavedTemplate[]> => {
    const known = await store.preference(listKey)
    return Array.isArray(known) ? known.filter(isSaved) : []
  }
  const nameFault = async (name: string, but?: string): Promise<TemplateFault | undefined> => {
    if (name === '' || name.length > longestName)
      return fault('模板名称要填 1 到 60 个字。', '请改一个名称再保存。')
    const isTaken = name !== but && (await templates()).some((known) => known.name === name)
    return isTaken ? fault(`已有名为“${name}”的模板。`, '请换一个名称，或先删除原来的模板。') : undefined
  }
  return {
    templates,
    saveTemplate: async ({ bytes, ...head }: NewTemplate) => {
      const name = head.name.trim()
      const wrong = await nameFault(name)
      if (wrong !== undefined) return wrong
      if (bytes.length > largestFile)
        return fault('模板文件超过 2 MB，不能保存。', '请压缩其中的图片，另存后再选择。')
      const others = await templates()
      if (others.reduce((sum, { size }) => sum + size, bytes.length) > largestTotal)
        return fault('已保存的模板合计超过 6 MB。', '请先删除不再使用的模板。')
      const hash = await hashOf(bytes)
      await store.savePreference(fileKey(hash), base64Of(bytes))
      try {
        await store.savePreference(listKey, [...others, savedOf({ ...head, name, bytes }, hash)])
      } catch (error) {
        // A file that no list names would lie there for ever.
        if (!others.some((known) => known.hash === hash)) await store.savePreference(fileKey(hash), null)
        throw error
      }
      return { ok: true }
    },
    renameTemplate: async (name, to) => {
      const next = to.trim()
      const wrong = await nameFault(next, name)
      if (wrong !== undefined) return wrong
      await store.savePreference(
        listKey,
        (await templates()).map((known) => (known.name === name ? { ...known, name: next } : known)),
      )
      return { ok: true }
    },
    dropTemplate: async (name) => {
      const all = await templates()
      const others = all.filter((known) => known.name !== name)
      await store.savePreference(listKey, others)
      const hash = all.find((known) => known.name === name)?.hash
      if (hash !== undefined && !others.some((known) => known.hash === hash))
        await store.savePreference(fileKey(hash), null)
    },
    take: async (name) => {
      const saved = (await templates()).find((known) => known.name === name)
      const text = saved === undefined ? undefined : await store.preference(fileKey(saved.hash))
      if (saved === undefined || typeof text !== 'string') return undefined
      const bytes = bytesOf(text)
      return bytes !== undefined && (await hashOf(bytes)) === saved.hash ? { saved, bytes } : undefined
    },
  }
}

/** Only these: what a caller hands over may say more. */
const savedOf = (
  { name, fileName, bytes, sheet, headingRow, headingRows, register, targets }: NewTemplate,
  hash: string,
): SavedTemplate => ({
  name,
  fileName,
  hash,
  size: bytes.length,
  sheet,
  headingRow,
  headingRows,
  register,
  targets,
})

const isSaved = (value: unknown): value is SavedTemplate => {
  if (typeof value !== 'object' || value === null) return false
  const targets: unknown = Reflect.get(value, 'targets')
  return (
    ['name', 'fileName', 'hash', 'sheet', 'register'].every(
      (key) => typeof Reflect.get(value, key) === 'string',
    ) &&
    ['headingRow', 'headingRows', 'size'].every((key) => Number.isInteger(Reflect.get(value, key))) &&
    typeof targets === 'object' &&
    targets !== null &&
    Object.values(targets).every((key) => typeof key === 'string')
  )
}

const hashOf = async (bytes: Uint8Array): Promise<string> =>
  hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes.slice())))

const chunk = 0x8000

const base64Of = (bytes: Uint8Array): string => {
  let text = ''
  for (let at = 0; at < bytes.length; at += chunk)
    text += String.fromCharCode(...bytes.subarray(at, at + chunk))
  return btoa(text)
}

const bytesOf = (text: string): Uint8Array | undefined => {
  try {
    return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
  } catch {
    // What is no base64 was damaged.
    return undefined
  }
}
