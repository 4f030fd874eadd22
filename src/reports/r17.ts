import { closedCount, needCount } from '../domain/indicators/needs'
import { serviceCount } from '../domain/indicators/service-figures'
import { contractAmount, technologyAmount } from '../domain/indicators/work'
import { registers } from '../domain/registers/all'
import { crossCheckOrigins, crossCheckSheet } from './cross-checks'
import { counted, serial } from './cells'
import { isError, placeOfFault, type RecordFault, recordFaults } from './record-faults'
import { tableReport } from './table'
import type { TableColumn } from './table-definition'

const columns = (): readonly TableColumn<RecordFault>[] => [
  serial,
  {
    heading: '数据表',
    width: 12,
    cell: ({ register }) => register.title,
    total: (rows) => counted(rows.length, '条'),
  },
  { heading: '记录编号', width: 24, cell: ({ record }) => record.code },
  {
    heading: '核查项',
    width: 22,
    cell: placeOfFault,
  },
  {
    heading: '级别（错误/警告）',
    width: 16,
    align: 'centre',
    cell: (row) => (isError(row) ? { value: '错误', alert: true } : '警告'),
    total: (rows) => ({
      value: `错误 ${String(rows.filter(isError).length)}、警告 ${String(rows.filter((row) => !isError(row)).length)}`,
      format: 'text',
      align: 'centre',
    }),
  },
  { heading: '问题说明', width: 56, cell: ({ issue }) => issue.message },
  { heading: '责任人', width: 12, align: 'centre', cell: ({ record }) => record.updatedBy },
  { heading: '处理状态', width: 10, align: 'centre', cell: () => '待处理' },
]

/** R17: for the office itself, never handed in: what is to be mended before the reports go up. */
export const r17 = tableReport<RecordFault>({
  code: 'R17',
  title: '数据质量核查表',
  longTitle: '数据质量核查表（内部，不报送）',
  about: '报送前自查：每条记录还缺什么、哪里不对，以及各张报表的数是否对得上。内部用，不报送。',
  usual: '月',
  group: '统计与核查',
  reads: registers.map(({ name }) => name),
  register: 'needs',
  unit: '条',
  columns,
  rows: recordFaults,
  recordsOf: ({ record }) => [record],
  sheets: (context) => [crossCheckSheet(context)],
  sheetOrigins: crossCheckOrigins,
  notes: (_context, rows) => [
    '核查的是编制时的全部记录，不限所属期；“错误”含必填未填，报送前须为 0。',
    ...(rows.some(isError)
      ? [`现有错误 ${String(rows.filter(isError).length)} 条，请先改正再报送。`]
      : ['没有错误。']),
  ],
  explains: [serviceCount, needCount, closedCount, contractAmount, technologyAmount],
  nothing: '没有发现问题',
})
