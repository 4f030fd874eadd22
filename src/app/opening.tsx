import { lazy, useEffect, useState } from 'react'
import { DamagedLedger } from '../features/opening/damaged-ledger'
import { NewerLedger } from '../features/opening/newer-ledger'
import { StuckLedger } from '../features/opening/stuck-ledger'
import { Waiting } from '../features/opening/waiting'
import { isWorthTelling } from '../features/opening/opening-words'
import type { Opening as Opened, OpeningProgress, Settings } from '../storage/store'
import { useNotices } from '../ui/notices'
import { bridge } from './bridge'
import { rememberedSettings, rememberSettings } from './remembered-settings'
import { SecondCopy } from './second-copy'
import type { Services } from './services'
import { Shell } from './shell'

/** Only needed once. */
const FirstStart = lazy(async () => ({ default: (await import('./first-start')).FirstStart }))
/** Hardly ever needed. */
const WhatHappened = lazy(async () => ({
  default: (await import('../features/opening/what-happened')).WhatHappened,
}))

/**
 * From the start of the window to the desk: the ledger is looked at first, and what was wrong with it is told. While it is
 * looked at the desk already stands there, and all that it asks of the ledger waits until that is done.
 */
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
  if (opened === undefined) {
    const desk = progress === undefined ? rememberedSettings() : undefined
    return desk === undefined ? (
      <Waiting progress={progress} />
    ) : (
      <Desk services={services} caughtUp={0} isOpening />
    )
  }
  if (opened.kind === 'newer') return <Refused />
  const showFolder = async (folder: 'damagedStore' | 'vault'): Promise<void> => {
    const shown = await bridge.showFolder({ folder })
    if (shown.status === 'failed') notices.failed(shown.message, shown.advice)
  }
  if (opened.kind === 'stuck')
    return <StuckLedger onRetry={() => location.reload()} onShowFolder={() => void showFolder('vault')} />
  if (isWorthTelling(opened) && !isTold)
    return (
      <WhatHappened
        opening={opened}
        onShowFolder={(folder) => void showFolder(folder)}
        onGoOn={() => setIsTold(true)}
      />
    )
  // Where something was told, this was told with it.
  const caughtUp = opened.kind === 'sound' && !isWorthTelling(opened) ? opened.caughtUp : 0
  return <Desk services={services} caughtUp={caughtUp} isOpening={false} />
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
  /** The ledger is still being looked at. */
  readonly isOpening: boolean
}

/** First the welcome, then the desk. */
const Desk = ({ services, caughtUp, isOpening }: DeskProps) => {
  const { store } = services
  const notices = useNotices()
  const [settings, setSettings] = useState<Settings | 'none' | undefined>(rememberedSettings)
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
    if (settings !== undefined) rememberSettings(settings === 'none' ? undefined : settings)
  }, [settings])
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
        copy.status === 'damaged' ? (
          <DamagedLedger onMend={() => location.reload()} />
        ) : settings === 'none' ? (
          <FirstStart store={store} onReady={setSettings} />
        ) : (
          <Shell {...{ services, settings, copy, isOpening }} onSettings={setSettings} />
        )
      }
    </SecondCopy>
  )
}
