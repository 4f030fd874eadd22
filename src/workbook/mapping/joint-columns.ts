import type { Field } from '../../domain/field'
import type { Register } from '../../domain/register'
import type { TableColumn } from '../understand/found'
import { plainHeading } from '../words'
import { type Candidate, linkedCandidates, ownCandidates } from './candidates'
import { isDate, share } from './content'
import { byAlias, columnScore } from './names'
import { type ColumnTarget, fieldOf } from './target'

/** Two fields in one column, and one field in two or three columns. */

const certain = 95
/** What the contents show goes before the heading, were it the label itself. */
const surest = 115
const fairly = 70
/** Another name of a field of a linked record: 电话 of the enterprise. */
const fairlyLinked = 58
const separators = /[及和与、/／+＋&]|以及|暨/u
const phoneInside = /(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{3,4}-\d{7,8})(?!\d)/u

/** 联系人及电话, or 联系人 with telephones in its cells. */
export const jointCandidates = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
  group?: string,
): readonly Candidate[] => [
  ...byHeading(column, samples, register, registers),
  ...employerWithRank(column, register, registers),
  ...nameWithRank(column, samples, register),
  ...nameWithPhone(column, samples, register, registers, group),
  ...spanOfDays(column, samples, register),
]

const bestFor = (
  heading: string,
  column: TableColumn,
  register: Register,
  registers: readonly Register[],
): Candidate | undefined => {
  const named = { ...column, heading }
  return [...ownCandidates(named, [], register), ...linkedCandidates(named, [], register, registers)]
    .filter(({ score, target }) => score >= (target.kind === 'linked' ? fairlyLinked : fairly))
    .reduce<Candidate | undefined>(
      (best, next) => (best === undefined || next.score > best.score ? next : best),
      undefined,
    )
}

/** Values of which each can be told from the other in one cell. */
const distinct = (field: ReturnType<typeof fieldOf>): boolean =>
  field !== undefined && field.kind !== 'text' && field.kind !== 'link' && field.kind !== 'links'

const byHeading = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] => {
  const plain = column.heading.replace(/[（(](?!.*[及和与、/／]).*?[）)]/gu, '')
  const words = plain.split(separators).filter((word) => plainHeading(word) !== '')
  if (words.length !== 2) return []
  const found = words.map((word) => bestFor(word, column, register, registers))
  const [first, second] = found
  if (first === undefined || second === undefined) return []
  const [a, b] = [first, second].map(({ target }) => fieldOf(target, register, registers))
  if (a === b || !(distinct(a) || distinct(b))) return []
  const hasPhone = a?.kind === 'phone' || b?.kind === 'phone'
  if (hasPhone && samples.length > 0 && share(samples, (text) => phoneInside.test(text)) < 0.3) return []
  return [
    {
      column,
      target: first.target,
      also: [
        phoneOf(first.target, second.target, register) ??
          ownersOf(first.target, words[1] ?? '', column, register, registers) ??
          sameOwner(first.target, second.target, register, registers),
      ],
      score: certain,
      because: '一列两项，按内容拆开',
    },
  ]
}

/** 电话 behind 联络员 is that of the liaison. */
const phoneOf = (first: ColumnTarget, second: ColumnTarget, register: Register): ColumnTarget | undefined => {
  if (first.kind !== 'field' || second.kind !== 'linked') return undefined
  const phone = pairIn(register.fields, first.field)?.phone
  return phone === undefined ? undefined : { kind: 'field', field: phone }
}

/** 联系方式 behind 专家 is that of the expert. */
const ownersOf = (
  first: ColumnTarget,
  heading: string,
  column: TableColumn,
  register: Register,
  registers: readonly Register[],
): ColumnTarget | undefined =>
  first.kind === 'field' && toOf(register.fields[first.field]) !== ''
    ? linkedCandidates(
        { ...column, heading, parents: [] },
        [],
        register,
        registers,
        first.field,
        first.field,
      ).find(
        ({ target, score }) => target.kind === 'linked' && target.field === first.field && score >= fairly,
      )?.target
    : undefined

/** 电话 beside 联系人 belongs to the same record as he does, whatever the telephone is called there. */
const sameOwner = (
  first: ColumnTarget,
  second: ColumnTarget,
  register: Register,
  registers: readonly Register[],
): ColumnTarget => {
  if (first.kind !== 'linked' || second.kind !== 'linked') return second
  const to = toOf(register.fields[first.field])
  const fields = registers.find(({ name }) => name === to)?.fields ?? {}
  const of = fields[second.of] === undefined ? pairIn(fields, first.of)?.phone : second.of
  return of === undefined ? second : { ...second, field: first.field, of }
}

const rank = /^职(?:务|称|务职称)$/u

/** 工作单位及职务、职称: the employer and what he is there, told apart by how the names of employers end. */
const employerWithRank = (
  column: TableColumn,
  register: Register,
  registers: readonly Register[],
): readonly Candidate[] => {
  const words = column.heading
    .replace(/[（(）)]/gu, '、')
    .replace(/职务职称|职称职务/gu, '职务、职称')
    .split(new RegExp(separators, 'u'))
    .map(plainHeading)
    .filter((word) => word !== '')
  const [first, ...others] = words
  if (first === undefined || others.length === 0 || !others.every((word) => rank.test(word))) return []
  const [title, post] = ['职称', '职务'].map((label): ColumnTarget | undefined => {
    const name = Object.entries(register.fields).find(([, field]) => field.label === label)?.[0]
    return name === undefined ? undefined : { kind: 'field', field: name }
  })
  if (rank.test(first))
    return title === undefined || post === undefined
      ? []
      : [{ column, target: title, also: [post], score: certain, because: '职称和职务在一格，按内容拆开' }]
  const employer = bestFor(first, column, register, registers)
  if (employer?.target.kind !== 'field' || fieldOf(employer.target, register, registers)?.kind !== 'link')
    return []
  const also = [title, post].filter((target) => target !== undefined)
  return also.length === 0
    ? []
    : [{ column, target: employer.target, also, score: certain, because: '单位和职务职称在一格，按内容拆开' }]
}

/** 罗永明（区科协主席): who it is and what he is, where the register has a field for each. */
const nameWithRank = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
): readonly Candidate[] => {
  if (share(samples, (text) => nameAndRank.test(text) && !phoneInside.test(text)) < 0.6) return []
  return ownCandidates({ ...column, heading: column.heading.replace(/[（(].*$/u, '') }, [], register).flatMap(
    ({ target, score }): readonly Candidate[] => {
      if (target.kind !== 'field' || score < fairly) return []
      const label = register.fields[target.field]?.label ?? ''
      const title = Object.entries(register.fields).find(([, field]) => field.label === `${label}职务`)?.[0]
      return title === undefined
        ? []
        : [
            {
              column,
              target,
              also: [{ kind: 'field', field: title }],
              score: surest,
              because: '姓名和职务在一格，按内容拆开',
            },
          ]
    },
  )
}

const nameAndRank = /^[\p{sc=Han}·]{2,4}\s*[（(][^（()）]{2,30}[）)]$/u

const nameWithPhone = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
  registers: readonly Register[],
  group: string | undefined,
): readonly Candidate[] => {
  const both = share(
    samples,
    (text) => phoneInside.test(text) && /\p{sc=Han}{2,}/u.test(text.replace(phoneInside, '')),
  )
  if (both < 0.6) return []
  const owner = ownerOf(column, register, registers, group)
  if (owner === undefined) return []
  return [
    {
      column,
      target: owner.name,
      also: [owner.phone],
      score: group === undefined ? certain - 1 : surest,
      because: '姓名和电话在一格，按内容拆开',
    },
  ]
}

/** Whose name and telephone stand together: a person in a field of the record, or the contact of a linked one. */
const ownerOf = (
  column: TableColumn,
  register: Register,
  registers: readonly Register[],
  group: string | undefined,
): { readonly name: ColumnTarget; readonly phone: ColumnTarget } | undefined => {
  const candidates = [
    ...ownCandidates(column, [], register),
    ...linkedCandidates(column, [], register, registers, undefined, group),
  ].toSorted((a, b) => b.score - a.score)
  for (const { target } of candidates) {
    if (target.kind !== 'field' && target.kind !== 'linked') continue
    const fields =
      target.kind === 'field'
        ? register.fields
        : (registers.find(({ name }) => name === toOf(register.fields[target.field]))?.fields ?? {})
    const named = target.kind === 'field' ? target.field : target.of
    const pair = pairIn(fields, named)
    if (pair === undefined) continue
    const at = (of: string): ColumnTarget =>
      target.kind === 'field' ? { kind: 'field', field: of } : { kind: 'linked', field: target.field, of }
    return { name: at(pair.name), phone: at(pair.phone) }
  }
  return undefined
}

const toOf = (field: Field | undefined): string => (field !== undefined && 'to' in field ? field.to : '')

/** The person and the telephone that belong together, whichever of the two was named. */
const pairIn = (
  fields: Readonly<Record<string, Field>>,
  named: string,
): { readonly name: string; readonly phone: string } | undefined => {
  const all = Object.entries(fields)
  const at = all.findIndex(([name]) => name === named)
  const field = fields[named]
  if (field?.kind === 'phone') {
    const person = all.slice(0, at).findLast(([, before]) => isPersonField(before))
    return person === undefined ? undefined : { name: person[0], phone: named }
  }
  if (field === undefined || !isPersonField(field)) return undefined
  const phone = [...all.slice(at), ...all].find(([, after]) => after.kind === 'phone')
  return phone === undefined ? undefined : { name: named, phone: phone[0] }
}

const isPersonField = ({ kind, label }: Field): boolean =>
  kind === 'text' && /(?:姓名|联系人|联络员|负责人|责任人|代表人|经办人)$/u.test(label)

const span = /\d[日号]?\s*(?:[—–~～至到]+|-{1,2})\s*\d/u

/** Of a column of spans, so many cells at least are some. */
const leastSpans = 0.3

/** 4月8日—10日: begin and end of what has a field for each. */
const spanOfDays = (
  column: TableColumn,
  samples: readonly string[],
  register: Register,
): readonly Candidate[] => {
  const spans = share(samples, (text) => span.test(text.replace(/^\d{4}-\d{1,2}(?:-\d{1,2})?$/u, '')))
  if (spans === 0) return []
  return Object.entries(register.fields).flatMap(([end, field], at, all): readonly Candidate[] => {
    const begin = field.kind === 'date' ? (field.notBefore ?? beginOf(field, all[at - 1])) : undefined
    const first = begin === undefined ? undefined : register.fields[begin]
    if (begin === undefined || first === undefined) return []
    const named = column.heading.replace(/起止|起讫/u, '')
    const asSpan = named === column.heading ? 0 : fairly
    // 有效期 names the end, and says both where most of its cells do.
    const score = Math.max(
      asSpan,
      ...[first, ...(spans >= leastSpans ? [field] : [])].map((one) =>
        columnScore({ ...column, heading: named }, one),
      ),
    )
    // 一年 and 长期 beside them say less than a span.
    const dated = share(samples, (text) => isDate(text) || span.test(text))
    if (score < fairly || dated < leastSpans) return []
    return [
      {
        column,
        target: { kind: 'field', field: begin },
        also: [{ kind: 'field', field: end }],
        score: score + 1,
        because: '起止日期在一格，按内容拆开',
      },
    ]
  })
}

/** 结束日期 behind 举办日期, of which only the month may be known; 有效期至 behind 有效期自, 完成时限 behind 开始日期. */
const beginOf = (end: Field, before: readonly [string, Field] | undefined): string | undefined => {
  if (before === undefined) return undefined
  const [name, { kind, label }] = before
  const isEnd = end.label.startsWith('结束') && kind === 'partialDate'
  const isDue = end.kind === 'date' && end.isDeadline === true && kind === 'date' && label.startsWith('开始')
  return isEnd || isDue || label === end.label.replace(/至$/u, '自') ? name : undefined
}

const dateParts = [
  ['year', /^(?:年|年份|年度)$/u],
  ['month', /^(?:月|月份)$/u],
  ['day', /^(?:日|日期|号)$/u],
] as const

/** Year, month and day in columns of their own make up the first date of the record. */
export const partsOfDate = (
  columns: readonly TableColumn[],
  samples: ReadonlyMap<TableColumn, readonly string[]>,
  register: Register,
): readonly Candidate[] => {
  const found = dateParts.flatMap(([part, pattern]) => {
    const column = columns.find(
      (candidate) =>
        pattern.test(plainHeading(candidate.heading)) &&
        share(samples.get(candidate) ?? [], isPartial) >= 0.8,
    )
    return column === undefined ? [] : [{ part, column }]
  })
  if (!found.some(({ part }) => part === 'day') || !found.some(({ part }) => part === 'month')) return []
  const field = dateFor(found[0]?.column, register)
  if (field === undefined) return []
  return found.map(({ part, column }) => ({
    column,
    target: { kind: 'field', field, part },
    score: certain,
    because: '年、月、日分列，合成一个日期',
  }))
}

/** 2021, 4月, 8 — not 2021年4月8日. */
const isPartial = (text: string): boolean =>
  /^(?:(?:19|20)\d{2}年?|\d{1,2}[月日号]?|[一二三四五六七八九十]{1,3}月)$/u.test(text.replace(/\s/gu, ''))

const dateFor = (column: TableColumn | undefined, register: Register): string | undefined => {
  const dates = Object.entries(register.fields).filter(
    ([, { kind }]) => kind === 'date' || kind === 'partialDate',
  )
  const parent = column?.parents.at(-1)
  const named = dates.find(
    ([, field]) =>
      parent !== undefined && columnScore({ column: 0, heading: parent, parents: [] }, field) >= byAlias,
  )
  return (named ?? dates[0])?.[0]
}
