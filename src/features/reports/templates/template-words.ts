import { indicators } from '../../../domain/indicators/all'
import { chineseDay } from '../../../domain/kinds/date'
import { showNumber } from '../../../domain/kinds/number'
import { measureCell, scopeOf } from '../../../reports/book'
import type { ReportData, ReportOptions } from '../../../reports/report'
import { type Cell, plain } from '../../../workbook/model'

type Fact = (options: ReportOptions) => string

/** What a single cell of a template may ask for, with the names that superiors give it. (I) */
const asked: readonly (readonly [names: string, fact: Fact])[] = [
  ['填报单位 填表单位 报送单位 上报单位 单位名称', ({ unitName }) => unitName],
  ['所属期 填报期 报告期 统计期间 统计时间', ({ period }) => period.label],
  ['填报人 填表人 制表人 经办人', ({ filler }) => filler],
  [
    '填报日期 填报时间 填表日期 填表时间 制表日期 制表时间 报送日期 报送时间 上报时间',
    ({ filledOn }) => chineseDay(filledOn),
  ],
  ['地区 区县', ({ districtName }) => districtName],
  ['单位负责人 负责人', ({ unitHead }) => unitHead],
  ['审核人', ({ reviewer }) => reviewer],
  ['联系电话', ({ phone }) => phone],
]
const facts: Readonly<Record<string, Fact>> = Object.fromEntries(
  asked.flatMap(([names, fact]) => names.split(' ').map((name) => [name, fact])),
)

const placeholder = /\{\{\s*([^{}]{1,40}?)\s*\}\}/gu
const label = Object.keys(facts).join('|')
/**
 * 填报单位（盖章）：____ , 填报时间：  年  月  日, or with nothing behind the colon up to a wide gap or the end. 服务队负责人：
 * asks for somebody else.
 */
const blank = new RegExp(
  `(?<=^|[\\s_＿，,；;、（(])((${label})(?:[（(](?:盖章|公章|签字|签章|签名)[）)])?\\s*[:：])` +
    `(?:\\s*[_＿]+|[_＿\\s]*年[_＿\\s]*月(?:[_＿\\s]*日)?|(?=\\s{2,}|\\s*$|[\\u3000]))`,
  'gu',
)

const indicatorOf = (name: string) =>
  indicators.find(({ code, label: own }) => own === name || code === name.toUpperCase())

const isKnown = (name: string): boolean => Object.hasOwn(facts, name) || indicatorOf(name) !== undefined

/** Which of these texts will be filled, and which placeholders nobody knows. */
export const wordsIn = (
  texts: readonly string[],
): { readonly singles: readonly string[]; readonly unknown: readonly string[] } => {
  const asked = texts.flatMap((text) => [...text.matchAll(placeholder)].map(([, name = '']) => name))
  const blanks = texts.flatMap((text) => [...text.matchAll(blank)].map(([, , name = '']) => name))
  return {
    singles: [...new Set([...asked.filter(isKnown), ...blanks])],
    unknown: [...new Set(asked.filter((name) => !isKnown(name)))],
  }
}

/** Whether any of these texts asks for a figure: only then the records behind figures are read. */
export const asksForFigures = (texts: readonly string[]): boolean =>
  texts.some((text) =>
    [...text.matchAll(placeholder)].some(([, name = '']) => indicatorOf(name) !== undefined),
  )

/** Fills single cells; a cell that is nothing but a figure becomes a number. */
export const wordsFor = (data: ReportData, options: ReportOptions) => {
  const figure = (name: string): Cell | undefined => {
    const found = indicatorOf(name)
    return found === undefined ? undefined : measureCell(found, scopeOf(data, options))
  }
  const said = (name: string, whole: string): string => {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined
    if (fact !== undefined) return fact(options)
    const cell = figure(name)
    return cell === undefined ? whole : figureText(cell)
  }
  return (text: string): Cell | undefined => {
    const only = /^\s*\{\{\s*([^{}]{1,40}?)\s*\}\}\s*$/u.exec(text)?.[1]
    const alone = only === undefined || Object.hasOwn(facts, only) ? undefined : figure(only)
    if (alone !== undefined) return alone
    const filled = text
      .replace(placeholder, (whole: string, name: string) => said(name, whole))
      .replace(blank, (whole: string, start: string, name: string) => {
        const value = facts[name]?.(options) ?? ''
        return value === '' ? whole : `${start}${value}`
      })
    return filled === text ? undefined : filled
  }
}

const figureText = (cell: Cell): string => {
  const { value, format, prefix = '', suffix = '' } = plain(cell)
  if (typeof value !== 'number') return value ?? ''
  return `${prefix}${format === 'percent' ? `${showNumber(value * 100, 1)}%` : showNumber(value)}${suffix}`
}
