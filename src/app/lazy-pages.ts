import { type ComponentType, lazy } from 'react'

/**
 * The pages that are not needed for the first picture of the window. Each is loaded when it is shown, and all of them
 * once the window has nothing else to do.
 */
const waiting: (() => Promise<unknown>)[] = []

const lazily = <P>(load: () => Promise<ComponentType<P>>) => {
  waiting.push(load)
  return lazy(async () => ({ default: await load() }))
}

export const FirstStart = lazily(async () => (await import('./first-start')).FirstStart)
export const RegisterList = lazily(
  async () => (await import('../features/registers/list/register-list')).RegisterList,
)
export const RecordDetail = lazily(
  async () => (await import('../features/registers/detail/record-detail')).RecordDetail,
)
export const RecordForm = lazily(
  async () => (await import('../features/registers/form/record-form')).RecordForm,
)
export const ImportPage = lazily(async () => (await import('../features/import/import-page')).ImportPage)
export const ReportsPage = lazily(async () => (await import('../features/reports/reports-page')).ReportsPage)
export const SettingsPage = lazily(
  async () => (await import('../features/settings/settings-page')).SettingsPage,
)
export const SampleSection = lazily(
  async () => (await import('../features/samples/sample-section')).SampleSection,
)
export const HelpBook = lazily(async () => (await import('../features/help/help-book')).HelpBook)
export const Overlays = lazily(async () => (await import('./overlays')).Overlays)

/** Loads the other pages, one whenever the window is idle, so that none has to be waited for. */
export const loadInIdleTime = (): void => {
  requestIdleCallback(() => {
    const load = waiting.shift()
    if (load !== undefined) void load().then(loadInIdleTime)
  })
}
