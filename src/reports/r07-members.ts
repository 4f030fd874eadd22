import { type Consortium, type Member, memberCount } from '../domain/indicators/consortia'
import type { Cell, Sheet } from '../workbook/model'
import { dayCell } from '../workbook/value-cells'
import { titled } from './assemble'
import { counted, notKnown, totalLabel, totalsRow } from './cells'
import { frameSheet, type ReportColumn } from './layout'
import type { OriginAt } from './figure-origin'
import { eachOnce, originsIn } from './origin'
import type { ReportData, ReportOptions } from './report'

const columns: readonly ReportColumn[] = [
  { heading: '序号', width: 6, format: 'integer', align: 'centre' },
  { heading: '联合体', width: 28 },
  { heading: '成员单位', width: 30 },
  { heading: '统一社会信用代码', width: 24 },
  { heading: '角色', width: 7, align: 'centre' },
  { heading: '职务', width: 10, align: 'centre' },
  { heading: '加入时间', width: 16, format: 'date' },
  { heading: '承担任务', width: 26 },
]

interface Listed {
  readonly record: Consortium
  readonly members: readonly Member[]
}

const sheetName = 'R07-1 成员名单'

const rowsIn = (listed: readonly Listed[]) =>
  listed.flatMap(({ record, members }) => members.map((member) => ({ record, member })))

/** Every cell of a row, and the counts below them, come from the consortia. */
export const memberOrigins = (listed: readonly Listed[], options: ReportOptions): OriginAt => {
  const rows = rowsIn(listed)
  const shape = { columns, groups: [rows.length], totalsFirst: options.totalsFirst }
  return originsIn(sheetName, shape, (place, column) => {
    const own = place.kind === 'row' ? rows.slice(place.index, place.index + 1) : rows
    return {
      heading: columns[column]?.heading ?? '',
      formula:
        place.kind === 'row' ? '取自这一行的联合体。' : '所列联合体期末的在册成员，同一家机构只计一次。',
      counted: eachOnce(own.map(({ record }) => record)),
    }
  })
}

/** 附表 R07-1: the members of the consortia listed, one row for each role. */
export const memberSheet = (
  listed: readonly Listed[],
  data: ReportData,
  options: ReportOptions,
  hasSamples: boolean,
): Sheet => {
  const rows = rowsIn(listed)
  const rowOf = ({ record, member }: (typeof rows)[number], index: number): readonly Cell[] => {
    const creditCode = data.linked('organizations', member.organization ?? '')?.values.creditCode
    return [
      index + 1,
      record.values.name ?? record.code,
      member.organization === undefined ? notKnown : data.nameOf('organizations', member.organization),
      typeof creditCode === 'string' ? creditCode : notKnown,
      member.role ?? notKnown,
      member.position ?? notKnown,
      member.joinDate === undefined ? notKnown : dayCell(member.joinDate),
      member.contribution ?? notKnown,
    ]
  }
  return frameSheet({
    name: sheetName,
    attachment: '附表R07-1',
    title: titled('“政产学研金服用”联合体成员名单', hasSamples),
    columns,
    groups: [{ rows: rows.map(rowOf) }],
    totals: () =>
      totalsRow(columns.length, {
        0: totalLabel,
        1: counted(new Set(rows.map(({ record }) => record.id)).size, '个'),
        2: counted(memberCount(rows.map(({ member }) => member)), '家（去重）'),
      }),
    nothing: '期末无在册成员',
    hasMoney: false,
    notes: ['一家机构有多个角色的分行列出；去重指标合计不等于各行之和。'],
    options,
  })
}
