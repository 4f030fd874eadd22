import type { Cell, StyledCell } from '../workbook/model'
import { isDateFormat } from './number-formats'
import type { CellXml } from './sheet-xml'
import { attributeOf, escapeXml, unescapeXml } from './xml-text'

const millisecondsInDay = 86_400_000
const dayZero = Date.UTC(1899, 11, 30)
/** Workbooks of old Macs count from 1904. */
const daysTo1904 = 1462
const longestText = 32_767

/** Which styles show dates, and from which year days are counted. */
export interface DateStyles {
  readonly isDate: (style: number) => boolean
  readonly from1904: boolean
}

/** Formats without a text of their own that show days (ECMA-376, 18.8.30). */
const isBuiltInDate = (id: number): boolean =>
  (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)

export const dateStyles = (styles: string, workbook: string): DateStyles => {
  const own = new Map(
    [...styles.matchAll(/<numFmt\b([^>]*)>/gu)].map(([, attributes = '']) => [
      Number(attributeOf(attributes, 'numFmtId')),
      attributeOf(attributes, 'formatCode') ?? '',
    ]),
  )
  const formats = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/u.exec(styles)?.[1] ?? ''
  const shown = [...formats.matchAll(/<xf\b([^>]*)>/gu)].map(([, attributes = '']) => {
    const id = Number(attributeOf(attributes, 'numFmtId') ?? 0)
    const code = own.get(id)
    return code === undefined ? isBuiltInDate(id) : isDateFormat(code)
  })
  const from1904 = /<workbookPr\b[^>]*\sdate1904="(?:1|true)"/u.test(workbook)
  return { isDate: (style) => shown[style] === true, from1904 }
}

/** A cell with a value and the look that it had. Numbers stay numbers, everything else is text and never a formula. */
export const filledCell = (
  column: number,
  style: number,
  given: Cell,
  { isDate, from1904 }: DateStyles,
): CellXml => {
  const cell: StyledCell = given !== null && typeof given === 'object' ? given : { value: given }
  const attributes = style === 0 ? '' : `s="${String(style)}"`
  const { value, format, prefix = '', suffix = '' } = cell
  if (value === null || value === '') return { column, attributes, content: '' }
  if (typeof value === 'number' && prefix === '' && suffix === '')
    return { column, attributes, content: `<v>${String(value)}</v>` }
  if (format === 'date' && typeof value === 'string' && isDate(style)) {
    const serial = (Date.parse(value) - dayZero) / millisecondsInDay - (from1904 ? daysTo1904 : 0)
    if (Number.isInteger(serial)) return { column, attributes, content: `<v>${String(serial)}</v>` }
  }
  const text = `${prefix}${String(value)}${suffix}`.slice(0, longestText)
  return {
    column,
    attributes: `${attributes} t="inlineStr"`.trim(),
    content: `<is><t xml:space="preserve">${escapeXml(printable(text))}</t></is>`,
  }
}

/** XML cannot hold control characters; `_x0041_` in a text would be read as the letter A. */
const printable = (text: string): string =>
  text
    .replace(/\p{Cc}|[\ufffe\uffff]/gu, (letter) => (/[\t\n\r]/u.test(letter) ? letter : ''))
    .replace(/_(?=x[0-9a-fA-F]{4}_)/gu, '_x005F_')

/** The texts that cells refer to by number. */
export const sharedTexts = (xml: string): readonly string[] =>
  [...xml.matchAll(/<si\b[^>]*?(?:\/>|>([\s\S]*?)<\/si>)/gu)].map(([, content = '']) => textIn(content))

/** Readings in small letters above Chinese or Japanese are no text of the cell. */
const textIn = (content: string): string =>
  [...content.replace(/<rPh\b[\s\S]*?<\/rPh>/gu, '').matchAll(/<t\b[^>]*?(?:\/>|>([^<]*)<\/t>)/gu)]
    .map(([, text = '']) => unescapeXml(text))
    .join('')

/** The text of a cell; undefined for numbers, formulas and blanks. */
export const textOfCell = (
  { attributes, content }: CellXml,
  shared: readonly string[],
): string | undefined => {
  if (content.includes('<f')) return undefined
  const type = attributeOf(attributes, 't')
  if (type === 'inlineStr') return textIn(content)
  const value = /<v\b[^>]*>([^<]*)<\/v>/u.exec(content)?.[1]
  if (value === undefined) return undefined
  return type === 's' ? shared[Number(value)] : type === 'str' ? unescapeXml(value) : undefined
}
