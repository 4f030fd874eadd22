import { Suspense } from 'react'
import type { DistrictEntry } from '../domain/district-entry'
import { registers } from '../domain/registers/all'
import type { Settings, Store } from '../storage/store'
import { systemClock } from './clock'
import { RecordForm } from './lazy-pages'
import { useNavigation } from './navigation'

interface FormsProps {
  readonly store: Store
  readonly settings: Settings
  readonly districts: readonly DistrictEntry[]
}

/** The form that lies over the page, when one is open. */
export const Forms = ({ store, settings, districts }: FormsProps) => {
  const { form, district, go, closeForm } = useNavigation()
  const register = registers.find(({ name }) => name === form?.register)
  if (form === undefined || register === undefined) return null
  return (
    <Suspense>
      <RecordForm
        key={form.kind === 'edit' ? form.id : `new ${form.register}`}
        {...{ register, registers, store, settings, district, districts }}
        today={systemClock.today()}
        target={form}
        onClose={closeForm}
        onSaved={() => undefined}
        onOpenRecord={(name, id) => go({ page: 'record', register: name, id })}
      />
    </Suspense>
  )
}
