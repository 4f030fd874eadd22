import { registers } from '../domain/registers/all'
import type { Register } from '../domain/register'
import type { Settings } from '../storage/store'
import { systemClock } from './clock'
import {
  ChangesButton,
  ProposalsButton,
  RecordDetail,
  RecordHistory,
  SentNotice,
  WeekSources,
} from './lazy-pages'
import { type PlaceOf, useNavigation } from './navigation'
import { restoredFields } from './restored-fields'
import type { Services } from './services'

interface RecordPageProps {
  readonly services: Services
  readonly settings: Settings
  readonly register: Register
  readonly place: PlaceOf<'record'>
}

/** A record, with what only its register has. */
export const RecordPage = ({ services, settings, register, place }: RecordPageProps) => {
  const { store, weekly, cancelWork } = services
  const { go, replace, back, openForm } = useNavigation()
  const today = systemClock.today()
  const open = (to: string, id: string): void => go({ page: 'record', register: to, id })
  return (
    <RecordDetail
      {...{ register, registers, store, settings, today }}
      now={systemClock.now}
      id={place.id}
      among={place.among}
      moreActions={
        register.name === 'needs'
          ? (record) => (
              <ProposalsButton key={record.id} {...{ store, register, today }} need={record} onOpen={open} />
            )
          : register.name === 'submissions'
            ? (record) => (
                <ChangesButton
                  key={record.id}
                  {...{ record, registers }}
                  job={services.changing}
                  changes={restoredFields}
                  onOpen={open}
                  onCancelWork={cancelWork}
                />
              )
            : undefined
      }
      onOpen={open}
      onGo={(id) => replace({ ...place, id })}
      onEdit={(id, field) =>
        openForm({ kind: 'edit', register: register.name, id, ...(field === undefined ? {} : { field }) })
      }
      onNew={(to, initial, origin) => openForm({ kind: 'new', register: to, initial, origin })}
      onBack={back}
      onList={(name, filters) => go({ page: 'register', register: name, filters })}
      aside={(record) => (
        <>
          <SentNotice
            key={`sent ${record.id}`}
            {...{ record, register }}
            job={services.sent}
            place="record"
            onOpen={open}
          />
          {register.name === 'weeklyReports' && (
            <WeekSources
              key={record.id}
              {...{ record, store, settings, today }}
              job={weekly}
              now={systemClock.now}
              onShowRecords={(name, filters) => go({ page: 'register', register: name, filters })}
              onOpen={open}
              onEdit={(field) => openForm({ kind: 'edit', register: register.name, id: record.id, field })}
            />
          )}
        </>
      )}
      history={(onShowAt) => (
        <RecordHistory key={place.id} {...{ store, register, onShowAt }} id={place.id} />
      )}
    />
  )
}
