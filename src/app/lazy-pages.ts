import type { ComponentType } from 'react'
import { later } from '../ui/later'

/**
 * What is not needed for the first picture of the window. Each part is loaded when it is shown, and all of them one after
 * another as soon as the window is at rest, so that none has to be waited for: what is typed into first comes first.
 */
const waiting: (() => Promise<unknown>)[] = []

export const soon = <P extends object>(load: () => Promise<ComponentType<P>>) => {
  const { View, fetch } = later(load)
  waiting.push(fetch)
  return View
}

export const DistrictSelect = soon(async () => (await import('./district-select')).DistrictSelect)
export const RecordForm = soon(
  async () => (await import('../features/registers/form/record-form')).RecordForm,
)
export const RegisterList = soon(
  async () => (await import('../features/registers/list/register-list')).RegisterList,
)
export const FilterBar = soon(async () => (await import('../features/registers/list/filter-bar')).FilterBar)
export const RecordDetail = soon(
  async () => (await import('../features/registers/detail/record-detail')).RecordDetail,
)
export const CleanPage = soon(async () => (await import('../features/clean/clean-page')).CleanPage)
export const ImportPage = soon(async () => (await import('../features/import/import-page')).ImportPage)
export const ReportsPage = soon(async () => (await import('../features/reports/reports-page')).ReportsPage)
export const ChangesButton = soon(
  async () => (await import('../features/reports/changes-dialog')).ChangesButton,
)
export const SentNotice = soon(async () => (await import('../features/reports/sent-notice')).SentNotice)
export const DuePage = soon(async () => (await import('../features/reports/due/due-page')).DuePage)
export const QualityPage = soon(
  async () => (await import('../features/reports/quality/quality-page')).QualityPage,
)
export const GatherPage = soon(async () => (await import('../features/gather/gather-page')).GatherPage)
export const ProposalsButton = soon(
  async () => (await import('../features/matching/proposals-button')).ProposalsButton,
)
export const SettingsPage = soon(
  async () => (await import('../features/settings/settings-page')).SettingsPage,
)
export const SampleSection = soon(
  async () => (await import('../features/samples/sample-section')).SampleSection,
)
export const HelpBook = soon(async () => (await import('../features/help/help-book')).HelpBook)

export const ExportsPage = soon(async () => (await import('../features/exports/exports-page')).ExportsPage)
export const HistoryPage = soon(async () => (await import('../features/history/history-page')).HistoryPage)
export const RecordHistory = soon(
  async () => (await import('../features/history/record-history')).RecordHistory,
)
export const BackupPage = soon(async () => (await import('../features/backup/backup-page')).BackupPage)
export const TrashPage = soon(async () => (await import('../features/trash/trash-page')).TrashPage)

export const NeedBoardPage = soon(
  async () => (await import('../features/registers/pipeline/need-board-page')).NeedBoardPage,
)
export const WeeklyBoardPage = soon(
  async () => (await import('../features/weekly/weekly-board-page')).WeeklyBoardPage,
)
export const WeekSources = soon(async () => (await import('../features/weekly/week-sources')).WeekSources)

export const TaskGantt = soon(async () => (await import('../features/pictures/task-gantt')).TaskGantt)
export const DistrictTiles = soon(
  async () => (await import('../features/pictures/district-tiles')).DistrictTiles,
)

export const ViewSwitch = soon(async () => (await import('../ui/view-switch')).ViewSwitch)

const patience = 300

/** Loads the other parts, each when the window is idle, or a moment later if it never is. */
export const loadTheRest = (): void => {
  requestIdleCallback(
    () => {
      const load = waiting.shift()
      if (load !== undefined) void load().then(loadTheRest)
    },
    { timeout: patience },
  )
}
