import { useCallback, useState } from 'react'
import type { BackupAbout } from '../bridge/backup'
import { registers } from '../domain/registers/all'
import { RestoreDialog, type RestoreDialogProps } from '../features/backup/restore-dialog'
import type { RestoreSource } from '../features/backup/use-restore'
import { factOperations } from '../features/samples/facts'
import { districtOperations } from '../features/samples/reference-data'
import { sampleOperations } from '../features/samples/samples'
import { Welcome } from '../features/welcome/welcome'
import type { Settings, Store } from '../storage/store'
import { useNotices } from '../ui/notices'
import { useSaved } from '../ui/saved'
import { bridge } from './bridge'
import { systemClock } from './clock'
import { HelpDialog } from './help-dialog'
import { restoredFields } from './restored-fields'
import { useShortcuts } from './shortcuts'

interface FirstStartProps {
  readonly store: Store
  readonly onReady: (settings: Settings) => void
}

/** A backup that was made before anything was set up still says whose it is. */
const settingsFrom = ({ district, unitName, person }: BackupAbout): Settings => ({
  homeDistrict: district,
  unitName,
  person,
})

/** The welcome, with the manual or a backup over it. */
export const FirstStart = ({ store, onReady }: FirstStartProps) => {
  const notices = useNotices()
  const saved = useSaved()
  const [helping, setHelping] = useState(false)
  const [source, setSource] = useState<RestoreSource | undefined>(undefined)
  const choose = async (): Promise<void> => {
    const chosen = await bridge.chooseBackup({ from: 'anywhere' })
    if (chosen.status === 'failed') notices.failed(chosen.message, chosen.advice)
    if (chosen.status === 'chosen') setSource({ ...chosen, kind: 'backup' })
  }
  const restored: RestoreDialogProps['onRestored'] = (done, about) => {
    const begin = async (): Promise<void> => {
      const found = await store.settings()
      const settings = found ?? (about === undefined ? undefined : settingsFrom(about))
      if (settings === undefined) return
      if (found === undefined) await store.saveSettings(settings)
      saved.tell(done, `已从备份恢复 ${String(done.records)} 条记录`)
      onReady(settings)
    }
    void begin()
  }
  useShortcuts(
    useCallback((command) => {
      if (command === 'help') setHelping((now) => !now)
    }, []),
  )
  return (
    <>
      <Welcome
        store={store}
        today={systemClock.today()}
        reference={districtOperations}
        facts={factOperations}
        examples={sampleOperations}
        onReady={onReady}
        onRestore={() => void choose()}
        onHelp={() => setHelping(true)}
      />
      {source !== undefined && (
        <RestoreDialog
          {...{ store, bridge, registers, source }}
          homeDistrict={undefined}
          changes={restoredFields}
          onRestored={restored}
          onClose={() => setSource(undefined)}
        />
      )}
      {helping && <HelpDialog topic="welcome" onClose={() => setHelping(false)} />}
    </>
  )
}
