import { App } from 'antd'
import { useRef, useState } from 'react'
import { largestPart } from '../../bridge/attachments'
import type { LedgerBridge } from '../../bridge/channels'
import type { ReportOptions } from '../../reports/report'
import type { Store } from '../../storage/store'
import { type Exported, type FileActions, type SavedFile, tellSaved } from '../../ui/export-notice'
import { useNotices } from '../../ui/notices'
import { useWork } from '../../ui/use-work'
import type { Explained, FigurePlace, FigureRecord, ToldRange } from './explain-figure'
import { mostPrinted } from './page-layout'
import type { AskedReport, PrintedReport, ReportJob, Stage } from './report-job'
import { lastAction } from './quality/changed-records'
import { type Choice, type ShownReport, useReportState } from './report-state'
import type { DrawnRow, PagePlace } from './shown-sheets'

/** What the main process does of printing, as far as reports need it. */
export type Printer = Pick<LedgerBridge, 'takePrintPart' | 'makePdf' | 'printPages' | 'endPrinting'>

export interface ReportFiles extends FileActions, Printer {
  readonly saveFile: (request: {
    readonly kind: 'workbook' | 'text' | 'pdf'
    readonly suggestedName: string
    readonly bytes: Uint8Array
    readonly exported?: Exported
  }) => Promise<SavedFile>
}

interface ReportWish {
  readonly asked: AskedReport
  /** For 导出记录. */
  readonly title: string
  readonly choice: Choice
  readonly district: string | undefined
  readonly job: Pick<ReportJob, 'preview' | 'pageAt' | 'write' | 'print' | 'explain' | 'tell'>
  readonly store: Pick<Store, 'batches'>
  readonly files: ReportFiles
  readonly onCancelWork: () => void
}

export interface ReportWork {
  readonly busy: boolean
  /** 正在读取记录…; only while it takes long enough to be said. */
  readonly progress: string | undefined
  readonly built: ShownReport | undefined
  /** What stands on a page of what is shown. */
  readonly pageAt: (place: PagePlace) => Promise<readonly DrawnRow[]>
  /** Where a figure of what is shown comes from. */
  readonly explain: (place: FigurePlace) => Promise<Explained | undefined>
  /** More of the records behind it. */
  readonly tell: (place: FigurePlace, range: ToldRange) => Promise<readonly FigureRecord[]>
  readonly preview: (options: ReportOptions) => Promise<void>
  readonly save: (options: ReportOptions) => Promise<void>
  readonly print: (options: ReportOptions) => Promise<void>
  readonly savePdf: (options: ReportOptions) => Promise<void>
  readonly cancel: () => void
  /** The choice has changed: what was built is no longer what is asked for. */
  readonly forget: () => void
}

export const exportedFor = ({ period, districtName, profile }: ReportOptions): Omit<Exported, 'what'> => ({
  period: period.label,
  district: districtName,
  recipient: profile.recipient,
})

/** In parts, so that the window goes on being drawn meanwhile. */
const sendParts = async (printer: Printer, html: Blob, isWanted: () => boolean): Promise<void> => {
  for (let from = 0; from < html.size && isWanted(); from += largestPart) {
    const bytes = new Uint8Array(await html.slice(from, from + largestPart).arrayBuffer())
    await printer.takePrintPart({ isFirst: from === 0, bytes })
  }
}

/** Builds, saves and prints one report in the worker; an answer that comes after 取消 is dropped. */
export const useReport = ({
  asked,
  title,
  choice,
  district,
  job,
  store,
  files,
  onCancelWork,
}: ReportWish): ReportWork => {
  const notices = useNotices()
  const { modal } = App.useApp()
  const work = useWork()
  const [stage, setStage] = useState<Stage | '正在生成 PDF' | '正在打印'>('正在读取记录')
  const { previewed, preview } = useReportState()
  const of = JSON.stringify([asked, district, choice])
  const built = previewed?.of === of ? previewed.built : undefined
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
  const confirmEmpty = async (verb: '导出' | '打印' = '导出'): Promise<boolean> =>
    modal.confirm({
      title: `本期没有可列入的记录，仍要${verb}空表吗？`,
      content: `需要零报告时可以${verb}；否则请先核对所属期和当前地区。`,
      okText: `${verb}空表`,
      cancelText: '取消',
    })
  /** The pages, once the main process has them all. */
  const sendPages = async (
    options: ReportOptions,
    verb: '导出' | '打印',
  ): Promise<PrintedReport | undefined> => {
    let sent: PrintedReport | undefined
    await attempt(verb, async (isWanted) => {
      const printed = await job.print(asked, options, setStage)
      if (printed.ok) await sendParts(files, printed.html, isWanted)
      if (isWanted()) sent = printed
    })
    if (sent === undefined) return undefined
    if (!sent.ok) {
      notices.failed(
        `这张表有 ${String(sent.pages)} 页，一次最多${verb} ${String(mostPrinted)} 页。`,
        '请缩小所属期，改用 A3 纸或紧凑边距；要全部内容时请“导出 Excel”。',
      )
      return undefined
    }
    return sent.records === 0 && !(await confirmEmpty(verb)) ? undefined : sent
  }

  return {
    busy: work.busy,
    progress: work.slow ? `${stage}…` : undefined,
    built,
    pageAt: async (place) => (built === undefined ? [] : job.pageAt(asked, built.options, place)),
    explain: async (place) => (built === undefined ? undefined : job.explain(asked, built.options, place)),
    tell: async (place, range) => (built === undefined ? [] : job.tell(asked, built.options, place, range)),
    preview: (options) =>
      attempt('预览', async (isWanted) => {
        const action = await lastAction(store)
        const report = await job.preview(asked, options, setStage)
        if (isWanted()) preview(of, { ...report, options, action })
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
    print: async (options) => {
      if ((await sendPages(options, '打印')) === undefined) return
      await attempt('打印', async (isWanted) => {
        setStage('正在打印')
        const done = await files.printPages()
        if (isWanted() && done.status === 'failed') notices.failed(done.message, done.advice)
      })
    },
    savePdf: async (options) => {
      const printed = await sendPages(options, '导出')
      if (printed === undefined) return
      let made: Awaited<ReturnType<Printer['makePdf']>> | undefined
      await attempt('导出', async (isWanted) => {
        setStage('正在生成 PDF')
        const done = await files.makePdf()
        if (isWanted()) made = done
      })
      if (made?.status === 'failed') notices.failed(made.message, made.advice)
      if (made?.status !== 'made') return
      const saved = await files.saveFile({
        kind: 'pdf',
        suggestedName: printed.fileName.replace(/\.xlsx$/u, '.pdf'),
        bytes: made.bytes,
        exported: { what: title, records: printed.records, ...exportedFor(options) },
      })
      tellSaved(notices, saved, files)
    },
    cancel: () => {
      latest.current += 1
      void files.endPrinting()
      onCancelWork()
    },
    forget: () => {
      latest.current += 1
      preview(of, undefined)
    },
  }
}
