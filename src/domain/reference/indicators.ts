/** What is kept of a district's industry, science and education (domain F9): the first nine S, the others I. */
export interface IndicatorDefinition {
  readonly code: string
  readonly name: string
  /** Empty for a text. */
  readonly unit: string
  /** A figure of a year, or of a point in time (a month). */
  readonly per: '年度' | '时点'
  readonly source: 'S' | 'I'
  readonly aliases?: readonly string[]
}

export const indicatorDefinitions: readonly IndicatorDefinition[] = [
  {
    code: 'PLAN_AREA',
    name: '科技生态城规划面积',
    unit: '平方公里',
    per: '时点',
    source: 'S',
    aliases: ['规划面积'],
  },
  {
    code: 'PLAN_POP',
    name: '科技生态城规划承载人口',
    unit: '万人',
    per: '时点',
    source: 'S',
    aliases: ['规划人口', '承载人口'],
  },
  {
    code: 'BUILDING_AREA',
    name: '已建成产业楼宇面积',
    unit: '万平方米',
    per: '时点',
    source: 'S',
    aliases: ['产业楼宇面积', '楼宇面积'],
  },
  {
    code: 'SETTLED_ENT',
    name: '累计入驻企业数',
    unit: '家',
    per: '时点',
    source: 'S',
    aliases: ['入驻企业', '入驻企业数'],
  },
  { code: 'EMPLOYEES', name: '从业人员数', unit: '万人', per: '时点', source: 'S', aliases: ['从业人员'] },
  { code: 'OUTPUT', name: '产值', unit: '亿元', per: '年度', source: 'S', aliases: ['年产值'] },
  { code: 'INDUSTRY_LAYOUT', name: '产业布局', unit: '', per: '时点', source: 'S' },
  { code: 'VOC_COLLEGES', name: '职业院校数', unit: '所', per: '时点', source: 'S', aliases: ['职业院校'] },
  {
    code: 'VOC_STUDENTS',
    name: '职教学生数',
    unit: '万人',
    per: '时点',
    source: 'S',
    aliases: ['职教学生', '在校职教学生数'],
  },
  { code: 'HNTE', name: '高新技术企业数', unit: '家', per: '年度', source: 'I', aliases: ['高新技术企业'] },
  { code: 'TECH_ENT', name: '科技型企业数', unit: '家', per: '年度', source: 'I', aliases: ['科技型企业'] },
  {
    code: 'ABOVE_SCALE',
    name: '规模以上工业企业数',
    unit: '家',
    per: '年度',
    source: 'I',
    aliases: ['规上工业企业数', '规上企业数'],
  },
  {
    code: 'RD_EXP',
    name: '全社会研发经费支出',
    unit: '亿元',
    per: '年度',
    source: 'I',
    aliases: ['研发经费支出', 'R&D经费支出'],
  },
  {
    code: 'RD_RATIO',
    name: '研发经费投入强度',
    unit: '%',
    per: '年度',
    source: 'I',
    aliases: ['研发投入强度'],
  },
  {
    code: 'TECH_CONTRACT',
    name: '技术合同成交额',
    unit: '万元',
    per: '年度',
    source: 'I',
    aliases: ['技术合同交易额'],
  },
  {
    code: 'PLATFORMS',
    name: '市级及以上研发平台数',
    unit: '个',
    per: '时点',
    source: 'I',
    aliases: ['研发平台数'],
  },
  {
    code: 'PATENT_INV',
    name: '有效发明专利数',
    unit: '件',
    per: '年度',
    source: 'I',
    aliases: ['发明专利数'],
  },
]

export const indicatorOf = (code: string | undefined): IndicatorDefinition | undefined =>
  indicatorDefinitions.find((definition) => definition.code === code)
