import type { AppInfo } from '../bridge/channels'
import type { Register } from '../domain/register'
import type { RegisterCount, Store } from '../storage/store'

/** What helps to find a fault, and nothing of what the ledger says: numbers, versions, and a log without values. */
interface Findings {
  /** ISO instant. */
  readonly at: string
  readonly app: AppInfo
  readonly browser: string
  /** Undefined where the database did not answer. */
  readonly copy: string | undefined
  readonly counts: Readonly<Record<string, RegisterCount>> | undefined
  readonly trash: Readonly<Record<string, number>> | undefined
  readonly log: readonly string[]
}

const none = '（数据库没有回答）'

export const diagnosticsText = (registers: readonly Register[], findings: Findings): string => {
  const { at, app, browser, copy, counts, trash, log } = findings
  const countLine = ({ name, title }: Register): string => {
    const { total = 0, samples = 0, gaps = 0 } = counts?.[name] ?? {}
    return `  ${title} ${String(total)}（示例 ${String(samples)}，待补充 ${String(gaps)}），回收站 ${String(trash?.[name] ?? 0)}`
  }
  return [
    '科创台账 诊断信息（不含台账内容和个人信息）',
    '',
    `时间：${at}`,
    `版本：${app.version}${app.packaged ? '' : '（开发）'}`,
    `系统：${app.platform}`,
    `内核：${/Chrome\/[\d.]+/u.exec(browser)?.[0] ?? ''} ${/Electron\/[\d.]+/u.exec(browser)?.[0] ?? ''}`,
    `第二份数据：${copy ?? none}`,
    '',
    '各类记录：',
    ...(counts === undefined ? [`  ${none}`] : registers.map(countLine)),
    '',
    `最近的日志（${String(log.length)} 行）：`,
    ...log.map((line) => `  ${line}`),
    '',
  ].join('\r\n')
}

interface Sources {
  readonly store: Store
  readonly registers: readonly Register[]
  readonly appInfo: () => Promise<AppInfo>
  readonly recentLog: () => Promise<readonly string[]>
  readonly browser: string
  readonly at: string
}

/** Asks everybody; a database that is broken may never answer, and is not waited for. */
export const collectDiagnostics = async (from: Sources): Promise<string> => {
  const { store, registers, appInfo, recentLog, browser, at } = from
  const [app, lines, copy, counts, trash] = await Promise.all([
    appInfo(),
    recentLog(),
    ifAnswered(store.copyState()),
    ifAnswered(store.counts()),
    ifAnswered(store.trashCounts()),
  ])
  const status = copy === undefined ? undefined : copyWords[copy.status]
  const log = lines.slice(-mostLines)
  return diagnosticsText(registers, { at, app, browser, copy: status, counts, trash, log })
}

const copyWords = { whole: '完整', behind: '落后', damaged: '数据库读不出来' } as const

const patience = 2000
const mostLines = 50

const ifAnswered = <T>(asked: Promise<T>): Promise<T | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), patience)
    const answer = (value: T | undefined): void => {
      clearTimeout(timer)
      resolve(value)
    }
    asked.then(answer, () => answer(undefined))
  })
