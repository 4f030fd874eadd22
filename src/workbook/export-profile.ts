import { leftOutText } from '../domain/kinds/kind'
import { plain, type Sheet, type StyledCell } from './model'

/**
 * 导出方案 (I): for whom a workbook is made, and what is done to it for them. Every workbook is written by one, a report, a
 * list and a filled template alike.
 */
export interface ExportProfile {
  readonly name: string
  /** 接收单位; empty where it stays in the house or nobody is named. */
  readonly recipient: string
  readonly maskPhones: boolean
  /** Columns that it does not get, by the label of the field or the heading of the column. */
  readonly leftOut: readonly string[]
  /** A line at the head of every printed page; empty for none. */
  readonly watermark: string
}

const nothing = { recipient: '', leftOut: [], watermark: '' }
export const ownUse: ExportProfile = { ...nothing, name: '内部使用', maskPhones: false }
export const forOutsiders: ExportProfile = { ...nothing, name: '对外版本（隐去电话）', maskPhones: true }
export const builtInProfiles: readonly ExportProfile[] = [ownUse, forOutsiders]

export const longestName = 20
export const longestRecipient = 60
export const longestWatermark = 60
const mostLeftOut = 40
const longestHeading = 60

/** The name of a column without its unit: 合同金额（万元） is 合同金额. */
const bare = (heading: string): string => heading.replace(/\s/gu, '').replace(/（[^（）]*）$/u, '')

export const isLeftOut = ({ leftOut }: Pick<ExportProfile, 'leftOut'>, ...headings: readonly string[]) =>
  leftOut.length > 0 && headings.some((heading) => leftOut.some((name) => bare(name) === bare(heading)))

const inTable: ReadonlySet<string> = new Set(['body', 'subtotal', 'total'])

/** The sheet as the recipient gets it: what is left out keeps its column, so that the layout stays the one that is known. */
export const sheetFor = (sheet: Sheet, profile: ExportProfile): Sheet => {
  const { print } = sheet
  const printed =
    profile.watermark === '' || print === undefined ? {} : { print: { ...print, header: profile.watermark } }
  return { ...sheet, ...printed, rows: profile.leftOut.length === 0 ? sheet.rows : rowsFor(sheet, profile) }
}

const rowsFor = ({ rows }: Sheet, profile: ExportProfile): Sheet['rows'] => {
  // The lowest heading above each column.
  const above = new Map<number, boolean>()
  return rows.map((row) => {
    // In a form what stands before a cell says what it is.
    let before: boolean | undefined
    const cells = row.cells.map((cell, column) => {
      const styled = plain(cell)
      const { role = 'body', value } = styled
      if (role === 'heading' && typeof value === 'string') {
        before = isLeftOut(profile, value)
        above.set(column, before)
      }
      const isOut = before ?? above.get(column) ?? false
      return isOut && inTable.has(role) && value !== null ? withoutValue(styled) : cell
    })
    return { ...row, cells }
  })
}

const withoutValue = ({ role, align }: StyledCell): StyledCell => ({
  value: leftOutText,
  format: 'text',
  ...(role === undefined ? {} : { role }),
  ...(align === undefined ? {} : { align }),
})

/** What lies in the second copy is not trusted: only what can be used comes through. */
export const readProfiles = (kept: unknown): readonly ExportProfile[] =>
  (Array.isArray(kept) ? kept : []).flatMap((one: unknown): readonly ExportProfile[] => {
    if (typeof one !== 'object' || one === null) return []
    const text = (key: string, longest: number): string => {
      const value: unknown = Reflect.get(one, key)
      return typeof value === 'string' ? value.slice(0, longest) : ''
    }
    const leftOut: unknown = Reflect.get(one, 'leftOut')
    const name = text('name', longestName)
    if (name === '') return []
    return [
      {
        name,
        recipient: text('recipient', longestRecipient),
        maskPhones: Reflect.get(one, 'maskPhones') !== false,
        leftOut: (Array.isArray(leftOut) ? leftOut : [])
          .filter((heading): heading is string => typeof heading === 'string')
          .map((heading) => heading.slice(0, longestHeading))
          .slice(0, mostLeftOut),
        watermark: text('watermark', longestWatermark),
      },
    ]
  })

/** Why a profile cannot be kept under this name; undefined where it can. */
export const profileProblem = (
  saved: readonly ExportProfile[],
  name: string,
  opened?: string,
): string | undefined => {
  const wanted = name.trim()
  if (wanted === '') return '请填写方案名称。'
  const isTaken = [...builtInProfiles, ...saved].some((one) => one.name === wanted && wanted !== opened)
  return isTaken ? `已有方案“${wanted}”，请换一个名称。` : undefined
}

/** The profile as it is now; one that was deleted meanwhile stays what it was chosen as. */
export const latestOf = (saved: readonly ExportProfile[], chosen: ExportProfile): ExportProfile =>
  saved.find(({ name }) => name === chosen.name) ?? chosen

/** What is different in a file of this profile: 给市财政局；电话隐去中间几位. */
export const profileWords = ({ recipient, maskPhones, leftOut, watermark }: ExportProfile): string =>
  [
    recipient === '' ? '' : `给${recipient}`,
    maskPhones ? '电话隐去中间几位' : '电话完整',
    leftOut.length === 0 ? '' : `不提供${leftOut.join('、')}`,
    watermark === '' ? '' : `页眉印“${watermark}”`,
  ]
    .filter((words) => words !== '')
    .join('；')
