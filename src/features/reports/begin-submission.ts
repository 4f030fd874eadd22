import type { KeepResult } from '../../bridge/channels'
import type { ChildRow } from '../../domain/field'
import { submissions } from '../../domain/registers/submissions'
import type { Finding } from '../../reports/preflight'
import type { Report, ReportOptions } from '../../reports/report'
import { newId } from '../../storage/new-id'
import type { Store } from '../../storage/store'
import type { NoteFile } from '../../ui/export-notice'
import type { Inspected } from './report-job'

export interface Submitting {
  readonly store: Pick<Store, 'commit'>
  /** Puts a file among the attachments, under the SHA-256 of its content. */
  readonly keepFile: (name: string, content: Blob) => Promise<KeepResult>
  readonly noteFile: NoteFile
  readonly onOpenRecord: (register: string, id: string) => void
}

/** A warning that was accepted, and why. */
export interface Accepted {
  readonly finding: Finding
  readonly reason: string
}

type Begun =
  | { readonly ok: true; readonly id: string; readonly isCopied: boolean }
  | { readonly ok: false; readonly message: string; readonly advice?: string }

/** Keeps the file and the data behind it, and makes the record of its way up; without the files there is no record. */
export const beginSubmission = async (
  { store, keepFile, noteFile }: Submitting,
  report: Report,
  options: ReportOptions,
  { bytes, data, fileName, figures, records }: Inspected,
  accepted: readonly Accepted[],
  homeDistrict: string,
): Promise<Begun> => {
  const kept = await keepFile(fileName, new Blob([Uint8Array.from(bytes)]))
  if (kept.status === 'failed') return { ok: false, message: kept.message, advice: kept.advice }
  const frozen = await keepFile(`报送数据_${fileName.replace(/\.xlsx$/u, '.gz')}`, data)
  if (frozen.status === 'failed') return { ok: false, message: frozen.message, advice: frozen.advice }
  const { period } = options
  const id = newId()
  const title = `${report.code} ${report.title}（${period.label}）`
  const done = await store.commit({
    id: newId(),
    kind: 'save',
    title: `生成报送：${title}`,
    operations: [
      {
        kind: 'create',
        register: submissions.name,
        id,
        districtCode: options.district ?? homeDistrict,
        values: {
          report: report.code,
          title,
          periodType: period.type,
          periodLabel: period.label,
          periodStart: period.start,
          periodEnd: period.end,
          status: '已生成',
          generatedAt: options.createdAt,
          generatedBy: options.filler,
          workbook: [kept.file],
          data: [frozen.file],
          accepted: accepted.map(({ finding, reason }): ChildRow => ({ finding: finding.message, reason })),
          figures: figures.map(({ name, value }): ChildRow => ({ name, value })),
          unitHead: options.unitHead,
          reviewer: options.reviewer,
          filler: options.filler,
          phone: options.phone,
          filledOn: options.filledOn,
        },
      },
    ],
  })
  if (!done.ok) return { ok: false, message: done.message }
  await noteFile({
    what: `${report.code} ${report.title}（报送）`,
    ...{ period: period.label, district: options.districtName, recipient: options.profile.recipient },
    ...{ records, fileName, sha256: kept.file.hash },
    place: `报送记录 ${done.records[0]?.code ?? ''}`,
  })
  return { ok: true, id, isCopied: done.isCopied }
}
