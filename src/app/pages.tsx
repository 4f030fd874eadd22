import { Button } from 'antd'
import { registers } from '../domain/registers/all'
import type { DistrictEntry } from '../domain/district-entry'
import { HomePage } from '../features/home/home-page'
import { createImportMemory } from '../features/import/import-memory'
import { useProfiles } from '../features/exports/use-profiles'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Settings } from '../storage/store'
import { Page } from '../ui/page'
import { useFileCheck } from './attachment-check'
import { bridge } from './bridge'
import { systemClock } from './clock'
import {
  BackupPage,
  ExportsPage,
  GatherPage,
  CleanPage,
  DistrictTiles,
  FilterBar,
  HelpBook,
  HistoryPage,
  ImportPage,
  QualityPage,
  ReportsPage,
  SampleSection,
  SettingsPage,
  TaskGantt,
  TrashPage,
} from './lazy-pages'
import { useNavigation } from './navigation'
import { keepFile } from './keep-file'
import { RecordPage } from './record-page'
import { RegisterPage } from './register-page'
import { restoredFields } from './restored-fields'
import type { Services } from './services'
import { useExportLog } from './use-export-log'
import { nameOfDistrict } from './use-districts'
import { useListExport } from './use-list-export'

interface PagesProps {
  readonly services: Services
  readonly settings: Settings
  readonly districtName: string
  readonly districts: readonly DistrictEntry[]
  readonly onSettings: (settings: Settings) => void
}

/** The page that the window shows, with all that it needs. */
export const Pages = ({ services, settings, districtName, districts, onSettings }: PagesProps) => {
  const { store, importing, reporting, backing, gathering, templating, cancelWork } = services
  const { place, district, go, replace, back, openForm } = useNavigation()
  const unitName = useUnitName(services, district, settings)
  const checkFiles = useFileCheck(store)
  const today = systemClock.today()
  const { log, noteFile, saveFile } = useExportLog(store, settings)
  const { profiles, keep } = useProfiles(store)
  const exporting = useListExport(services, settings, saveFile, districtName)
  const files = useMemo(() => ({ ...bridge, saveFile }), [saveFile])
  const saidNames = useMemo(() => createImportMemory(store), [store])
  const takenOver = useCallback(() => replace({ page: 'import' }), [replace])

  if (place.page === 'home') {
    return (
      <HomePage
        {...{ store, registers, district, districtName, today }}
        onRegister={(register, filters) =>
          go({ page: 'register', register, ...(filters === undefined ? {} : { filters }) })
        }
        onOpen={(register, id) => go({ page: 'record', register, id })}
        onWeekBoard={() => go({ page: 'register', register: 'weeklyReports', view: 'board' })}
        pictures={
          <>
            <TaskGantt
              {...{ store, settings, district, today }}
              onlyIfAny
              onOpen={(register, id) => go({ page: 'record', register, id })}
              onNew={(register, initial) => openForm({ kind: 'new', register, initial })}
            />
            {(district === undefined || district === wholeCity) && (
              <DistrictTiles
                {...{ store, today }}
                onOpen={(register, id) => go({ page: 'record', register, id })}
              />
            )}
          </>
        }
        onNew={(register) => openForm({ kind: 'new', register })}
        onImport={() => go({ page: 'import' })}
        onReports={() => go({ page: 'reports' })}
        onHistory={() => go({ page: 'history' })}
        onHelp={() => go({ page: 'help', topic: 'welcome' })}
      />
    )
  }
  if (place.page === 'import') {
    return (
      <ImportPage
        job={importing}
        {...{ registers, district, settings }}
        files={files}
        pasted={place.pasted}
        onPastedTaken={takenOver}
        onShowRecords={(register, batch) =>
          go({ page: 'register', register, filters: [{ kind: 'batch', batch }] })
        }
        onCancel={cancelWork}
      />
    )
  }
  if (place.page === 'reports') {
    return (
      <ReportsPage
        job={reporting}
        submitting={{
          store,
          keepFile,
          noteFile,
          onOpenRecord: (register, id) => go({ page: 'record', register, id }),
        }}
        {...{ store, templating, registers, settings, profiles, district, districtName, unitName, today }}
        now={systemClock.now}
        files={files}
        onShowRecords={(register, filters) => go({ page: 'register', register, filters })}
        onSaveRecords={exporting.exportRecords}
        onSettings={() => go({ page: 'settings' })}
        filterBar={(register, filters, onChange) => (
          <FilterBar {...{ register, registers, store, districts, filters, onChange }} />
        )}
        onCancelWork={cancelWork}
      />
    )
  }
  if (place.page === 'gather') {
    return (
      <GatherPage
        job={gathering}
        keepFile={(name, bytes) => keepFile(name, new Blob([Uint8Array.from(bytes)]))}
        {...{ store, settings, today }}
        districtName={nameOfDistrict(districts, settings.homeDistrict)}
        now={systemClock.now}
        files={files}
        onOpen={(register, id) => go({ page: 'record', register, id })}
        onCancelWork={cancelWork}
      />
    )
  }
  if (place.page === 'backup') {
    return (
      <BackupPage
        {...{ store, registers, settings, bridge, noteFile }}
        job={backing}
        districtName={nameOfDistrict(districts, settings.homeDistrict)}
        now={systemClock.now}
        changes={restoredFields}
        checkFiles={checkFiles}
        onCancelWork={cancelWork}
      />
    )
  }
  const open = (register: string, id: string): void => go({ page: 'record', register, id })
  if (place.page === 'clean')
    return (
      <CleanPage
        {...{ store, registers }}
        said={saidNames}
        onOpen={open}
        onEdit={(register, id, field) => openForm({ kind: 'edit', register, id, field })}
      />
    )
  if (place.page === 'quality') {
    return (
      <QualityPage
        {...{ store, district, today }}
        job={services.quality}
        onMend={(register, id, field) =>
          openForm({ kind: 'edit', register, id, ...(field === undefined ? {} : { field }) })
        }
        onCancelWork={cancelWork}
      />
    )
  }
  if (place.page === 'exports') return <ExportsPage {...{ registers, profiles, keep, log }} />
  if (place.page === 'history') return <HistoryPage {...{ store, registers }} onOpen={open} />
  if (place.page === 'trash') return <TrashPage {...{ store, registers }} onOpen={open} />
  if (place.page === 'settings') {
    return (
      <SettingsPage {...{ store, settings, districts, today }} onChanged={onSettings}>
        <SampleSection store={store} registers={registers} />
      </SettingsPage>
    )
  }
  if (place.page === 'help') {
    return (
      <Page
        title="使用手册"
        above={
          <Button size="small" onClick={back}>
            返回
          </Button>
        }
      >
        <HelpBook topic={place.topic} onTopic={(topic) => replace({ page: 'help', topic })} />
      </Page>
    )
  }
  const register = registers.find(({ name }) => name === place.register)
  if (register === undefined) return null
  return place.page === 'record' ? (
    <RecordPage {...{ services, settings, register, place }} />
  ) : (
    <RegisterPage {...{ services, settings, districts, profiles, exporting, register, place }} />
  )
}

/** The district of the municipal offices. */
const wholeCity = '500000'

/** 填报单位: that of this office for its own district, else the one of the district's entry. */
const useUnitName = ({ store }: Services, district: string | undefined, settings: Settings): string => {
  const [name, setName] = useState(settings.unitName)
  useEffect(() => {
    if (district === undefined || district === settings.homeDistrict) {
      setName(settings.unitName)
      return
    }
    void store.getMany('districts', [district]).then(([record]) => {
      const own = record?.values.unitName
      setName(typeof own === 'string' ? own : settings.unitName)
    })
  }, [store, district, settings])
  return name
}
