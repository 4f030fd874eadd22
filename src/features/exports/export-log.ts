import type { Store } from '../../storage/store'

/** One file that left the app. Of people it names only who exported it. */
export interface ExportEntry {
  /** ISO instant. */
  readonly at: string
  readonly by: string
  /** R05 科技服务记录明细表, or the name of a list. */
  readonly what: string
  readonly period: string
  readonly district: string
  /** 接收单位 */
  readonly recipient: string
  /** Missing where the file is no table of records. */
  readonly records?: number
  readonly fileName: string
  /** Its folder, or the record that keeps it; missing in entries of earlier versions. */
  readonly place?: string
  /** Of the file as it was written; empty where it was not taken, as of a backup, which proves itself. */
  readonly sha256: string
}

export interface ExportLog {
  /** The latest first. */
  readonly all: () => Promise<readonly ExportEntry[]>
  readonly note: (entry: ExportEntry) => Promise<void>
}

const key = 'export-log'
/** Some years of weekly work; what lies beside the screens' memory is written whole each time. */
export const mostKept = 1000

/** 导出记录. It is kept like 导出方案 and templates: in the database, its second copy, snapshots and backups. */
export const createExportLog = (store: Pick<Store, 'preference' | 'savePreference'>): ExportLog => {
  const all = async (): Promise<readonly ExportEntry[]> => readEntries(await store.preference(key))
  // One after another, so that of two files saved at once none is lost.
  let last: Promise<unknown> = Promise.resolve()
  return {
    all: async () => {
      await last.catch(() => undefined)
      return all()
    },
    note: (entry) => {
      const noted = last
        .catch(() => undefined)
        .then(async () => store.savePreference(key, [entry, ...(await all())].slice(0, mostKept)))
      last = noted
      return noted
    },
  }
}

const texts = ['at', 'by', 'what', 'period', 'district', 'recipient', 'fileName', 'sha256'] as const

const isEntry = (value: unknown): value is ExportEntry =>
  typeof value === 'object' &&
  value !== null &&
  texts.every((name) => typeof Reflect.get(value, name) === 'string') &&
  ['number', 'undefined'].includes(typeof Reflect.get(value, 'records')) &&
  ['string', 'undefined'].includes(typeof Reflect.get(value, 'place'))

const readEntries = (kept: unknown): readonly ExportEntry[] =>
  (Array.isArray(kept) ? kept : []).filter(isEntry)

/** Whether every word stands somewhere in it. */
export const isFound = (entry: ExportEntry, search: string): boolean => {
  const said = [...texts.map((name) => entry[name]), entry.place ?? ''].join(' ').toLowerCase()
  return search
    .toLowerCase()
    .split(/\s+/u)
    .every((word) => said.includes(word))
}
