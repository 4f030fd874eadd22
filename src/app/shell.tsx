import { Select } from 'antd'
import { useCallback, useEffect, useState } from 'react'
import type { AppCommand } from '../bridge/channels'
import { registers } from '../domain/registers/all'
import type { PickOption, Settings } from '../storage/store'
import { useReportState } from '../features/reports/report-state'
import { useNotices } from '../ui/notices'
import './app.css'
import { ErrorBoundary } from './error-boundary'
import { Forms } from './forms'
import { type Place, useNavigation } from './navigation'
import { Pages } from './pages'
import type { Services } from './services'
import { useShortcuts } from './shortcuts'

interface ShellProps {
  readonly services: Services
  readonly settings: Settings
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
    ],
  },
  { entries: [{ label: '设置', place: { page: 'settings' } }] },
]

const isCurrent = (place: Place, now: Place): boolean =>
  place.page === 'register'
    ? (now.page === 'register' || now.page === 'record') && now.register === place.register
    : now.page === place.page

/** The frame around every page: header with the district, navigation, forms that lie over it. */
export const Shell = ({ services, settings, onSettings }: ShellProps) => {
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
  const notices = useNotices()
  const { go, openForm } = useNavigation()
  return useCallback(
    (command) => {
      const { place, form } = useNavigation.getState()
      if (command === 'new' && form === undefined) {
        const register =
          place.page === 'register' || place.page === 'record' ? place.register : 'serviceRecords'
        openForm({ kind: 'new', register })
      }
      if (command === 'import' && form === undefined) go({ page: 'import' })
      if (command === 'settings' && form === undefined) go({ page: 'settings' })
      if (command === 'undo' && form === undefined) void undoLast()

      async function undoLast(): Promise<void> {
        const last = (await store.batches(20)).find(
          ({ kind, undone }) => kind !== 'undo' && kind !== 'sample' && !undone,
        )
        if (last === undefined) {
          notices.done('没有可以撤销的操作')
          return
        }
        const undone = await store.undo(last.id)
        if (undone.ok) notices.done(`已撤销“${last.title}”`)
        else notices.failed(`没有撤销“${last.title}”。`, undone.message)
      }
    },
    [store, notices, go, openForm],
  )
}
