import type { Values } from '../../../src/domain/field'
import { referenceDistricts } from '../../../src/domain/reference/districts'
import { teamIndustries } from '../../../src/domain/reference/lists'
import { registers } from '../../../src/domain/registers/all'
import { settleRecord } from '../../../src/domain/validate'
import { at, idOf, two } from './invent'
import type { MadeRecord } from './second-copy'

/** The ledgers of 41 districts for half a year, 5,000 records each, as the city has them after 汇总. */
const districtsInCity = 41
export const recordsInDistrict = 5000

export const cityDistricts: readonly string[] = referenceDistricts
  .slice(0, districtsInCity)
  .map(({ code }) => code)

const share = { organizations: 390, experts: 10, needs: 2000, visits: 300, activities: 150, agreements: 150 }

const idOfRecord = (district: number, register: string, index: number): string =>
  idOf(`${String(district)} ${register} ${String(index)}`)

const dayOf = (index: number): string => `2021-${two(1 + (index % 6))}-${two(1 + (index % 28))}`
const subjects = [
  '主轴温升治理',
  '污水处理菌种筛选',
  '压铸件气孔缺陷分析',
  '电池包热管理仿真',
  '柑橘黄龙病防控',
]

export const madeAt = '2021-07-02T08:00:00.000Z'

/** Those that others link to come first. */
export const recordsOf = (district: number): readonly MadeRecord[] => {
  const districtCode = at(cityDistricts, district)
  const link = (register: 'organizations' | 'experts', index: number): string =>
    idOfRecord(district, register, index % share[register])
  const make = (name: string, count: number, valuesAt: (index: number) => Values): readonly MadeRecord[] => {
    const register = registers.find((candidate) => candidate.name === name)
    if (register === undefined) throw new Error(`No register ${name}`)
    return Array.from({ length: count }, (_, index) => ({
      register: name,
      record: {
        id: idOfRecord(district, name, index),
        code: `${register.codePrefix ?? ''}-${districtCode}-2021-${String(index + 1).padStart(4, '0')}`,
        districtCode,
        confidentiality: '内部',
        isSample: false,
        createdAt: madeAt,
        createdBy: '张三',
        updatedAt: madeAt,
        updatedBy: '张三',
        version: 1,
        deletedAt: null,
        values: settleRecord(register, valuesAt(index)),
      },
    }))
  }
  const firm = (index: number): string => link('organizations', index * 7)
  return [
    ...make('organizations', share.organizations, (index) => ({
      name: `重庆${districtCode}第${String(index)}精密机械有限公司`,
      orgType: index % 10 === 0 ? '高等院校' : '企业',
    })),
    ...make('experts', share.experts, (index) => ({ name: `专家${districtCode}${String(index)}` })),
    ...make('needs', share.needs, (index) => needValues(index, firm(index))),
    ...make('visits', share.visits, (index) => ({
      visitDate: { value: dayOf(index), precision: '日' },
      level: '区县级',
      topics: [`${at(subjects, index)}的进展和困难`],
      targets: [{ organization: firm(index) }],
      content: `到企业查看第${String(index)}号产线，听取${at(subjects, index)}的进展。`,
      status: '已走访',
    })),
    ...make('activities', share.activities, (index) => ({
      type: '供需对接会',
      title: `${at(subjects, index)}供需对接会（第${String(index)}场）`,
      start: { value: dayOf(index), precision: '日' },
      offlineCount: { value: 20 + (index % 200), qualifier: index % 5 === 0 ? '余' : '精确' },
      status: '已举办',
    })),
    ...make('agreements', share.agreements, (index) => ({
      title: `${at(subjects, index)}技术开发合同（第${String(index)}份）`,
      type: '技术合同',
      signDate: { value: dayOf(index), precision: '日' },
      amount: (1 + (index % 90)) * 1_000_000,
      status: '已签订',
    })),
    ...make('serviceRecords', recordsInDistrict - sum(Object.values(share)), (index) => ({
      serviceDate: dayOf(index),
      mode: at(['精准化', '定制化', '套餐式'], index),
      serviceType: at(['科技咨询', '研究开发', '技术转移'], index),
      form: at(['现场诊断', '座谈对接', '线上会诊'], index),
      topic: `${at(subjects, index)}（第${String(index)}次）`,
      served: [firm(index)],
      experts: [link('experts', index), link('experts', index + 3)],
      hours: 1 + (index % 16) / 2,
      people: { value: 5 + (index % 300), qualifier: index % 9 === 0 ? '余' : '精确' },
      content: `专家组到企业查看第${String(index % 900)}号产线，提出三条改进建议并约定复查的时间。`,
      result: at(['已解决', '部分解决', '形成方案待实施'], index),
      satisfaction: at(['5', '4', '4', '3'], index),
      auditStatus: '已审核',
    })),
  ]
}

const needValues = (index: number, organization: string): Values => ({
  organization,
  title: `${at(subjects, index)}（第${String(index)}项）`,
  category: '技术攻关',
  industry: at(teamIndustries, index).value,
  description: `生产中${at(subjects, index)}长期没有解决，成品率只有${String(80 + (index % 15))}%，希望专家到现场诊断。`,
  targetIndex: `成品率达到${String(95 + (index % 4))}%以上`,
  urgency: '一般',
  raisedDate: dayOf(index),
  status: '已征集',
})

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
