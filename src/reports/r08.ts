import { auditedServices, personHoursOf } from '../domain/indicators/services'
import { distinct, type Expert, type Team } from '../domain/indicators/indicator'
import { standingTeams, teamCount, teamExperts, teamMembersOn } from '../domain/indicators/work'
import { serviceHours } from '../domain/indicators/service-figures'
import { teamIndustries } from '../domain/reference/lists'
import { experts } from '../domain/registers/experts'
import {
  counted,
  known,
  names,
  namedNumber,
  notApplicable,
  notKnown,
  phoneCell,
  serial,
  textOf,
} from './cells'
import { eachOnce } from './origin'
import { tableReport } from './table'
import type { Context, TableColumn } from './table-definition'

interface Row {
  readonly team: Team
  readonly role: string | undefined
  readonly expert: Expert | undefined
}

/** Who has not agreed to be listed is printed by name only. */
const told = ({ expert }: Row, value: string | undefined) =>
  expert === undefined ? notApplicable : expert.values.consent === false ? notApplicable : known(value)

const isSenior = (expert: Expert | undefined): boolean => expert?.values.titleLevel === '正高级'
const isAcademician = (expert: Expert | undefined): boolean =>
  (expert?.values.expertType ?? '').includes('院士') || (expert?.values.titleName ?? '').includes('院士')

const columns = ({ data, scope, options }: Context): readonly TableColumn<Row>[] => {
  const services = auditedServices(scope.book.serviceRecords, { period: options.period, samples: true })
  const of = ({ expert, team }: Row) =>
    services.filter(
      ({ values }) =>
        expert !== undefined && (values.experts ?? []).includes(expert.id) && values.team === team.id,
    )
  const servicesOf = (rows: readonly Row[]) => ({ counted: eachOnce(rows.flatMap(of)) })
  const expertsOf = (rows: readonly Row[], fits: (expert: Expert | undefined) => boolean) => ({
    counted: eachOnce(rows.flatMap(({ expert }) => (fits(expert) ? (expert ?? []) : []))),
  })
  const people = (rows: readonly Row[], fits: (expert: Expert | undefined) => boolean): number =>
    distinct(rows.filter(({ expert }) => fits(expert)).map(({ expert }) => expert?.id))
  return [
    serial,
    {
      heading: '服务队',
      width: 16,
      cell: ({ team }) => known(team.values.name),
      total: (rows) => counted(distinct(rows.map(({ team }) => team.id)), '支'),
    },
    { heading: '产业方向', width: 10, align: 'centre', cell: ({ team }) => known(team.values.industry) },
    {
      heading: '牵头单位',
      width: 15,
      cell: ({ team }) => names(data.nameOf, 'organizations', [team.values.leadOrganization]),
    },
    {
      heading: '队长',
      width: 8,
      align: 'centre',
      cell: ({ team }) => names(data.nameOf, 'experts', [team.values.leader]),
    },
    { heading: '联络员', width: 8, align: 'centre', cell: ({ team }) => known(team.values.liaison) },
    {
      heading: '联络电话',
      width: 13,
      cell: ({ team }) => phoneCell(team.values.liaisonPhone, options.profile),
    },
    {
      heading: '挂联地区',
      width: 10,
      cell: ({ team }) =>
        (team.values.districts ?? [])
          .map((id) => textOf(data.linked('districts', id), 'shortName') ?? data.nameOf('districts', id))
          .join('、') || notKnown,
    },
    {
      heading: '专家姓名',
      width: 10,
      align: 'centre',
      cell: ({ expert }) => known(expert?.values.name),
      total: (rows) =>
        counted(
          people(rows, () => true),
          '名',
        ),
      behind: (rows) => expertsOf(rows, () => true),
    },
    { heading: '队内角色', width: 7, align: 'centre', cell: ({ role }) => known(role) },
    {
      heading: '工作单位',
      width: 15,
      cell: (row) =>
        told(
          row,
          row.expert?.values.workOrganization === undefined
            ? undefined
            : data.nameOf('organizations', row.expert.values.workOrganization),
        ),
    },
    {
      heading: '专家类型',
      width: 9,
      align: 'centre',
      cell: (row) => told(row, row.expert?.values.expertType),
      total: (rows) => namedNumber('院士', people(rows, isAcademician), '名'),
      behind: (rows) => expertsOf(rows, isAcademician),
    },
    {
      heading: '职称',
      width: 9,
      align: 'centre',
      cell: (row) => told(row, row.expert?.values.titleName ?? row.expert?.values.titleLevel),
      total: (rows) => namedNumber('正高', people(rows, isSenior), '名'),
      behind: (rows) => expertsOf(rows, isSenior),
    },
    { heading: '职务', width: 9, cell: (row) => told(row, row.expert?.values.position) },
    { heading: '学科', width: 9, cell: (row) => told(row, row.expert?.values.discipline) },
    { heading: '研究方向', width: 16, cell: (row) => told(row, row.expert?.values.researchField) },
    {
      heading: '所属学会',
      width: 11,
      cell: ({ expert }) => names(data.nameOf, 'organizations', [expert?.values.society]),
    },
    {
      heading: '本期服务（次）',
      width: 6,
      format: 'integer',
      cell: (row) => of(row).length,
      behind: servicesOf,
    },
    {
      heading: '本期服务（人时）',
      width: 7,
      format: 'decimal',
      cell: (row) =>
        of(row).reduce(
          (sum, service) =>
            sum + (personHoursOf(service) ?? 0) / Math.max(1, (service.values.experts ?? []).length),
          0,
        ),
      total: 'sum',
      shows: serviceHours,
      behind: servicesOf,
    },
  ]
}

/** R08: the teams on duty at the end of the period and their members, one row for each member. */
export const r08 = tableReport<Row>({
  code: 'R08',
  title: '专家服务队及专家名册',
  about: '期末在岗的专家服务队和每名在队专家，以及他们本期服务的次数和工时；对外时可隐去电话。',
  usual: '半年',
  group: '服务队与周报',
  reads: ['teams', 'experts', 'serviceRecords'],
  register: 'teams',
  unit: '支',
  columns,
  rows: ({ scope, data }) => {
    const known = new Map(data.records(experts).map((expert) => [expert.id, expert]))
    const order = teamIndustries.map(({ value }) => value)
    const at = ({ values }: Team): number => order.indexOf(values.industry ?? '')
    return [...standingTeams(scope)]
      .sort((a, b) => at(a) - at(b))
      .flatMap((team): readonly Row[] => {
        const members = teamMembersOn(team, scope.period.end)
        return members.length === 0
          ? [{ team, role: undefined, expert: undefined }]
          : members.map(({ role, expert }) => ({ team, role, expert: known.get(expert ?? '') }))
      })
  },
  recordsOf: ({ team }) => [team],
  grouping: { of: ({ team }) => team.values.name ?? team.code, order: [] },
  notes: () => [
    '专家人数为去重指标，合计不等于各队之和；不同意入库信息公开的专家只列姓名。',
    '本期服务按本队的已审核服务记录统计，人时为该专家本人的时长。',
  ],
  explains: [teamCount, teamExperts, serviceHours],
  nothing: '期末无在岗的专家服务队',
})
