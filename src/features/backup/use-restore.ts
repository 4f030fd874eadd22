import { useCallback, useEffect, useRef, useState } from 'react'
import type { BackupAbout, OpenBackupResult } from '../../bridge/backup'
import { beijingMoment } from '../../domain/kinds/date'
import type { Comparison, ComparisonFault, RestoreResult, Store } from '../../storage/store'
import { useNotices } from '../../ui/notices'
import type { BackupBridge } from './backup-bridge'

/** What is to be restored: the file that was just chosen, or a snapshot of this ledger. */
export type RestoreSource =
  | {
      readonly kind: 'backup'
      readonly name: string
      readonly locked: boolean
      /** ISO instant at which a snapshot was taken; null for a backup. */
      readonly snapshotAt: string | null
    }
  | { readonly kind: 'snapshot'; readonly name: string; readonly at: string }

export interface RestoreWork {
  readonly source: RestoreSource
  readonly store: Store
  readonly bridge: BackupBridge
  /** Code of 本机地区; undefined before there is one. */
  readonly homeDistrict: string | undefined
  /** `about` is what a backup says of itself. */
  readonly onRestored: (
    done: Extract<RestoreResult, { readonly ok: true }>,
    about: BackupAbout | undefined,
  ) => void
  readonly onClose: () => void
}

/** What is said of the file that was chosen. */
export type Opened = Extract<OpenBackupResult, { readonly status: 'opened' }>

type State =
  | { readonly step: 'passphrase'; readonly refusal: string | undefined }
  | { readonly step: 'reading' | 'restoring' }
  | { readonly step: 'refused'; readonly fault: ComparisonFault }
  | { readonly step: 'shown'; readonly comparison: Comparison; readonly opened: Opened | undefined }

/** What the restore is called, in the dialog and in 变更记录. */
export const titleOf = (source: RestoreSource): string => {
  const at = source.kind === 'backup' ? source.snapshotAt : source.at
  return at === null ? `恢复备份 ${source.name}` : `恢复快照 ${beijingMoment(at)}`
}

/** Records that a restore would change. */
export const changesIn = ({ ledger, seq, registers }: Comparison): number =>
  ledger === 'empty'
    ? seq
    : registers.reduce((sum, { added, changed, removed }) => sum + added + changed + removed, 0)

/** Opens, compares, and only then restores. */
export const useRestore = ({ source, store, bridge, homeDistrict, onRestored, onClose }: RestoreWork) => {
  const [state, setState] = useState<State>(
    source.kind === 'backup' && source.locked
      ? { step: 'passphrase', refusal: undefined }
      : { step: 'reading' },
  )
  const [entries, setEntries] = useState(0)
  const notices = useNotices()

  const compare = useCallback(
    async (opened: Opened | undefined): Promise<void> => {
      const from =
        source.kind === 'backup'
          ? ({ kind: 'backup' } as const)
          : ({ kind: 'snapshot', name: source.name } as const)
      const found = await store.compare(from, setEntries).catch(() => unreadable)
      const fault = 'message' in found ? found : wrongOffice(found, opened, homeDistrict)
      if (fault !== undefined) setState({ step: 'refused', fault })
      else if (!('message' in found)) setState({ step: 'shown', comparison: found, opened })
    },
    [source, store, homeDistrict],
  )
  const open = useCallback(
    async (passphrase: string | null): Promise<void> => {
      setState({ step: 'reading' })
      setEntries(0)
      const opened = await bridge.openBackup({ passphrase })
      if (opened.status === 'wrongPassphrase') setState({ step: 'passphrase', refusal: opened.message })
      else if (opened.status === 'failed') setState({ step: 'refused', fault: opened })
      else if (opened.status === 'cancelled') onClose()
      else await compare(opened)
    },
    [bridge, compare, onClose],
  )
  const begun = useRef(false)
  useEffect(() => {
    // Once: what comes later is said in the dialog.
    if (begun.current) return
    begun.current = true
    if (source.kind === 'snapshot') void compare(undefined)
    else if (!source.locked) void open(null)
  }, [source, compare, open])

  const restore = async (): Promise<void> => {
    if (state.step !== 'shown') return
    const { comparison, opened } = state
    setState({ step: 'restoring' })
    const files = await bridge.takeBackupFiles()
    if (files.status === 'done' && changesIn(comparison) === 0) {
      void store.forgetCompared()
      void bridge.closeBackup()
      notices.done(`已补回 ${String(files.taken)} 个附件`)
      onClose()
      return
    }
    const done: RestoreResult | ComparisonFault =
      files.status === 'failed' ? files : await store.restore(titleOf(source))
    if ('ok' in done && done.ok) {
      void bridge.closeBackup()
      onRestored(done, opened?.about ?? undefined)
    } else {
      const advice = 'advice' in done ? done.advice : '现有数据没有改动。'
      setState({ step: 'refused', fault: { message: done.message, advice } })
    }
  }
  return { state, open, restore, entries }
}

/** Rotation may have taken a snapshot away while it stood in the list. */
const unreadable: ComparisonFault = {
  message: '这份备份没有读成，可能刚被清理。',
  advice: '请关闭后重新打开“备份与恢复”，另选一份。现有数据没有改动。',
}

/** Why this office cannot take it over, where it cannot. */
const wrongOffice = (
  { ledger, settings }: Comparison,
  opened: Opened | undefined,
  homeDistrict: string | undefined,
): ComparisonFault | undefined => {
  const about = opened?.about ?? undefined
  const district = about?.district ?? settings?.homeDistrict
  if (ledger === 'empty') return district === undefined ? ofNobody : undefined
  if (opened === undefined || district === undefined || district === homeDistrict) return undefined
  const whose =
    about === undefined ? (settings?.unitName ?? '') : `${about.districtName}（${about.unitName}）`
  return {
    message: `这份备份是${whose}的，与本机地区不同，没有恢复。`,
    advice: '请换一份本地区的备份。要接手那个地区的台账，请在新安装的程序的欢迎页恢复。现有数据没有改动。',
  }
}

/** A new ledger could not begin with it. */
const ofNobody: ComparisonFault = {
  message: '这份快照里没有单位和地区的设置，不能用来新建台账。',
  advice: '请换一份备份或更晚的快照；也可以先填好本机地区开始使用，再到“备份与恢复”里恢复它。',
}
