import { App } from 'antd'
import { useRef, useState } from 'react'
import type { BuiltReport, ReportOptions } from '../../reports/report'
import { type Exported, type FileActions, type SavedFile, tellSaved } from '../../ui/export-notice'
import { useNotices } from '../../ui/notices'
import { useWork } from '../../ui/use-work'
import type { Explained, FigurePlace } from './explain-figure'
import type { AskedReport, ReportJob, Stage } from './report-job'

export interface ReportFiles extends FileActions {
  readonly saveFile: (request: {
    readonly kind: 'workbook' | 'text'
    readonly suggestedName: string
    readonly bytes: Uint8Array
    readonly exported?: Exported
  }) => Promise<SavedFile>
}

interface ShownReport extends BuiltReport {
  /** What it was built for. */
  readonly options: ReportOptions
}

interface ReportWork {
  readonly busy: boolean
  /** 正在读取记录…; only while it takes long enough to be said. */
  readonly progress: string | undefined
  readonly built: ShownReport | undefined
  /** Where a figure of what is shown comes from. */
  readonly explain: (place: FigurePlace) => Promise<Explained | undefined>
  readonly preview: (options: ReportOptions) => Promise<void>
  readonly save: (options: ReportOptions) => Promise<void>
  readonly cancel: () => void
  /** The choice has changed: what was built is no longer what is asked for. */
  readonly forget: () => void
}

export const exportedFor = ({ period, districtName, profile }: ReportOptions): Omit<Exported, 'what'> => ({
  period: period.label,
  district: districtName,
  recipient: profile.recipient,
})

/** Builds and saves one report in the worker; an answer that comes after 取消 is dropped. */
export const useReport = (
  asked: AskedReport,
  title: string,
  job: Pick<ReportJob, 'build' | 'write' | 'explain'>,
  files: ReportFiles,
  onCancelWork: () => void,
): ReportWork => {
  const notices = useNotices()
  const { modal } = App.useApp()
  const work = useWork()
  const [stage, setStage] = useState<Stage>('正在读取记录')
  const [built, setBuilt] = useState<ShownReport>()
  const latest = useRef(0)

  const attempt = async (what: string, doing: (isWanted: () => boolean) => Promise<void>): Promise<void> => {
    latest.current += 1
    const own = latest.current
    const isWanted = (): boolean => own === latest.current
    setStage('正在读取记录')
    try {
      await work.run(() => doing(isWanted))
    } catch (error) {
      if (!isWanted()) return
      const detail = error instanceof Error ? error.message : String(error)
      notices.failed(
        `${what}没有完成：程序内部出错。`,
        `请再试一次；若仍不行，请把这行字告诉维护人员：${detail}`,
      )
    }
  }
  const confirmEmpty = async (): Promise<boolean> =>
    modal.confirm({
      title: '本期没有可列入的记录，仍要导出空表吗？',
      content: '需要零报告时可以导出；否则请先核对所属期和当前地区。',
      okText: '导出空表',
      cancelText: '取消',
    })

  return {
    busy: work.busy,
    progress: work.slow ? `${stage}…` : undefined,
    built,
    explain: async (place) => (built === undefined ? undefined : job.explain(asked, built.options, place)),
    preview: (options) =>
      attempt('预览', async (isWanted) => {
        const report = await job.build(asked, options, setStage)
        if (isWanted()) setBuilt({ ...report, options })
      }),
    save: async (options) => {
      let written: Awaited<ReturnType<ReportJob['write']>> | undefined
      await attempt('导出', async (isWanted) => {
        const done = await job.write(asked, options, setStage)
        if (isWanted()) written = done
      })
      if (written === undefined || (written.records === 0 && !(await confirmEmpty()))) return
      const { fileName, bytes, records } = written
      const exported = { what: title, records, ...exportedFor(options) }
      const saved = await files.saveFile({ kind: 'workbook', suggestedName: fileName, bytes, exported })
      tellSaved(notices, saved, files)
    },
    cancel: () => {
      latest.current += 1
      onCancelWork()
    },
    forget: () => {
      latest.current += 1
      setBuilt(undefined)
    },
  }
}
