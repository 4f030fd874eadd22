import { useCallback, useState } from 'react'
import { factOperations } from '../features/samples/facts'
import { districtOperations } from '../features/samples/reference-data'
import { sampleOperations } from '../features/samples/samples'
import { Welcome } from '../features/welcome/welcome'
import type { Settings, Store } from '../storage/store'
import { systemClock } from './clock'
import { HelpDialog } from './help-dialog'
import { useShortcuts } from './shortcuts'

interface FirstStartProps {
  readonly store: Store
  readonly onReady: (settings: Settings) => void
}

/** The welcome, with the manual over it. */
export const FirstStart = ({ store, onReady }: FirstStartProps) => {
  const [helping, setHelping] = useState(false)
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
        onHelp={() => setHelping(true)}
      />
      {helping && <HelpDialog topic="welcome" onClose={() => setHelping(false)} />}
    </>
  )
}
