import { Select } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { AppCommand } from '../bridge/channels'
import { registers } from '../domain/registers/all'
import { UndoDesk } from '../features/history/undo-desk'
import { useUndoLast } from '../features/history/undo-last'
import type { CopyState, PickOption, Settings } from '../storage/store'
import { useReportState } from '../features/reports/report-state'
import './app.css'
import { ErrorBoundary } from './error-boundary'
import { Forms } from './forms'
import { type Place, useNavigation } from './navigation'
import { Pages } from './pages'
import { CopyNotice } from './second-copy'
import type { Services } from './services'
import { useShortcuts } from './shortcuts'

interface ShellProps {
  readonly services: Services
  readonly settings: Settings
  readonly copy: CopyState
  readonly onSettings: (settings: Settings) => void
}

interface Entry {
  readonly label: string
  readonly place: Place
}

const registerEntry = (name: string): Entry => ({
  label: registers.find((register) => register.name === name)?.title ?? name,
  place: { page: 'register', register: name },
})

const menu: readonly { readonly title?: string; readonly entries: readonly Entry[] }[] = [
  { entries: [{ label: '首页', place: { page: 'home' } }] },
  { title: '服务', entries: ['needs', 'serviceRecords'].map(registerEntry) },
  { title: '共同体', entries: ['consortia', 'organizations', 'experts', 'teams'].map(registerEntry) },
  { title: '试点', entries: ['districts'].map(registerEntry) },
  {
    title: '数据',
    entries: [
      { label: '导入', place: { page: 'import' } },
      { label: '报表', place: { page: 'reports' } },
      { label: '变更记录', place: { page: 'history' } },
      { label: '回收站', place: { page: 'trash' } },
    ],
  },
  { entries: [{ label: '设置', place: { page: 'settings' } }] },
]

const isCurrent = (place: Place, now: Place): boolean =>
  place.page === 'register'
    ? (now.page === 'register' || now.page === 'record') && now.register === place.register
    : now.page === place.page

/** The frame around every page: header with the district, navigation, forms that lie over it. */
export const Shell = (props: ShellProps) => (
  <UndoDesk store={props.services.store} registers={registers}>
    <Frame {...props} />
  </UndoDesk>
)

const Frame = ({ services, settings, copy, onSettings }: ShellProps) => {
  const { store } = services
  const { place, go, district, setDistrict } = useNavigation()
  const [districts, setDistricts] = useState<readonly PickOption[]>([])
  const [ready, setReady] = useState(false)
  useEffect(() => {
    setDistrict(settings.homeDistrict)
    setReady(true)
    void store.pick({ register: 'districts', search: '', limit: 100 }).then(setDistricts)
  }, [store, settings.homeDistrict, setDistrict])
  useShortcuts(useCommands(services))
  /** The navigation leads to the beginning of a page; coming back from records leads to where one was. */
  const enter = (to: Place): void => {
    if (to.page === 'reports') useReportState.getState().show(undefined)
    go(to)
  }
  const districtName =
    district === undefined ? '全市' : (districts.find(({ code }) => code === district)?.label ?? district)

  return (
    <div className="shell">
      <header className="shell-head">
        <strong>科创台账</strong>
        <label className="inline" htmlFor="district">
          当前地区
        </label>
        <Select
          id="district"
          style={{ width: 170 }}
          value={district ?? 'all'}
          options={[
            { value: 'all', label: '全市' },
            ...districts.map(({ code, label }) => ({ value: code, label })),
          ]}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={(code: string) => setDistrict(code === 'all' ? undefined : code)}
        />
        <span className="spring" />
        <span>{`${settings.unitName}　${settings.person}`}</span>
      </header>
      <CopyNotice state={copy} />
      <nav className="shell-nav" aria-label="主导航">
        {menu.map(({ title, entries }) => (
          <div key={title ?? entries[0]?.label}>
            {title !== undefined && <h2>{title}</h2>}
            {entries.map((entry) => (
              <button
                key={entry.label}
                type="button"
                aria-current={isCurrent(entry.place, place) ? 'page' : undefined}
                onClick={() => enter(entry.place)}
              >
                {entry.label}
              </button>
            ))}
          </div>
        ))}
      </nav>
      <div className="shell-page">
        <ErrorBoundary key={JSON.stringify(place)}>
          {ready && (
            <Pages
              services={services}
              settings={settings}
              districtName={districtName}
              onSettings={onSettings}
            />
          )}
        </ErrorBoundary>
      </div>
      <Forms store={store} settings={settings} />
    </div>
  )
}

/** Commands that belong to the whole window, from the menu or the keys. */
const useCommands = ({ store }: Services): ((command: AppCommand) => void) => {
  const { undoLast, redoLast } = useUndoLast(store)
  const { go, openForm } = useNavigation()
  return useCallback(
    (command) => {
      const { place, form } = useNavigation.getState()
      if (form !== undefined) return
      if (command === 'new') {
        const register =
          place.page === 'register' || place.page === 'record' ? place.register : 'serviceRecords'
        openForm({ kind: 'new', register })
      }
      if (command === 'import') go({ page: 'import' })
      if (command === 'settings') go({ page: 'settings' })
      if (command === 'undo') undoLast()
      if (command === 'redo') redoLast()
    },
    [undoLast, redoLast, go, openForm],
  )
}
