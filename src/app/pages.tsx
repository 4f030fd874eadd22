import { Button } from 'antd'
import { registers } from '../domain/registers/all'
import type { DistrictEntry } from '../domain/district-entry'
import { usualRules } from '../domain/office-rules'
import { HomePage } from '../features/home/home-page'
import { createImportMemory } from '../features/import/import-memory'
import { newCustom } from '../features/reports/custom/saved-custom'
import { customPage, isUnsaved, useReportState } from '../features/reports/report-state'
import { useProfiles } from '../features/exports/use-profiles'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Settings } from '../storage/store'
import { useNotices } from '../ui/notices'
import { Page } from '../ui/page'
import { ViewSwitch } from '../ui/view-switch'
import { useFileCheck } from './attachment-check'
import { boardNames } from './board-names'
import { bridge } from './bridge'
import { systemClock } from './clock'
import {
  BackupPage,
  ChangesButton,
  ExportsPage,
  GatherPage,
  CleanPage,
  DistrictTiles,
  DuePage,
  FilterBar,
  HelpBook,
  HistoryPage,
  ImportPage,
  NeedBoardPage,
  ProposalsButton,
  QualityPage,
  RecordDetail,
  RecordHistory,
  RegisterList,
  ReportsPage,
  SampleSection,
  SentNotice,
  SettingsPage,
  TaskGantt,
  TrashPage,
  WeeklyBoardPage,
  WeekSources,
} from './lazy-pages'
import { useNavigation } from './navigation'
import { keepFile } from './keep-file'
import { restoredFields } from './restored-fields'
import type { Services } from './services'
import { useExportLog } from './use-export-log'
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
  const { store, importing, reporting, backing, weekly, needs, gathering, templating, cancelWork } = services
  const { place, district, go, replace, back, openForm } = useNavigation()
  const unitName = useUnitName(services, district, settings)
  const checkFiles = useFileCheck(store)
  const today = systemClock.today()
  const notices = useNotices()
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
        rules={settings.rules ?? usualRules}
        now={systemClock.now}
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
  if (place.page === 'record') {
    return (
      <RecordDetail
        {...{ register, registers, store, settings, today }}
        now={systemClock.now}
        id={place.id}
        among={place.among}
        moreActions={
          register.name === 'needs'
            ? (record) => (
                <ProposalsButton
                  key={record.id}
                  {...{ store, register, today }}
                  need={record}
                  onOpen={open}
                />
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
  const board = boardNames[register.name]
  const views =
    board === undefined ? undefined : (
      <ViewSwitch
        views={['列表', board]}
        view={place.view === 'board' ? board : '列表'}
        onView={(view) =>
          go({ page: 'register', register: register.name, ...(view === board ? { view: 'board' } : {}) })
        }
      />
    )
  if (place.view === 'board' && register.name === 'keyTasks') {
    return (
      <Page title={register.title} help={register.help} extra={views}>
        <TaskGantt
          {...{ store, settings, district, today }}
          onOpen={open}
          onNew={(to, initial) => openForm({ kind: 'new', register: to, initial })}
        />
      </Page>
    )
  }
  if (place.view === 'board' && register.name === 'districts') {
    return (
      <Page title={register.title} help={register.help} extra={views}>
        <DistrictTiles {...{ store, today }} onOpen={open} />
      </Page>
    )
  }
  if (place.view === 'board' && register.name === 'weeklyReports') {
    return (
      <WeeklyBoardPage
        {...{ store, settings, today, views }}
        job={weekly}
        now={systemClock.now}
        onOpen={(id) => open(register.name, id)}
        onTeams={() => go({ page: 'register', register: 'teams' })}
      />
    )
  }
  if (place.view === 'board' && register.name === 'submissions') {
    const own = district ?? settings.homeDistrict
    return (
      <DuePage
        key={own}
        {...{ store, today, views }}
        district={own}
        districtName={nameOfDistrict(districts, own)}
        onOpen={(id) => open(register.name, id)}
        onStart={({ code, period }) => {
          useReportState.getState().begin(code, period, today)
          go({ page: 'reports' })
        }}
      />
    )
  }
  if (place.view === 'board' && register.name === 'needs') {
    return (
      <NeedBoardPage
        {...{ register, registers, store, settings, district, today, views }}
        job={needs}
        now={systemClock.now}
        onOpen={(id) => open(register.name, id)}
        onEdit={(id, field) =>
          openForm({ kind: 'edit', register: register.name, id, ...(field === undefined ? {} : { field }) })
        }
        onNew={(to, initial) => openForm({ kind: 'new', register: to, initial })}
        onList={(filters) => go({ page: 'register', register: register.name, filters })}
      />
    )
  }
  return (
    <RegisterList
      key={register.name}
      views={views}
      {...{ register, registers, store, settings, profiles, district, districts, today }}
      now={systemClock.now}
      initialFilters={place.filters}
      initialSearch={place.search}
      onNew={(initial) =>
        openForm({ kind: 'new', register: register.name, ...(initial === undefined ? {} : { initial }) })
      }
      onEdit={(id) => openForm({ kind: 'edit', register: register.name, id })}
      onOpen={(id, among) => go({ page: 'record', register: register.name, id, among })}
      onImport={() => go({ page: 'import' })}
      onTemplate={() => void exporting.exportTemplate(register.name)}
      onPaste={(text) => go({ page: 'import', pasted: { register: register.name, text } })}
      exporting={exporting}
      onExport={(request) => void exporting.exportList(request)}
      onReport={(list) => {
        const { draft, design, show } = useReportState.getState()
        if (draft !== undefined && isUnsaved(draft)) {
          show(customPage)
          notices.hint('有一张自定义报表还没有保存。请先保存它，或离开它，再从列表做新的报表。')
        } else design({ custom: newCustom(register, list), before: undefined })
        go({ page: 'reports' })
      }}
    />
  )
}

/** The district of the municipal offices. */
const wholeCity = '500000'

const nameOfDistrict = (districts: readonly DistrictEntry[], code: string): string =>
  districts.find((district) => district.code === code)?.name ?? code

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
