import { parseValue } from '../../domain/kinds/all'
import { halfWidth, isBlankMark, tidy } from '../../domain/kinds/kind'
import type { ChildField, Field, TextField } from '../../domain/field'
import type { FoundTable, TableColumn } from '../understand/found'
import { shownCell } from '../understand/surface'
import { placeOf } from '../understand/found'
import { shapes } from '../understand/shapes'

const mostSamples = 50

const knownSamples = new WeakMap<FoundTable, Map<TableColumn, readonly string[]>>()

/** What stands in a column, from its first rows; blank marks left out. The same list each time, by which fits are known. */
export const samplesOf = (table: FoundTable, column: TableColumn): readonly string[] => {
  const known = knownSamples.get(table) ?? new Map<TableColumn, readonly string[]>()
  const samples = known.get(column) ?? readSamples(table, column)
  knownSamples.set(table, known.set(column, samples))
  return samples
}

const readSamples = (table: FoundTable, { column }: TableColumn): readonly string[] => {
  const samples: string[] = []
  for (const row of table.rows) {
    if (row.kind !== 'data') continue
    const place = placeOf(row, column)
    const text = shownCell(row.cells[column] ?? null, place.grid, place.row, place.column)
    if (!isBlankMark(text)) samples.push(text)
    if (samples.length === mostSamples) break
  }
  return samples
}

export const share = (samples: readonly string[], test: (text: string) => boolean): number =>
  samples.length === 0 ? 0 : samples.filter(test).length / samples.length

/** Whether at least this share of them passes; most columns fail with the first few. */
export const isShare = (
  samples: readonly string[],
  least: number,
  test: (text: string) => boolean,
): boolean => {
  const most = samples.length * (1 - least) + rounding
  let failed = 0
  for (const sample of samples) {
    if (!test(sample)) failed += 1
    if (failed > most) return false
  }
  return samples.length > 0
}
const rounding = 1e-9

const plain = (text: string): string => halfWidth(text).replace(/\s+/gu, ' ').trim()

export const isPhone = (text: string): boolean => shapes.phone.test(plain(text).replace(/[\s()]/gu, ''))
export const isCode = (text: string): boolean => shapes.creditCode.test(plain(text).replace(/[\s-]/gu, ''))
export const isDate = (text: string): boolean => shapes.date.test(plain(text))

const organization =
  /(?:公司|厂|集团|合作社|大学|学校|院|研究所|中心|实验室|银行|协会|学会|科协|联盟|委员会|管委会|局|委|政府|园区|基地|站|店|农场|事务所|促进会)(?:[（(][^（）()]*[）)])?$/u
export const isOrganization = (text: string): boolean => {
  const name = tidy(text).split(/[、；;，,\n]/u)[0] ?? ''
  return name.length >= 4 && organization.test(name.trim())
}

const surnames =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许邓韩冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文柯樊兰卫殷施褚'
const person = /^[\p{sc=Han}·]{2,4}$/u
/** 张三, also with what usually stands behind a name. */
export const isPerson = (text: string): boolean => {
  const name = tidy(text).split(/[、；;，,/\s（(]/u)[0] ?? ''
  return person.test(name) && surnames.includes(name.charAt(0)) && !organization.test(name)
}

/** Here it only counts whether something is a date, not in which year. */
const anyYear = { year: 2000 }

/** By field, by the samples of a column: every register that links to organisations asks about the same fields of them. */
const knownFits = new WeakMap<readonly string[], Map<Field | ChildField, number>>()

/** How well the contents of a column suit a field, from 0 to 1; 1 when there is nothing to judge by. */
export const fitOf = (field: Field | ChildField, samples: readonly string[]): number => {
  if (samples.length === 0) return 1
  const known = knownFits.get(samples) ?? new Map<Field | ChildField, number>()
  const fit = known.get(field) ?? judgeFit(field, samples)
  knownFits.set(samples, known.set(field, fit))
  return fit
}

const judgeFit = (field: Field | ChildField, samples: readonly string[]): number => {
  if (field.kind === 'text') return fitOfText(field, samples)
  if (field.kind === 'link' || field.kind === 'links') return 1 - share(samples, (text) => isNoName(text))
  if (field.kind === 'phone') return share(samples, (text) => /\d{7,}/u.test(text.replace(/[\s-]/gu, '')))
  if (field.kind === 'creditCode')
    return share(samples, (text) => /[0-9A-Z]{15,18}/iu.test(text.replace(/[\s-]/gu, '')))
  if (field.kind === 'email') return share(samples, (text) => text.includes('@'))
  if (field.kind === 'date' || field.kind === 'partialDate')
    return share(samples, (text) => parseValue(field, text, anyYear).ok || dateLike.test(text))
  if (field.kind === 'number' || field.kind === 'money' || field.kind === 'fuzzyNumber')
    return share(samples, (text) => parseValue(field, text).ok || amountLike.test(text))
  if (field.kind === 'choice' || field.kind === 'choices')
    return share(samples, (text) => parseValue(field, text).ok || markLike.test(text))
  return share(samples, (text) => parseValue(field, text, anyYear).ok)
}

/** Numbers, days, telephones and sentences name no record. */
const isNoName = (text: string): boolean =>
  /^[\d.,%\s]+$/u.test(text) || /[。！？]$/u.test(text) || isDate(text) || isPhone(text)

/** 4月8日—10日, 2021年4月中旬, 年底前, 尽快 */
const dateLike =
  /^\d{2}[./-]\d{1,2}[./-]\d{1,2}|(?:19|20)\d{2}|\d{1,2}月\d{0,2}|^\d{1,2}[日号]$|[上中下]旬|季度|半年|年[内底末]|^(?:全年|尽快|近期|长期|待定|随时)/u
/** 半天, 约120万元, 面议, 50—100 */
const amountLike =
  /^\D{0,4}\d[\d.,]*\D{0,8}(?:[-—~至到]\d[\d.,]*\D{0,6})?$|^半|^面议$|[一二三四五六七八九十百]/u
/** ☑技术攻关　□项目研发 */
const markLike = /[☑✓✔√■●□☐○◯]/u

/** Long texts do not fit into a short field; numbers and days hardly mean a text. */
const fitOfText = (
  { label, maxLength = 200, minLength = 0, multiline = false }: TextField,
  samples: readonly string[],
): number => {
  const lengthWithin = (least: number, most: number): number =>
    share(samples, (text) => {
      const { length } = Array.from(text)
      return length >= least && length <= most
    })
  const numbered = /[号码数值级]$/u.test(label)
  const odd = share(
    samples,
    (text) =>
      isDate(text) || isPhone(text) || isCode(text) || (!numbered && /^[\d,]+(?:\.\d+)?$/u.test(text)),
  )
  const within = lengthWithin(0, maxLength)
  if (multiline)
    return (
      within * (1 - odd / 2) * (minLength > oneLine / 2 ? 0.5 + lengthWithin(minLength, Infinity) / 2 : 1)
    )
  return within * (1 - odd * 0.8) * (0.6 + 0.4 * lengthWithin(0, oneLine))
}

/** Longer texts read like a description, not like a name. */
const oneLine = 25
