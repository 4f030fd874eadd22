import type { Register } from '../../../domain/register'
import { reportOf } from '../../../reports/all'
import type { Filter } from '../../../storage/store'
import { newCustom, type SavedCustom } from './saved-custom'

/** A report of the app as far as the columns of one register can say it: what it counts or works out is not there. */
interface Origin {
  /** Of the report. */
  readonly code: string
  readonly register: string
  /** By field, or part of the head, the heading that the report prints. */
  readonly columns: Readonly<Record<string, string>>
  readonly filters: readonly Filter[]
  readonly ofPeriod: boolean
  readonly groupBy?: string
  readonly sort: SavedCustom['sort']
}

const origins: readonly Origin[] = [
  {
    code: 'R03',
    register: 'needs',
    columns: {
      code: '需求编号',
      districtCode: '地区',
      organization: '企业名称',
      industry: '产业方向',
      title: '需求名称',
      category: '需求类别',
      description: '需求描述',
      targetIndex: '拟达到指标',
      cooperation: '期望合作方式',
      budget: '拟投入资金（万元）',
      expectDate: '期望解决时间',
      urgency: '紧急程度',
      source: '需求来源',
      raisedDate: '提出日期',
    },
    filters: [
      {
        kind: 'oneOf',
        field: 'status',
        values:
          '已征集 退回补充 研判中 已受理 对接中 服务中 待回访 已办结 未解决办结 不予受理 转办 暂停'.split(
            ' ',
          ),
      },
    ],
    ofPeriod: true,
    sort: { field: 'code', descending: false },
  },
  {
    code: 'R04',
    register: 'needs',
    columns: {
      code: '需求编号',
      organization: '企业名称',
      title: '需求名称',
      category: '需求类别',
      raisedDate: '提出日期',
      acceptDate: '受理日期',
      dueDate: '办理时限',
      owner: '责任人',
      team: '承接服务队/专家',
      status: '当前状态',
      closeDate: '办结日期',
      closeResult: '办理结果',
      satisfaction: '满意度',
    },
    filters: [],
    ofPeriod: false,
    groupBy: 'status',
    sort: { field: 'code', descending: false },
  },
  {
    code: 'R05',
    register: 'serviceRecords',
    columns: {
      code: '服务编号',
      serviceDate: '服务日期',
      districtCode: '地区',
      served: '服务对象',
      mode: '服务模式（精准化/定制化/套餐式）',
      serviceType: '服务类型',
      form: '服务形式',
      topic: '服务主题',
      team: '专家服务队',
      experts: '参与专家',
      hours: '时长（小时）',
      needs: '关联需求编号',
      result: '服务结果',
      contractAmount: '合同金额（万元）',
      people: '受益人数（人次）',
      satisfaction: '满意度',
      isVolunteer: '是否志愿服务',
    },
    filters: [{ kind: 'oneOf', field: 'auditStatus', values: ['已审核'] }],
    ofPeriod: true,
    sort: { field: 'serviceDate', descending: false },
  },
  {
    code: 'R10',
    register: 'activities',
    columns: {
      title: '活动名称',
      type: '类型',
      theme: '主题',
      start: '举办时间',
      place: '地点',
      mode: '形式',
      hosts: '主办单位',
      guestTotal: '嘉宾总数（名）',
      offlineCount: '现场人数（名）',
      onlineCount: '线上人次',
      remark: '备注',
    },
    filters: [{ kind: 'oneOf', field: 'status', values: ['已举办'] }],
    ofPeriod: true,
    sort: { field: 'start', descending: false },
  },
  {
    code: 'R11',
    register: 'agreements',
    columns: {
      code: '协议编号',
      title: '协议名称',
      type: '类型',
      signDate: '签订日期',
      activity: '签订活动',
      regionScope: '区域范围',
      amount: '合同金额（万元）',
      technologyAmount: '其中技术交易额（万元）',
      registered: '是否认定登记',
      registrationNumber: '登记号',
      status: '状态',
      nextStep: '下步安排',
    },
    filters: [{ kind: 'oneOf', field: 'status', values: ['已签订', '履行中', '已到期', '已续签', '已终止'] }],
    ofPeriod: true,
    sort: { field: 'signDate', descending: false },
  },
  {
    code: 'R15',
    register: 'achievements',
    columns: {
      code: '编号',
      name: '名称',
      type: '类型',
      industry: '产业方向',
      owner: '持有单位',
      readiness: '技术就绪水平',
      ipNumber: '专利/登记号',
      description: '简介',
      transferModes: '转化方式',
      price: '意向价格（万元）',
      status: '状态',
      contact: '联系人',
      contactPhone: '联系电话',
    },
    filters: [],
    ofPeriod: false,
    sort: { field: 'code', descending: false },
  },
]

/** Codes of the reports from which one of one's own can begin. */
export const originCodes: readonly string[] = origins.map(({ code }) => code)

/** A report of one's own that begins as this one: its columns under its headings, its records, its order. */
export const customFrom = (code: string, registers: readonly Register[]): SavedCustom => {
  const origin = origins.find((one) => one.code === code)
  const register = registers.find(({ name }) => name === origin?.register)
  if (origin === undefined || register === undefined) throw new Error(`No report of one's own from ${code}`)
  const { columns, filters, sort, ofPeriod, groupBy = '' } = origin
  const begun = newCustom(register, { search: '', filters, sort, columns: Object.keys(columns) })
  return {
    ...begun,
    title: reportOf(code).title,
    ofPeriod,
    groupBy,
    columns: begun.columns.map((column) => ({ ...column, heading: columns[column.name] ?? '' })),
  }
}
