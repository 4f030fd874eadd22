import { Suspense } from 'react'
import type { DistrictEntry } from '../domain/district-entry'
import { registers } from '../domain/registers/all'
import type { Settings } from '../storage/store'
import { systemClock } from './clock'
import { RecordForm, SentNotice } from './lazy-pages'
import { useNavigation } from './navigation'
import type { Services } from './services'

interface FormsProps {
  readonly services: Pick<Services, 'store' | 'sent'>
  readonly settings: Settings
  readonly districts: readonly DistrictEntry[]
}

/** The form that lies over the page, when one is open. */
export const Forms = ({ services: { store, sent }, settings, districts }: FormsProps) => {
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
        notice={(record) => <SentNotice {...{ record, register }} job={sent} place="form" />}
        onOpenRecord={(name, id) => go({ page: 'record', register: name, id })}
      />
    </Suspense>
  )
}
