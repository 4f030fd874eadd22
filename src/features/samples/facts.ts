import { teamIndustries } from '../../domain/reference/lists'
import type { Values } from '../../domain/field'
import type { Operation } from '../../storage/store'
import { newId } from '../../storage/new-id'

/**
 * What the source text (重庆日报, special page of May 2021) and public reports say, and nothing more: what they leave open
 * stays empty (待补充). These records are no samples.
 */
const article = '重庆日报2021年5月全国科技工作者日特刊'
const publicReport = '界面新闻2020-08-05《重庆成立13支科技经济融合专家服务队》'

const organization = (
  name: string,
  orgType: string | undefined,
  districtCode: string,
  more: Values = {},
): Operation => ({
  kind: 'create',
  register: 'organizations',
  id: newId(),
  districtCode,
  confidentiality: '公开',
  sourceNote: article,
  values: { name, ...(orgType === undefined ? {} : { orgType }), ...more },
})

const organizations = (): readonly Operation[] => [
  organization('中国科学技术协会', '群团组织（科协）', '500000'),
  organization('重庆市科学技术协会', '群团组织（科协）', '500000'),
  organization('重庆市经济和信息化委员会', '政府机关', '500000', { shortName: '市经信委' }),
  organization('重庆市地方金融监督管理局', '政府机关', '500000', { shortName: '市金融监管局' }),
  organization('成都市武侯区科学技术协会', '群团组织（科协）', '510107'),
  organization('百度', '企业', '500118', { park: '永川大数据产业园' }),
  organization('阿里巴巴', '企业', '500118', { park: '永川大数据产业园' }),
  organization('携程', '企业', '500118', { park: '永川大数据产业园' }),
  organization('长城汽车股份有限公司重庆分公司', '企业', '500118', { park: '凤凰湖产业园' }),
  organization('华润微电子（重庆）有限公司', '企业', 'CQ-GXQ'),
  organization('浙江大学', '高等院校', '500000'),
  organization('中国科协创新战略研究院', '科研院所', '500000'),
]

const consortium = (name: string, form: string): Operation => ({
  kind: 'create',
  register: 'consortia',
  id: newId(),
  districtCode: '500000',
  confidentiality: '公开',
  sourceNote: article,
  remark: '组织形式按名称推定，请核对；原文称全市共有10余个。',
  values: { name, form, isLegalPerson: form !== '联盟（非法人）', elements: elementsUntouched() },
})

const elementsUntouched = (): readonly Readonly<Record<string, string>>[] =>
  ['聚焦一个产业方向', '引进一个全国学会', '联合一个科研院所', '打造一个创新生态', '培育一个产业集群'].map(
    (element) => ({ element, status: '未启动' }),
  )

const consortia = (): readonly Operation[] => [
  consortium('长江新材料产业协同创新联盟', '联盟（非法人）'),
  consortium('重庆市科技经济融合发展学会', '社会团体（学会）'),
  consortium('重庆市上观科技经济融合发展促进中心', '民办非企业单位（促进中心）'),
]

/** The thirteen teams by their industries; leader, lead organisation and liaison were not published. */
const teams = (): readonly Operation[] =>
  teamIndustries.map(({ value }) => ({
    kind: 'create',
    register: 'teams',
    id: newId(),
    districtCode: '500000',
    confidentiality: '公开',
    sourceNote: publicReport,
    values: {
      name: `${value.replace(/产业$/u, '')}产业专家服务队`.replace('发展产业', '发展'),
      industry: value,
      founded: { value: '2020-08-05', precision: '日' },
      annualFund: 10_000_000,
    },
  }))

export const factOperations = (): readonly Operation[] => [...organizations(), ...consortia(), ...teams()]
