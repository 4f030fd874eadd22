import { teamIndustries } from '../../domain/reference/lists'
import { at, type Made, sample } from './sample'

/** Valid by their check digit, impossible as real codes. */
const creditCodes = [
  'Y1500118XXXX000198',
  'Y1500118XXXX000273',
  'Y1500118XXXX00035X',
  'Y1500118XXXX00043Q',
  'Y1500118XXXX00051K',
  'Y1500118XXXX0006XB',
  'Y1500118XXXX00078B',
  'Y1500118XXXX000866',
  'Y1500118XXXX000941',
  'Y1500118XXXX00107N',
  'Y1500118XXXX00115H',
  'Y1500118XXXX00123C',
]

/** 永川 6, 重庆高新区 4, 沙坪坝 1, 九龙坡 1. */
const districts = [
  '500118',
  '500118',
  '500118',
  'CQ-GXQ',
  'CQ-GXQ',
  '500106',
  '500118',
  '500118',
  '500118',
  'CQ-GXQ',
  'CQ-GXQ',
  '500107',
]
export const districtOfEnterprise = (index: number): string => at(districts, index)

export const trades = [
  '电子科技',
  '精密机械',
  '新材料',
  '生物医药',
  '汽车零部件',
  '数字技术',
  '环保设备',
  '农业科技',
  '检测技术',
  '新能源',
  '食品加工',
  '软件信息',
]
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二']

export const makeEnterprises = (): readonly Made[] =>
  trades.map((trade, index) =>
    sample('organizations', districtOfEnterprise(index), {
      name: `示例${trade}${at(numerals, index)}厂`,
      orgType: '企业',
      creditCode: at(creditCodes, index),
      industrySection: 'C',
      industryDivision: String(35 + (index % 6)),
      teamIndustry: at(teamIndustries, index).value,
      contactPerson: `示例联系人${String(index + 1)}`,
      contactPhone: `023-000000${String(index + 10)}`,
      park: index % 2 === 0 ? '示例产业园' : '示例高新园',
    }),
  )

/** Four societies (one of them a 科协), three institutes, three colleges, a bank and a testing centre. */
export const makeInstitutions = (): readonly Made[] =>
  (
    [
      ['示例全国学会', '全国学会'],
      ['示例市级学会甲', '市级学会'],
      ['示例市级学会乙', '市级学会'],
      ['示例区科学技术协会', '群团组织（科协）'],
      ['示例研究院一', '科研院所'],
      ['示例研究院二', '新型研发机构'],
      ['示例研究院三', '科研院所'],
      ['示例大学', '高等院校'],
      ['示例职业技术学院', '职业院校'],
      ['示例工学院', '高等院校'],
      ['示例银行永川支行', '金融机构'],
      ['示例检测中心', '科技服务机构'],
    ] as const
  ).map(([name, orgType]) => sample('organizations', '500118', { name, orgType }))
