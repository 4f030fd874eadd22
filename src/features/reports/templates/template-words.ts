import { indicators } from '../../../domain/indicators/all'
import { chineseDay } from '../../../domain/kinds/date'
import { showNumber } from '../../../domain/kinds/number'
import { measureCell, scopeOf } from '../../../reports/book'
import type { ReportData, ReportOptions } from '../../../reports/report'
import { type Cell, plain } from '../../../workbook/model'

/** What a single cell of a template may ask for, by its names in templates. */
const facts: Readonly<Record<string, (options: ReportOptions) => string>> = {
  填报单位: ({ unitName }) => unitName,
  单位名称: ({ unitName }) => unitName,
  所属期: ({ period }) => period.label,
  填报人: ({ filler }) => filler,
  填表人: ({ filler }) => filler,
  填报日期: ({ filledOn }) => chineseDay(filledOn),
  填表日期: ({ filledOn }) => chineseDay(filledOn),
  地区: ({ districtName }) => districtName,
  单位负责人: ({ unitHead }) => unitHead,
  审核人: ({ reviewer }) => reviewer,
  联系电话: ({ phone }) => phone,
}

const placeholder = /\{\{\s*([^{}]{1,40}?)\s*\}\}/gu
const label = Object.keys(facts).join('|')
/** 填报单位（盖章）：____ , or with nothing behind the colon up to a wide gap or the end. */
const blank = new RegExp(
  `((${label})(?:[（(]盖章[）)])?\\s*[:：])(?:\\s*[_＿]+|(?=\\s{2,}|\\s*$|[\\u3000]))`,
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
