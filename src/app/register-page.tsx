import { registers } from '../domain/registers/all'
import type { DistrictEntry } from '../domain/district-entry'
import type { Register } from '../domain/register'
import { newCustom } from '../features/reports/custom/saved-custom'
import { customPage, isUnsaved, useReportState } from '../features/reports/report-state'
import type { Settings } from '../storage/store'
import { useNotices } from '../ui/notices'
import { Page } from '../ui/page'
import type { ExportProfile } from '../workbook/export-profile'
import { boardNames } from './board-names'
import { systemClock } from './clock'
import {
  DistrictTiles,
  DuePage,
  NeedBoardPage,
  RegisterList,
  TaskGantt,
  ViewSwitch,
  WeeklyBoardPage,
} from './lazy-pages'
import { type PlaceOf, useNavigation } from './navigation'
import type { Services } from './services'
import { nameOfDistrict } from './use-districts'
import type { ListExporting } from './use-list-export'

interface RegisterPageProps {
  readonly services: Services
  readonly settings: Settings
  readonly districts: readonly DistrictEntry[]
  readonly profiles: readonly ExportProfile[]
  readonly exporting: ListExporting
  readonly register: Register
  readonly place: PlaceOf<'register'>
}

/** The records of a register: as a list, or as the board that it has beside it. */
export const RegisterPage = ({
  services,
  settings,
  districts,
  profiles,
  exporting,
  register,
  place,
}: RegisterPageProps) => {
  const { store } = services
  const { district, go, openForm } = useNavigation()
  const today = systemClock.today()
  const notices = useNotices()
  const open = (to: string, id: string): void => go({ page: 'record', register: to, id })
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
