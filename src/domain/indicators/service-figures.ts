import { coverage, elementRate, membersAt, standingConsortia } from './consortia'
import {
  behind,
  countOf,
  hasComeBy,
  type Indicator,
  ratio,
  type Scope,
  shareOf,
  totalOf,
  valueOf,
} from './indicator'
import {
  auditedServices,
  expertCount,
  expertTimes,
  isContent,
  modeShares,
  personHours,
  servedEnterprises,
  type ServiceMode,
  type ServiceRecord,
} from './services'

/** K11–K15, K18 and K21–K23 of domain E, over all records of a scope. */
const auditedOf = (scope: Scope): readonly ServiceRecord[] => {
  const found =
    known.get(scope) ?? auditedServices(scope.book.serviceRecords, { period: scope.period, samples: true })
  known.set(scope, found)
  return found
}

/** A dozen figures begin with them, over the 80,000 records of a city; a scope stays what it is. */
const known = new WeakMap<Scope, readonly ServiceRecord[]>()

const overServices = (
  definition: Omit<Indicator, 'of' | 'source'>,
  of: (audited: readonly ServiceRecord[], scope: Scope) => number | undefined,
): Indicator => ({
  ...definition,
  source: 'I',
  of: (scope) => valueOf('serviceRecords', auditedOf(scope), of(auditedOf(scope), scope)),
})

export const serviceCount = overServices(
  {
    code: 'K11',
    label: '科技服务次数',
    unit: '次',
    words: '服务日期在所属期内、审核状态为“已审核”的服务记录条数。',
  },
  (audited) => audited.length,
)

const inMode = (scope: Scope, mode: ServiceMode): readonly ServiceRecord[] =>
  auditedOf(scope).filter(({ values }) => values.mode === mode)

export const modeCount = (mode: ServiceMode): Indicator => ({
  code: 'K12',
  label: `${mode}服务次数`,
  unit: '次',
  words: `科技服务次数中服务模式为${mode}的次数。`,
  source: 'I',
  of: (scope) => countOf('serviceRecords', inMode(scope, mode)),
})

export const modeShare = (mode: ServiceMode): Indicator => ({
  code: 'K12',
  label: `${mode}占比`,
  unit: '%',
  words: `${mode}服务次数 ÷ 科技服务次数；三项合计 100%，四舍五入的差额归最大的一项。`,
  source: 'I',
  of: (scope) => ({
    ...shareOf('serviceRecords', inMode(scope, mode), auditedOf(scope)),
    value: modeShares(auditedOf(scope))?.[mode],
  }),
})

export const enterpriseCount = overServices(
  {
    code: 'K13',
    label: '服务企业数（去重）',
    unit: '家',
    words: '上述记录的服务对象中机构类型为企业的家数，同一家只计一次；尚未填机构类型的暂按企业计。',
  },
  (audited, { typeOf }) => servedEnterprises(audited, typeOf),
)

export const servingExperts = overServices(
  {
    code: 'K14',
    label: '服务专家数',
    unit: '名',
    words: '已审核服务记录的参与专家，同一人只计一次。',
  },
  expertCount,
)

export const servingTimes = overServices(
  { code: 'K14', label: '专家人次', unit: '人次', words: '各条已审核服务记录参与专家人数之和。' },
  expertTimes,
)

export const serviceHours = overServices(
  {
    code: 'K15',
    label: '服务工时',
    unit: '人时',
    words: '各条已审核服务记录（时长 × 专家人次）之和；时长为每位专家的平均时长。',
  },
  personHours,
)

const ratedOf = (scope: Scope): readonly ServiceRecord[] =>
  auditedOf(scope).filter(({ values }) => values.satisfaction !== undefined)

export const satisfaction: Indicator = {
  code: 'K18',
  label: '满意率',
  unit: '%',
  words: '满意度为 4 或 5 的服务记录条数 ÷ 有评价的条数。',
  source: 'I',
  of: (scope) => shareOf('serviceRecords', ratedOf(scope).filter(isContent), ratedOf(scope)),
}

export const averageSatisfaction = overServices(
  { code: 'K18', label: '平均满意度', unit: '分', words: '有评价的服务记录满意度的平均分（1—5 分）。' },
  (audited) => {
    const scores = audited.flatMap(({ values }) =>
      values.satisfaction === undefined ? [] : [Number(values.satisfaction)],
    )
    return ratio(totalOf(scores), scores.length)
  },
)

export const ratedShare: Indicator = {
  code: 'K18',
  label: '评价率',
  unit: '%',
  words: '有评价的服务记录条数 ÷ 已审核服务记录条数。',
  source: 'I',
  of: (scope) => shareOf('serviceRecords', ratedOf(scope), auditedOf(scope)),
}

export const standingCount: Indicator = {
  code: 'K21',
  label: '联合体数',
  unit: '个',
  words: '期末状态为已成立、运行或暂停，且成立时间不晚于期末的联合体；筹建和注销的不计。',
  source: 'S',
  of: ({ book, period }) => countOf('consortia', standingConsortia(book.consortia, period, true)),
}

export const foundedCount: Indicator = {
  code: 'K21',
  label: '新增联合体数',
  unit: '个',
  words: '上述联合体中成立时间在所属期内的个数；只写到月份的按该月计。',
  source: 'I',
  of: ({ book, period }) =>
    countOf(
      'consortia',
      standingConsortia(book.consortia, period, true).filter(
        ({ values: { founded } }) =>
          founded !== undefined &&
          hasComeBy(founded, period.end) &&
          founded.value >= period.start.slice(0, founded.value.length),
      ),
    ),
}

export const roleCoverage: Indicator = {
  code: 'K22',
  label: '平均角色覆盖度',
  unit: '类',
  words: '各联合体期末在册成员覆盖的角色（政、产、学、研、金、服、用）类数的平均值。',
  source: 'S',
  of: ({ book, period }) => {
    const standing = standingConsortia(book.consortia, period, true)
    const covered = totalOf(standing.map((record) => coverage(membersAt(record, period))))
    return { value: ratio(covered, standing.length), behind: behind('consortia', standing) }
  },
}

export const elementsRate: Indicator = {
  code: 'K23',
  label: '“五个一”落实率',
  unit: '%',
  words: '各联合体已落实要素项数之和 ÷（5 × 联合体数）。',
  source: 'S',
  of: ({ book, period }) => {
    const standing = standingConsortia(book.consortia, period, true)
    return valueOf('consortia', standing, elementRate(standing))
  },
}
