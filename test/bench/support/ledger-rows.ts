import { utils, write } from 'xlsx'

/** A ledger of services as a district keeps it: days, modes, topics, firms and experts that come again, amounts, texts. */
const headings = [
  '服务日期',
  '服务模式',
  '服务类型',
  '服务形式',
  '服务主题',
  '企业名称',
  '参与专家',
  '服务时长',
  '受益人数',
  '服务内容',
  '服务结果',
  '合同金额（万元）',
]

const modes = ['精准化', '定制化', '套餐式']
const types = ['科技咨询', '检验检测认证', '技术转移', '知识产权', '研究开发']
export const topics = [
  '产线视觉检测方案论证',
  '污水处理菌种筛选',
  '数控机床主轴温升治理',
  '电池包热管理仿真',
  '知识产权布局辅导',
  '柑橘黄龙病绿色防控',
  '铝合金压铸件气孔缺陷分析',
]
const trades = ['精密机械', '新材料', '生物医药', '智能装备', '农业科技', '环保工程', '电子信息']
const places = ['永川', '荣昌', '璧山', '江津', '合川', '铜梁']
const surnames = ['张', '王', '李', '蒋', '周', '覃', '单', '曾', '解', '仇']
const givenNames = ['文博', '晓峰', '丽娟', '建国', '思远', '雨桐', '志强']

const pick = <T>(from: readonly T[], index: number): T => {
  const found = from[index % from.length]
  if (found === undefined) throw new Error('An empty list has nothing to pick.')
  return found
}
const digits = (value: number, count: number): string => String(value).padStart(count, '0')

const firm = (index: number): string =>
  `重庆${pick(places, index)}第${String(index % 2000)}${pick(trades, index)}有限公司`
const expert = (index: number): string =>
  `${pick(surnames, index)}${pick(givenNames, Math.floor(index / 10))}${pick(['', '甲', '乙', '丙'], Math.floor(index / 70))}`

/** The cells of one row, the same for the same number. */
export const rowAt = (index: number): readonly (string | number)[] => [
  `20${digits(10 + (index % 11), 2)}-${digits(1 + (index % 12), 2)}-${digits(1 + (index % 28), 2)}`,
  pick(modes, index),
  pick(types, index),
  pick(['现场诊断', '座谈对接', '线上会诊'], index),
  `${pick(topics, index)}${digits(index, 6)}`,
  firm(index * 7),
  [expert(index), expert(index + 3)].join('、'),
  1 + (index % 16) / 2,
  index % 9 === 0 ? `${String(20 + (index % 300))}余人` : 5 + (index % 300),
  `专家组到企业查看第${digits(index % 900, 3)}号产线，提出三条改进建议并约定复查的时间。`,
  pick(['已解决', '签订合同/协议', '部分解决'], index),
  (index % 100) / 4,
]

/** The bytes of a workbook with these rows, as another program writes it. */
export const workbookOf = (from: number, count: number): Buffer => {
  const rows = Array.from({ length: count }, (_, at) => [...rowAt(from + at)])
  const sheet = utils.aoa_to_sheet([[...headings], ...rows], { dense: true })
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, '服务台账')
  const bytes: unknown = write(book, { type: 'buffer', bookType: 'xlsx', compression: true, bookSST: true })
  if (!Buffer.isBuffer(bytes)) throw new Error('The workbook was not written.')
  return bytes
}
