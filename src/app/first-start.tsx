import { factOperations } from '../features/samples/facts'
import { districtOperations } from '../features/samples/reference-data'
import { sampleOperations } from '../features/samples/samples'
import { Welcome } from '../features/welcome/welcome'
import type { Settings, Store } from '../storage/store'
import { systemClock } from './clock'

interface FirstStartProps {
  readonly store: Store
  readonly onReady: (settings: Settings) => void
}

/** The welcome, with all that an office can begin with. */
export const FirstStart = ({ store, onReady }: FirstStartProps) => (
  <Welcome
    store={store}
    today={systemClock.today()}
    reference={districtOperations}
    facts={factOperations}
    examples={sampleOperations}
    onReady={onReady}
  />
)
