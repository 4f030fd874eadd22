import type { Register } from '../../domain/register'
import { type FoundTable, textsAbove } from '../understand/found'
import { plainHeading } from '../words'
import { contentCandidates } from './by-content'
import { childCandidates, linkedCandidates, ownCandidates } from './candidates'
import { type Samples, samplesIn } from './match-columns'
import { groupCandidates, spansRows } from './group-columns'
import { byAlias, columnScore } from './names'
import { isMadeLabel } from './target'

const ofLinked = 0.3
const ofChild = 0.6

/**
 * The register whose fields explain most columns of a table, weighed by how well they do. The title counts as much as a
 * column, and so does a column that names the records.
 */
export const guessRegister = (table: FoundTable, registers: readonly Register[]): Register | undefined => {
  const samples = samplesIn(table)
  const scored = registers.map((register) => {
    const spans = spansRows(table.columns, (column) => samples.get(column) ?? [], register)
    const best = table.columns.map((column) => {
      const own = samples.get(column) ?? []
      const single =
        column.inner === true
          ? []
          : [
              ...ownCandidates(column, own, register).map(({ score }) => score),
              ...groupCandidates(column, own, register).map(({ score }) => score),
              ...linkedCandidates(column, own, register, registers).map(({ score }) => score * ofLinked),
              ...contentCandidates(column, own, register, registers).map(({ target, score }) =>
                target.kind === 'field' ? score : score * ofLinked,
              ),
            ]
      const scores = [
        ...single,
        ...childCandidates(column, own, register, registers).map(
          ({ score }) => score * (spans ? 1 : ofChild),
        ),
      ]
      return Math.max(0, ...scores)
    })
    const label = register.fields[register.labelField]
    const isNamed =
      table.columns.some((column) => column.inner !== true && namesKey(column, register)) ||
      (label !== undefined &&
        table.columns.some(
          (column) =>
            column.inner !== true &&
            (columnScore(column, label) >= byAlias || namesByContent(column, register, registers, samples)),
        ))
    const score =
      best.reduce((sum, part) => sum + part, 0) +
      titleScore(table, register, registers) +
      (isNamed ? byAlias : 0)
    return { register, score }
  })
  return scored.reduce<(typeof scored)[number] | undefined>(
    (chosen, next) => (chosen === undefined || next.score > chosen.score ? next : chosen),
    undefined,
  )?.register
}

/** 专家服务队名单 names the teams; it does not name the experts. */
const withoutLonger = (text: string, title: string, registers: readonly Register[]): string =>
  registers
    .map((register) => register.title)
    .filter((other) => other !== title && other.includes(title))
    .reduce((left, other) => left.replaceAll(other, ''), text)

/** 走访日期 in full: records whose name the program makes are known by what it is made of. */
const namesKey = (column: FoundTable['columns'][number], register: Register): boolean =>
  isMadeLabel(register, register.labelField) &&
  Object.values(register.fields).some(
    (field) =>
      (field.kind === 'date' || field.kind === 'partialDate') &&
      field.required === true &&
      plainHeading(column.heading) === plainHeading(field.label),
  )

const titleScore = (table: FoundTable, { title }: Register, registers: readonly Register[]): number => {
  const texts = [...textsAbove(table), table.sheet].map((text) => withoutLonger(text, title, registers))
  if (texts.some((text) => text.includes(title))) return byAlias
  const words = wordsOf(title)
  // 需求名称 and 需求描述 in one heading say what the table is about as well as a title does.
  const isSaid = words.some(
    (word) =>
      texts.some((text) => text.includes(word)) ||
      table.columns.filter(({ heading }) => heading.includes(word)).length >= 2,
  )
  return isSaid ? byAlias * 0.6 : 0
}

/** Words that stand in the titles of ledgers of any kind. */
const general = ['企业', '记录', '工作', '重点', '地区', '合作']

/** 需求 of 企业需求, 调研 and 走访 of 调研走访, 服务队 of 专家服务队 */
const wordsOf = (title: string): readonly string[] =>
  title
    .split('与')
    .flatMap((part) => (part.length % 2 === 0 ? [part.slice(0, 2), part.slice(2)] : [part.slice(-3)]))
    .filter((word) => word.length >= 2 && !general.includes(word))

/** Names of organisations or of people in a column without a name: they may be those of the records. */
const namesByContent = (
  column: FoundTable['columns'][number],
  register: Register,
  registers: readonly Register[],
  samples: Samples,
): boolean =>
  [
    ...contentCandidates(column, samples.get(column) ?? [], register, registers),
    ...groupCandidates(column, samples.get(column) ?? [], register),
  ].some(({ target }) => target.kind === 'field' && target.field === register.labelField)
