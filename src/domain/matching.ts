import { rowsOf, textIn, type Values } from './field'
import type { LedgerRecord } from './record'

/**
 * Who could serve a need, ranked offline by what the records say (I, our own proposal): words that few others share,
 * industry, district, services given before, and how much is under way already.
 */
export interface SupplyData {
  readonly experts: readonly LedgerRecord[]
  readonly teams: readonly LedgerRecord[]
  readonly achievements: readonly LedgerRecord[]
  readonly services: readonly LedgerRecord[]
  readonly needs: readonly LedgerRecord[]
}

export type SupplyKind = '专家' | '服务队' | '科技成果'

export interface Proposal {
  readonly kind: SupplyKind
  readonly register: 'experts' | 'teams' | 'achievements'
  readonly id: string
  readonly label: string
  readonly code: string
  readonly score: number
  /** In words, what speaks for it and against it. */
  readonly reasons: readonly string[]
}

const empty =
  /^(?:的|了|和|与|及|等|为|在|对|中|将|可|能|有|无|不|需要|希望|进行|实现|问题|解决|提供|技术|方向|研究|工艺|企业|公司|示例|目前|要求|相关|开展|应用|产品|生产|方案|服务|提高|提升|降低|改进|改善)$/u

const segmenter =
  typeof Intl.Segmenter === 'function' ? new Intl.Segmenter('zh-CN', { granularity: 'word' }) : undefined

/** Words of a text by the dictionary of the platform, and pairs of neighbouring characters, which need none. */
const wordsIn = (text: string): ReadonlySet<string> => {
  const plain = text.toLowerCase()
  const words = new Set<string>()
  if (segmenter !== undefined)
    for (const { segment, isWordLike } of segmenter.segment(plain))
      if (isWordLike === true && segment.length > 1 && !empty.test(segment)) words.add(segment)
  for (const run of plain.match(/\p{sc=Han}{2,}/gu) ?? [])
    for (let at = 0; at + 2 <= run.length; at += 1) {
      const pair = run.slice(at, at + 2)
      if (!empty.test(pair)) words.add(pair)
    }
  return words
}

const isLatin = /^[a-z\d]$/u

/**
 * Tells which of some words stand in a text. Of a hundred thousand texts each is read once and cut into nothing: a Chinese
 * word is looked for as it stands, one of letters or digits only as a whole.
 */
const finderOf = (words: readonly string[]): ((text: string) => readonly string[]) => {
  /** Places in `words`, by the code unit that these begin with. */
  const byStart = new Map<number, readonly number[]>()
  const isStart = new Uint8Array(0x1_0000)
  for (const [place, word] of words.entries()) {
    const code = word.charCodeAt(0)
    isStart[code] = 1
    byStart.set(code, [...(byStart.get(code) ?? []), place])
  }
  const wordAt = (place: number): string => words[place] ?? ''
  const stands = (word: string, text: string, at: number): boolean =>
    text.startsWith(word, at) &&
    (!isLatin.test(word.charAt(0)) || !isLatin.test(text.charAt(at - 1))) &&
    (!isLatin.test(word.charAt(word.length - 1)) || !isLatin.test(text.charAt(at + word.length)))
  return (text) => {
    const plain = text.toLowerCase()
    const found: number[] = []
    for (let at = 0; at < plain.length; at += 1) {
      const code = plain.charCodeAt(at)
      if (isStart[code] !== 1) continue
      for (const place of byStart.get(code) ?? [])
        if (stands(wordAt(place), plain, at) && !found.includes(place)) found.push(place)
    }
    return found.sort((a, b) => a - b).map(wordAt)
  }
}

interface Supply {
  readonly kind: SupplyKind
  readonly record: LedgerRecord
  readonly text: string
  /** Those of the need that stand in the text. */
  readonly words: readonly string[]
  readonly industries: readonly string[]
  readonly districts: readonly string[]
}

const list = (values: Values, field: string): readonly string[] => {
  const value = values[field]
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
}
const textsOf = (values: Values, ...fields: readonly string[]): string =>
  fields.map((field) => textIn(values, field) ?? '').join('\n')

const suppliesIn = (
  { experts, teams, achievements }: SupplyData,
  find: (text: string) => readonly string[],
): readonly Supply[] => {
  const supply = (
    kind: SupplyKind,
    record: LedgerRecord,
    text: string,
    industry: string,
    districts: readonly string[],
  ): Supply => ({
    kind,
    record,
    text,
    words: find(text),
    industries: list(record.values, industry),
    districts,
  })
  const fieldOf = new Map(
    experts.map(({ id, values }) => [id, textsOf(values, 'researchField', 'discipline')]),
  )
  return [
    ...experts
      .filter(({ values }) => values.status === undefined || values.status === '在库')
      .map((record) => supply('专家', record, fieldOf.get(record.id) ?? '', 'industries', [])),
    ...teams
      .filter(({ values }) => values.status === '在岗')
      .map((record) => {
        const members = rowsOf(record.values, 'members').filter(({ quitDate }) => quitDate === undefined)
        const theirs = members.map(({ expert }) =>
          typeof expert === 'string' ? (fieldOf.get(expert) ?? '') : '',
        )
        return supply('服务队', record, theirs.join('\n'), 'industry', list(record.values, 'districts'))
      }),
    ...achievements.map((record) =>
      supply('科技成果', record, textsOf(record.values, 'name', 'description', 'advantage'), 'industry', []),
    ),
  ]
}

const weights = { words: 10, industry: 3, district: 1, service: 2, load: 0.5 } as const

/** The best proposals for a need, best first; without what it was matched with already and what is ruled out. */
export const proposalsFor = (
  need: LedgerRecord,
  data: SupplyData,
  ruledOut: ReadonlySet<string>,
  most: number,
): readonly Proposal[] => {
  const wanted = wordsIn(textsOf(need.values, 'title', 'keywords', 'description', 'targetIndex'))
  const find = finderOf([...wanted])
  const supplies = suppliesIn(data, find)
  const rarity = rarityIn(supplies)
  const full = [...wanted].reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0)
  const matched = new Set(
    rowsOf(need.values, 'matches').flatMap(({ expert, team, achievement }) =>
      [expert, team, achievement].filter((id): id is string => typeof id === 'string'),
    ),
  )
  const past = pastServices(data, find)
  const load = loadIn(data)
  return supplies
    .filter(({ record }) => !matched.has(record.id) && !ruledOut.has(record.id))
    .map((one) => judged(one, { need, rarity, full, past, load }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.code < b.code ? -1 : 1))
    .slice(0, most)
}

/** Words that few texts have say more; one that stands in all of them says next to nothing. */
const rarityIn = (texts: readonly { readonly words: readonly string[] }[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { words } of texts) for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return new Map([...counts].map(([word, count]) => [word, Math.log((1 + texts.length) / count)]))
}

interface Surroundings {
  readonly need: LedgerRecord
  readonly rarity: ReadonlyMap<string, number>
  readonly full: number
  readonly past: ReadonlyMap<string, readonly string[]>
  readonly load: ReadonlyMap<string, number>
}

/** Rarity from which a shared word is a reason: not in every other text. */
const tellingFrom = 0.69

const judged = (
  { kind, record, text, words, industries, districts }: Supply,
  { need, rarity, full, past, load }: Surroundings,
): Proposal => {
  const shared = words.toSorted((a, b) => b.length - a.length || (rarity.get(b) ?? 0) - (rarity.get(a) ?? 0))
  const weight = shared.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0)
  const industry = textIn(need.values, 'industry')
  const isIndustry = industry !== undefined && industries.includes(industry)
  const isNear = districts.includes(need.districtCode)
  const served = past.get(record.id) ?? []
  const busy = load.get(record.id) ?? 0
  const telling = shared.filter((word) => (rarity.get(word) ?? 0) >= tellingFrom)
  const isFit = telling.length > 0 || isIndustry || served.length > 0
  const score =
    (full === 0 ? 0 : (weights.words * weight) / Math.sqrt(full * (1 + text.length / 20))) +
    (isIndustry ? weights.industry : 0) +
    (isNear ? weights.district : 0) +
    served.length * weights.service -
    busy * weights.load
  const shown = telling.filter((word) => !telling.some((other) => other !== word && other.includes(word)))
  return {
    kind,
    register: kind === '专家' ? 'experts' : kind === '服务队' ? 'teams' : 'achievements',
    id: record.id,
    label: textIn(record.values, 'name') ?? record.code,
    code: record.code,
    score: isFit ? Math.max(0.01, score) : 0,
    reasons: [
      ...(shown.length === 0
        ? []
        : [
            `都提到${shown
              .slice(0, 4)
              .map((word) => `“${word}”`)
              .join('')}`,
          ]),
      ...(isIndustry ? [`产业方向相同（${industry}）`] : []),
      ...(isNear ? ['挂联本地区'] : []),
      ...(served.length === 0 ? [] : [`做过类似的服务：${served.join('、')}`]),
      ...(busy === 0 ? [] : [`手上有 ${String(busy)} 项需求在办`]),
    ],
  }
}

/** Weight of shared words from which a service counts as alike: two or three that are rare. */
const alikeFrom = 4

const mostPast = 2

/** Services that share rare words with the need, by who gave them: the first ones of each. */
const pastServices = (
  { services }: SupplyData,
  find: (text: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> => {
  const texts = services.map(({ values }) => ({ values, words: find(textsOf(values, 'topic', 'content')) }))
  const rarity = rarityIn(texts)
  const found = new Map<string, string[]>()
  for (const { values, words } of texts) {
    if (words.reduce((sum, word) => sum + (rarity.get(word) ?? 0), 0) < alikeFrom) continue
    for (const id of [...list(values, 'experts'), ...list(values, 'team')]) {
      const theirs = found.get(id) ?? []
      found.set(id, theirs)
      if (theirs.length < mostPast) theirs.push(`“${textIn(values, 'topic') ?? ''}”`)
    }
  }
  return found
}

const underWay = ['对接中', '服务中', '待回访']

/** Needs under way, by who took them on. */
const loadIn = ({ needs }: SupplyData): ReadonlyMap<string, number> => {
  const load = new Map<string, number>()
  for (const { values } of needs) {
    if (!underWay.includes(textIn(values, 'status') ?? '')) continue
    for (const { expert, team, result } of rowsOf(values, 'matches'))
      for (const id of [expert, team])
        if (typeof id === 'string' && (result === '有意向' || result === '确认承接'))
          load.set(id, (load.get(id) ?? 0) + 1)
  }
  return load
}
