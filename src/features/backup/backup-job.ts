import { attachmentFolder, type WriteRequest } from '../../bridge/backup'
import { attachmentTypes, extensionOf } from '../../bridge/attachments'
import { columnNames } from '../../domain/head-columns'
import { beijingDay, beijingMoment } from '../../domain/kinds/date'
import { stateOf } from '../../domain/lifecycle'
import { usualRules } from '../../domain/office-rules'
import type { LedgerRecord } from '../../domain/record'
import { flagsOf, labelOf, type Register } from '../../domain/register'
import { type DueItem, type OpenItem, type ReadingPage, readingPage } from '../../exchange/reading-page'
import type { ListQuery, Settings, Store } from '../../storage/store'
import { type ExportProfile, ownUse } from '../../workbook/export-profile'

export interface BackupRequest {
  readonly kind: 'backup' | 'handover'
  readonly locked: boolean
  readonly settings: Settings
  readonly districtName: string
  readonly appVersion: string
  /** ISO instant. */
  readonly at: string
}

export type BackupParts = Pick<WriteRequest, 'about' | 'readable' | 'extensions'>

/** Makes what of a backup can be read without the app. It only reads, so that its worker can be ended at any moment. */
export interface BackupJob {
  readonly build: (request: BackupRequest, onStage?: (title: string) => void) => Promise<BackupParts>
}

/** A whole register as a workbook. */
type WriteList = (request: {
  readonly query: ListQuery
  readonly columns: readonly string[]
  readonly profile: ExportProfile
  readonly unitName: string
  readonly createdAt: string
  readonly today: string
}) => Promise<{ readonly bytes: Uint8Array }>

export const createBackupJob = (
  store: Store,
  registers: readonly Register[],
  writeList: WriteList,
): BackupJob => ({
  build: async (request, onStage) => {
    const { settings, at } = request
    const sheets: { readonly name: string; readonly bytes: Uint8Array }[] = []
    const described: ReadingPage['registers'][number][] = []
    const due: DueItem[] = []
    let open: readonly OpenItem[] = []
    for (const [index, register] of registers.entries()) {
      onStage?.(register.title)
      const records = await store.all(register.name)
      const name = `台账/${String(index + 1).padStart(2, '0')} ${register.title}.xlsx`
      // A backup is for the office itself: phones stand in it whole.
      const { bytes } = await writeList({ ...listOf(register, request), profile: ownUse })
      sheets.push({ name, bytes })
      const { title, unit } = register
      described.push({
        title,
        unit,
        count: records.length,
        workbook: name,
        states: statesIn(register, records),
      })
      due.push(...dueIn(register, records, request))
      if (register.name === 'needs') open = openIn(register, records)
    }
    const files = await filesOf(store)
    const page = readingPage({
      ...request,
      unitName: settings.unitName,
      person: settings.person,
      moment: beijingMoment(at),
      registers: described,
      open,
      due,
      files: files.map(({ path, name, of }) => ({ path, name, of })),
    })
    const pageName = request.kind === 'handover' ? '交接说明.html' : '备份说明.html'
    return {
      about: {
        kind: request.kind,
        at,
        unitName: settings.unitName,
        person: settings.person,
        district: settings.homeDistrict,
        districtName: request.districtName,
        appVersion: request.appVersion,
        counts: described.map(({ title, unit, count }) => ({ title, unit, count })),
      },
      readable: [{ name: pageName, bytes: new TextEncoder().encode(page) }, ...sheets],
      extensions: Object.fromEntries(files.map(({ hash, extension }) => [hash, extension])),
    }
  },
})

const listOf = (register: Register, { settings, at }: BackupRequest) => ({
  query: { register: register.name, search: '', filters: [], sort: register.sort },
  columns: columnNames(register),
  unitName: settings.unitName,
  createdAt: at,
  today: beijingDay(at),
})

const statesIn = ({ lifecycle }: Register, records: readonly LedgerRecord[]) =>
  (lifecycle?.states ?? []).flatMap(({ name }) => {
    const count = records.filter(
      ({ values }) => lifecycle !== undefined && stateOf(lifecycle, values) === name,
    ).length
    return count === 0 ? [] : [{ state: name, count }]
  })

const dueIn = (
  register: Register,
  records: readonly LedgerRecord[],
  { at, settings }: BackupRequest,
): readonly DueItem[] => {
  const day = { today: beijingDay(at), rules: settings.rules ?? usualRules }
  return records.flatMap((record) =>
    flagsOf(register, record.values, day).map(({ label, why }) => ({
      register: register.title,
      code: record.code,
      label: labelOf(register, record),
      flag: label,
      why,
    })),
  )
}

const openIn = (register: Register, records: readonly LedgerRecord[]): readonly OpenItem[] => {
  const { lifecycle } = register
  if (lifecycle === undefined) return []
  const closed = new Set(lifecycle.states.filter(({ terminal }) => terminal).map(({ name }) => name))
  return records
    .filter(({ values }) => !closed.has(stateOf(lifecycle, values)))
    .map((record) => ({
      code: record.code,
      label: labelOf(register, record),
      state: stateOf(lifecycle, record.values),
      owner: textIn(record, 'owner'),
      due: textIn(record, 'dueDate'),
    }))
}

const textIn = ({ values }: LedgerRecord, name: string): string => {
  const value = values[name]
  return typeof value === 'string' ? value : ''
}

const filesOf = async (store: Store) =>
  (await store.attachments()).map(({ attachment: { hash, name }, code, label }) => {
    const known = extensionOf(name)
    const extension = attachmentTypes.has(known) ? known : 'bin'
    return { hash, extension, name, path: `${attachmentFolder}/${hash}.${extension}`, of: `${code} ${label}` }
  })
