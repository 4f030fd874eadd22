import { useCallback, useEffect, useState } from 'react'
import type { BackupAbout } from '../bridge/backup'
import { registers } from '../domain/registers/all'
import { RestoreDialog, type RestoreDialogProps, type RestoreSource } from '../features/backup/restore-dialog'
import { NewerLedger } from '../features/opening/newer-ledger'
import { Waiting } from '../features/opening/waiting'
import { isWorthTelling, WhatHappened } from '../features/opening/what-happened'
import { districtOperations } from '../features/samples/reference-data'
import { factOperations } from '../features/samples/facts'
import { sampleOperations } from '../features/samples/samples'
import { Welcome } from '../features/welcome/welcome'
import type { Opening as Opened, OpeningProgress, Settings, Store } from '../storage/store'
import { useNotices } from '../ui/notices'
import { useSaved } from '../ui/saved'
import { bridge } from './bridge'
import { systemClock } from './clock'
import { HelpDialog } from './help-dialog'
import { restoredFields } from './restored-fields'
import { SecondCopy } from './second-copy'
import type { Services } from './services'
import { Shell } from './shell'
import { useShortcuts } from './shortcuts'

/** From the start of the window to the desk: the ledger is looked at first, and what was wrong with it is told. */
export const Opening = ({ services }: { readonly services: Services }) => {
  const { store } = services
  const notices = useNotices()
  const [progress, setProgress] = useState<OpeningProgress | undefined>(undefined)
  const [opened, setOpened] = useState<Opened | undefined>(undefined)
  const [fault, setFault] = useState<Error | undefined>(undefined)
  const [isTold, setIsTold] = useState(false)
  useEffect(() => {
    store
      .open(setProgress)
      .then(setOpened, (error: unknown) =>
        setFault(error instanceof Error ? error : new Error(String(error))),
      )
  }, [store])
  if (fault !== undefined) throw fault
  if (opened === undefined) return <Waiting progress={progress} />
  if (opened.kind === 'newer') return <Refused />
  const showFolder = async (folder: 'damagedStore' | 'vault'): Promise<void> => {
    const shown = await bridge.showFolder({ folder })
    if (shown.status === 'failed') notices.failed(shown.message, shown.advice)
  }
  if (isWorthTelling(opened) && !isTold)
    return (
      <WhatHappened
        opening={opened}
        onShowFolder={(folder) => void showFolder(folder)}
        onGoOn={() => setIsTold(true)}
      />
    )
  return <Desk services={services} caughtUp={opened.kind === 'sound' ? opened.caughtUp : 0} />
}

const Refused = () => {
  const [version, setVersion] = useState('')
  useEffect(() => {
    void bridge.appInfo().then((app) => setVersion(app.version))
  }, [])
  return <NewerLedger version={version} onQuit={() => window.close()} />
}

interface DeskProps {
  readonly services: Services
  /** Entries that were on the disk only once until now. */
  readonly caughtUp: number
}

/** First the welcome, then the desk. */
const Desk = ({ services, caughtUp }: DeskProps) => {
  const { store } = services
  const notices = useNotices()
  const [settings, setSettings] = useState<Settings | 'none' | undefined>(undefined)
  useEffect(() => {
    const open = async (): Promise<void> => {
      const found = await store.settings()
      // A first start that was broken off begins again.
      const begun = found !== undefined && (await store.all('districts')).length > 0
      setSettings(begun ? found : 'none')
    }
    void open()
  }, [store])
  useEffect(() => {
    if (caughtUp < 2) return
    void store.copyState().then(({ status }) => {
      if (status === 'whole') notices.done(`上次有 ${String(caughtUp)} 次操作只写好了一份，第二份已补齐`)
    })
  }, [store, notices, caughtUp])
  if (settings === undefined) return null
  return (
    <SecondCopy store={store}>
      {(copy) =>
        settings === 'none' ? (
          <FirstStart store={store} onReady={setSettings} />
        ) : (
          <Shell services={services} settings={settings} copy={copy} onSettings={setSettings} />
        )
      }
    </SecondCopy>
  )
}

/** A backup that was made before anything was set up still says whose it is. */
const settingsFrom = ({ district, unitName, person }: BackupAbout): Settings => ({
  homeDistrict: district,
  unitName,
  person,
})

interface FirstStartProps {
  readonly store: Store
  readonly onReady: (settings: Settings) => void
}

const FirstStart = ({ store, onReady }: FirstStartProps) => {
  const notices = useNotices()
  const saved = useSaved()
  const [helping, setHelping] = useState(false)
  const [source, setSource] = useState<RestoreSource | undefined>(undefined)
  const choose = async (): Promise<void> => {
    const chosen = await bridge.chooseBackup()
    if (chosen.status === 'failed') notices.failed(chosen.message, chosen.advice)
    if (chosen.status === 'chosen') setSource({ kind: 'backup', name: chosen.name, locked: chosen.locked })
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
