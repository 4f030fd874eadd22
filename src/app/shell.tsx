import { SearchOutlined, QuestionCircleOutlined } from '@ant-design/icons'
import { Suspense, useCallback, useEffect, useState } from 'react'
import { UndoDesk } from '../features/history/undo-desk'
import { useReportState } from '../features/reports/report-state'
import { SampleBanner } from '../features/samples/sample-banner'
import { registers } from '../domain/registers/all'
import type { CopyState, Settings } from '../storage/store'
import './app.css'
import { useAttachmentCheck } from './attachment-check'
import { ErrorBoundary } from './error-boundary'
import { Forms } from './forms'
import { DistrictSelect, loadTheRest, soon } from './lazy-pages'
import { MainMenu } from './main-menu'
import { type Place, useNavigation } from './navigation'
import { Pages } from './pages'
import { CopyNotice } from './second-copy'
import type { Services } from './services'
import { useShortcuts } from './shortcuts'
import { type Overlay, useCommands } from './use-commands'
import { useDistricts } from './use-districts'
import { useSentRecords } from './use-sent-records'
import { useWeeklyRows } from './use-weekly-rows'

/** Shows the manual in a dialog, which is lazy itself: declared among the other parts it would go round in a circle. */
const Overlays = soon(async () => (await import('./overlays')).Overlays)

interface ShellProps {
  readonly services: Services
  readonly settings: Settings
  readonly copy: CopyState
  /** The ledger is still being looked at: what is asked of it waits. */
  readonly isOpening: boolean
  readonly onSettings: (settings: Settings) => void
}

/** The frame around every page: header with the district, navigation, what lies over the pages. */
export const Shell = (props: ShellProps) => (
  <UndoDesk store={props.services.store} registers={registers}>
    <Frame {...props} />
  </UndoDesk>
)

const Frame = ({ services, settings, copy, isOpening, onSettings }: ShellProps) => {
  const { store } = services
  const { place, go, district, setDistrict } = useNavigation()
  const districts = useDistricts(store)
  const [ready, setReady] = useState(district === settings.homeDistrict)
  const [overlay, setOverlay] = useState<Overlay | undefined>(undefined)
  useEffect(() => {
    setDistrict(settings.homeDistrict)
    setReady(true)
  }, [settings.homeDistrict, setDistrict])
  const command = useCommands(store, overlay, setOverlay)
  useShortcuts(command)
  /** The navigation leads to the beginning of a page; coming back from records leads to where one was. */
  const enter = useCallback(
    (to: Place): void => {
      if (to.page === 'reports') useReportState.getState().show(undefined)
      go(to)
    },
    [go],
  )
  const openReport = useCallback(
    (code: string): void => {
      useReportState.getState().show(code)
      go({ page: 'reports' })
    },
    [go],
  )
  const undo = useCallback(() => command('undo'), [command])
  const redo = useCallback(() => command('redo'), [command])
  const close = useCallback(() => setOverlay(undefined), [])
  const districtName =
    district === undefined
      ? '全市'
      : (districts.find(({ code }) => code === district)?.name ??
        (districts.length === 0 ? '本地区' : district))

  return (
    <div className="shell" aria-busy={isOpening}>
      <button type="button" className="skip" onClick={() => document.querySelector('main')?.focus()}>
        跳到正文
      </button>
      <header className="shell-head">
        <strong>科创台账</strong>
        <label htmlFor="district">当前地区</label>
        <Suspense fallback={noDistrict}>
          {districts.length === 0 ? (
            noDistrict
          ) : (
            <DistrictSelect id="district" {...{ districts, district }} onChange={setDistrict} />
          )}
        </Suspense>
        <button type="button" className="head-button" title="Ctrl+K" onClick={() => command('quickSearch')}>
          <SearchOutlined aria-hidden />
          快速查找
        </button>
        <span className="spring" />
        <span className="shell-who" title={`${settings.unitName}　${settings.person}`}>
          {`${settings.unitName}　${settings.person}`}
        </span>
        <button type="button" className="head-button" title="F1" onClick={() => command('help')}>
          <QuestionCircleOutlined aria-hidden />
          使用手册
        </button>
      </header>
      {!isOpening && <Background services={services} settings={settings} />}
      <CopyNotice state={copy} />
      <MainMenu now={place} onEnter={enter} />
      <div className="shell-page">
        <SampleBanner store={store} registers={registers} />
        <div className="shell-content">
          <ErrorBoundary key={boundaryOf(place)}>
            <Suspense>
              {ready && <Pages {...{ services, settings, districtName, districts, onSettings }} />}
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
      <Forms services={services} settings={settings} districts={districts} />
      {overlay !== undefined && (
        <Suspense>
          <Overlays
            {...{ store, overlay }}
            onClose={close}
            onEnter={enter}
            onReport={openReport}
            onUndo={undo}
            onRedo={redo}
          />
        </Suspense>
      )}
    </div>
  )
}

/** In place of the select until the districts are known by their names. */
const noDistrict = <span className="shell-district none" aria-hidden />

/** What nobody waits for: it begins when the ledger is open, so that what the user asks for first comes first. */
const Background = ({ services, settings }: Pick<ShellProps, 'services' | 'settings'>) => {
  useAttachmentCheck(services.store)
  useWeeklyRows(services.store, settings)
  useSentRecords(services)
  useEffect(loadTheRest, [])
  return null
}

/** What broke stays broken until one goes elsewhere; from record to record, and within the manual, the page stays. */
const boundaryOf = (place: Place): string => {
  if (place.page === 'record') return `record ${place.register}`
  if (place.page === 'help') return 'help'
  // Tens of thousands of ids would be written out at every turn.
  return JSON.stringify(place, (key, value: unknown) =>
    key === 'ids' && typeof value === 'string' ? [value.length, value.slice(0, 40)] : value,
  )
}
