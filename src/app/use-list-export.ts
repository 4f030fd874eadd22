import { useRef, useState } from 'react'
import { registers } from '../domain/registers/all'
import type { ListExport } from '../features/registers/list/register-list'
import { usualColumns } from '../features/reports/custom/saved-custom'
import type { Stage } from '../features/reports/report-job'
import type { Filter, Settings } from '../storage/store'
import { type ExportProfile, profileWords } from '../workbook/export-profile'
import { tellSaved } from '../ui/export-notice'
import { useNotices } from '../ui/notices'
import { useWork } from '../ui/use-work'
import { bridge } from './bridge'
import { systemClock } from './clock'
import type { LoggedSave } from './logged-files'
import type { Services } from './services'

export interface ListExporting {
  readonly exportList: (request: ListExport) => Promise<void>
  /** These records of a register, with the columns that its list usually shows. */
  readonly exportRecords: (
    register: string,
    filters: readonly Filter[],
    profile: ExportProfile,
  ) => Promise<void>
  /** The blank workbook of a register. */
  readonly exportTemplate: (register: string) => Promise<void>
  readonly busy: boolean
  /** 正在写入文件…; only while it takes long enough to be said. */
  readonly progress: string | undefined
  readonly cancel: () => void
}

/** Writes a list, as it is filtered and shown, to a file that the user names. */
export const useListExport = (
  { reporting, importing, cancelWork }: Services,
  settings: Settings,
  saveFile: LoggedSave,
  districtName: string,
): ListExporting => {
  const notices = useNotices()
  const work = useWork()
  const [stage, setStage] = useState<Stage>('正在读取记录')
  const latest = useRef(0)
  const exportList = async (request: ListExport): Promise<void> => {
    latest.current += 1
    const own = latest.current
    setStage('正在读取记录')
    const asked = {
      ...request,
      unitName: settings.unitName,
      createdAt: systemClock.now(),
      today: systemClock.today(),
    }
    try {
      const { bytes, fileName, records } = await work.run(() => reporting.writeList(asked, setStage))
      if (own !== latest.current) return
      const { title = '' } = registers.find(({ name }) => name === request.query.register) ?? {}
      const exported = {
        ...{ what: `${title}列表`, records, recipient: request.profile.recipient },
        district: request.query.district === undefined ? '全市' : districtName,
      }
      const { ids, profile } = request
      const part = ids === undefined ? `导出${title}列表` : `导出所选的 ${String(ids.length)} 条${title}`
      const saved = await saveFile({
        ...{ kind: 'workbook', suggestedName: fileName, bytes, exported },
        title: `${part}（方案“${profile.name}”：${profileWords(profile)}）`,
      })
      tellSaved(notices, saved, bridge)
    } catch {
      if (own === latest.current) notices.failed('导出没有做成。', '请再试一次；若仍不行，请重新启动本程序。')
    }
  }
  const exportRecords: ListExporting['exportRecords'] = async (name, filters, profile) => {
    const register = registers.find((candidate) => candidate.name === name)
    if (register === undefined) return
    const query = { register: name, search: '', filters, sort: register.sort }
    await exportList({ query, columns: usualColumns(register), profile })
  }
  const exportTemplate = async (register: string): Promise<void> => {
    try {
      const { bytes, fileName } = await work.run(() => importing.template(register))
      tellSaved(
        notices,
        await saveFile({ kind: 'workbook', suggestedName: fileName, bytes }),
        bridge,
        '已存为',
      )
    } catch {
      notices.failed('模板没有做成。', '请再试一次；若仍不行，请重新启动本程序。')
    }
  }
  return {
    exportList,
    exportRecords,
    exportTemplate,
    busy: work.busy,
    progress: work.slow ? `${stage}…` : undefined,
    cancel: () => {
      latest.current += 1
      cancelWork()
    },
  }
}
