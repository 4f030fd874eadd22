import { referenceDistricts } from '../../domain/reference/districts'
import { fiveElements, teamIndustries } from '../../domain/reference/lists'
import type { Values } from '../../domain/field'
import type { Operation } from '../../storage/store'
import { city, type Fact, fact } from './fact'
import { programmeFacts } from './facts-of-programme'
import { unitNameOf } from './reference-data'

const publicReport = '界面新闻2020-08-05《重庆成立13支科技经济融合专家服务队》'

const organization = (districtCode: string, name: string, orgType: string, more: Values = {}, remark = '') =>
  fact('organizations', districtCode, { name, orgType, ...more }, remark)

const fullName = (written: string): string => `原文写作“${written}”，全称按通行名称补写，请核对。`

const makeBodies = () => ({
  nationalAssociation: organization(
    city,
    '中国科学技术协会',
    '群团组织（科协）',
    { shortName: '中国科协' },
    fullName('中国科协'),
  ),
  cityAssociation: organization(
    city,
    '重庆市科学技术协会',
    '群团组织（科协）',
    { shortName: '重庆市科协' },
    fullName('重庆市科协'),
  ),
  economyCommission: organization(
    city,
    '重庆市经济和信息化委员会',
    '政府机关',
    { shortName: '市经信委' },
    fullName('市经信委'),
  ),
  financeOffice: organization(
    city,
    '重庆市地方金融监督管理局',
    '政府机关',
    { shortName: '市金融监管局' },
    fullName('市金融监管局'),
  ),
  wuhou: organization(
    '510107',
    '成都市武侯区科学技术协会',
    '群团组织（科协）',
    { shortName: '武侯区科协' },
    fullName('成都市武侯区科协'),
  ),
})

const namedInTheArticle = (): readonly Fact[] => [
  organization('500118', '百度', '企业', { park: '永川大数据产业园' }),
  organization('500118', '阿里巴巴', '企业', { park: '永川大数据产业园' }),
  organization('500118', '携程', '企业', { park: '永川大数据产业园' }),
  organization('500118', '长城汽车股份有限公司重庆分公司', '企业', { park: '凤凰湖产业园' }),
  organization('CQ-GXQ', '华润微电子（重庆）有限公司', '企业'),
  organization(city, '浙江大学', '高等院校'),
  organization(city, '中国科协创新战略研究院', '科研院所'),
]

/** 科协 of the thirteen pilot districts. */
const associations = (): readonly Fact[] =>
  referenceDistricts
    .filter(({ designations }) => designations.length > 0)
    .map((district) =>
      organization(
        district.code,
        unitNameOf(district),
        '群团组织（科协）',
        { shortName: `${district.shortName}科协` },
        '名称按地区名推定，请核对。',
      ),
    )

const inferredForm = '组织形式按名称推定，请核对；原文称全市共有10余个创新创业共同体。'

/** The three innovation communities that the article names, each with the organisation that it is. */
const communities = (): readonly Fact[] =>
  (
    [
      ['长江新材料产业协同创新联盟', '联盟（非法人）', '联盟（非法人）'],
      ['重庆市科技经济融合发展学会', '社会团体（学会）', '市级学会'],
      ['重庆市上观科技经济融合发展促进中心', '民办非企业单位（促进中心）', '民办非企业单位'],
    ] as const
  ).flatMap(([name, form, orgType]) => {
    const own = organization(city, name, orgType, {}, '机构类型按名称推定，请核对。')
    const isLegalPerson = form !== '联盟（非法人）'
    const values = {
      name,
      form,
      isLegalPerson,
      ...(isLegalPerson ? { ownOrganization: own.id } : {}),
      elements: fiveElements.map(({ value }) => ({ element: value, status: '未启动' })),
    }
    return [own, fact('consortia', city, values, inferredForm)]
  })

const annualFund = 10_000_000

/** The thirteen teams by their industries; leader, lead organisation and liaison were not published. */
const teams = (): readonly Fact[] =>
  teamIndustries.map(({ value }) =>
    fact(
      'teams',
      city,
      {
        name: `${value}专家服务队`,
        industry: value,
        founded: { value: '2020-08-05', precision: '日' },
        annualFund,
      },
      '队名按产业方向推定，请核对。公开报道称13支服务队共有200余名专家。',
      publicReport,
    ),
  )

/** Everything that is publicly known, in an order in which links point backwards. */
export const factOperations = (): readonly Operation[] => {
  const bodies = makeBodies()
  const ofDistricts = associations()
  const shapingba = ofDistricts.find(
    ({ operation }) => operation.kind === 'create' && operation.districtCode === '500106',
  )
  if (shapingba === undefined) throw new Error('沙坪坝区 is one of the pilot districts.')
  return [
    Object.values(bodies),
    namedInTheArticle(),
    ofDistricts,
    communities(),
    teams(),
    programmeFacts({ ...bodies, shapingba }),
  ]
    .flat()
    .map(({ operation }) => operation)
}
