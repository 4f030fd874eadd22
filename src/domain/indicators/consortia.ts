import type { Period } from '../period'
import type { RecordOf } from '../record'
import { type consortia, currentMembers, roleCoverage } from '../registers/consortia'

/**
 * Indicators over consortia (domain E: K21–K23). The seven roles and the five elements are of the source text (S); how they
 * are counted is our own proposal (I).
 */
export type Consortium = RecordOf<typeof consortia>
export type Member = NonNullable<Consortium['values']['members']>[number]

const standing: ReadonlySet<string> = new Set(['已成立', '运行', '暂停'])

const known = (records: readonly Consortium[], samples: boolean): readonly Consortium[] =>
  records.filter(({ isSample, deletedAt }) => deletedAt === null && (samples || !isSample))

/**
 * K21 联合体数（个）(I): those that stand at the end of the period. The state is the one of today, as earlier ones are not
 * kept with the record; one founded after the end does not stand yet, one founded in the month of the end does.
 */
export const standingConsortia = (
  records: readonly Consortium[],
  { end }: Period,
  samples: boolean,
): readonly Consortium[] =>
  known(records, samples).filter(
    ({ values: { status, founded } }) =>
      standing.has(status ?? '') &&
      (founded === undefined || founded.value <= end.slice(0, founded.value.length)),
  )

/** Consortia (个) still in preparation: not counted in K21. */
export const preparingConsortia = (records: readonly Consortium[], samples: boolean): number =>
  known(records, samples).filter(({ values }) => (values.status ?? '筹建') === '筹建').length

/** Members on the books at the end of the period: joined by then, if it is known when, and not left. */
export const membersAt = ({ values }: Consortium, { end }: Period): readonly Member[] =>
  currentMembers(values.members, end).filter(({ joinDate }) => joinDate === undefined || joinDate <= end)

/** 成员数（家，去重）(I): an organisation with two roles is one member. */
export const memberCount = (members: readonly Member[]): number =>
  new Set(members.flatMap(({ organization }) => (organization === undefined ? [] : [organization]))).size

/** 各角色成员数（家）(I). */
export const countInRole = (members: readonly Member[], role: string): number =>
  memberCount(members.filter((member) => member.role === role))

/** K22 角色覆盖度（0–7 类）(I): how many of the seven roles the members cover. */
export const coverage = (members: readonly Member[]): number => roleCoverage(members)

/** 落实的“五个一”要素（0–5 项）(I). */
export const elementsDone = ({ values }: Consortium): number =>
  (values.elements ?? []).filter(({ status }) => status === '已落实').length

/** K23 “五个一”落实率 (0–1) (I): Σ elements done / (5 × consortia); undefined without consortia. */
export const elementRate = (records: readonly Consortium[]): number | undefined =>
  records.length === 0
    ? undefined
    : records.reduce((sum, record) => sum + elementsDone(record), 0) / (5 * records.length)
