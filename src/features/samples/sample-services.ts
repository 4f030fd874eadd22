import { addDays } from '../../domain/period'
import { rowsOf, textIn } from '../../domain/field'
import { at, type Made, sample, subjects } from './sample'
import { districtOfEnterprise } from './sample-organizations'
import type { SampleNeed } from './sample-needs'

const servedDays = ['02', '05', '09', '12', '16', '19', '23', '26']

interface Given {
  readonly enterprises: readonly Made[]
  readonly needs: readonly SampleNeed[]
  readonly experts: readonly Made[]
  readonly teams: readonly Made[]
  readonly packages: readonly Made[]
  /** Technology contracts that services led to. */
  readonly contracts: readonly Made[]
}

/** 30 精准化 and 18 定制化 for the needs that were taken on, 12 套餐式; the last five still wait for their audit. */
export const makeServices = (given: Given): readonly Made[] =>
  Array.from({ length: 60 }, (_, index) => {
    const forNeed = index < 48 ? serviceForNeed(index, given) : serviceInPackage(index, given)
    const signed = index % 5 === 0 && index % 8 !== 0
    // A contract for nothing, as volunteers make them.
    const free = index === 40
    const audited = index < 55
    return sample('serviceRecords', forNeed.district, {
      ...forNeed.values,
      mode: index < 30 ? '精准化' : index < 48 ? '定制化' : '套餐式',
      serviceType: at(['研究开发', '技术转移', '检验检测认证', '科技咨询', '知识产权'], index),
      form: at(['现场诊断', '座谈对接', '专题讲座/培训', '联合攻关'], index),
      topic: `示例服务${String(index + 1)}：${at(subjects, index)}`,
      place: '示例会议室',
      hours: 1.5 + (index % 4) * 0.5,
      people: { value: 20 + index, qualifier: index % 6 === 5 ? '余' : '精确' },
      isVolunteer: index % 8 === 0,
      ...(index % 8 === 0 ? { volunteerCategory: '技术服务类' } : {}),
      content: `专家到示例企业现场查看，提出三条改进建议并约定复查时间（第${String(index + 1)}次，虚构）。`,
      result: signed || free ? '签订合同/协议' : at(['已解决', '部分解决', '形成方案待实施'], index),
      ...(signed ? contractOf(index, given) : free ? { contractAmount: 0 } : {}),
      satisfaction: at(['5', '4', '4', '3'], index),
      auditStatus: audited ? '已审核' : '待审核',
      ...(audited ? { evidence: '示例签到表', reviewer: '示例审核人' } : {}),
    })
  })

const serviceForNeed = (index: number, { needs, experts }: Given) => {
  const taken = needs.filter(({ served }) => served !== undefined)
  const need = at(taken, index)
  const { from, until } = need.served ?? { from: '2021-06-01', until: '2021-06-30' }
  const round = Math.floor(index / taken.length)
  const day = addDays(from, 2 + round * 4)
  const { values } = need.operation
  const own = rowsOf(values, 'matches').flatMap((match) => textIn(match, 'expert') ?? [])
  return {
    district: need.district,
    values: {
      serviceDate: day > until ? until : day,
      served: [need.of],
      needs: [need.id],
      ...(values.team === undefined ? {} : { team: values.team }),
      experts: [...own, ...(index % 3 === 0 ? [at(experts, index + 5).id] : [])].filter(
        (id, place, all) => all.indexOf(id) === place,
      ),
      ...(index < 30 ? {} : { plan: '示例专项方案' }),
    },
  }
}

const serviceInPackage = (index: number, { enterprises, experts, teams, packages }: Given) => ({
  district: districtOfEnterprise(index),
  values: {
    serviceDate: `2021-0${String(3 + (index % 4))}-${at(servedDays, index)}`,
    served: [at(enterprises, index).id, at(enterprises, index + 1).id],
    package: at(packages, index).id,
    ...(index % 3 === 2 ? {} : { team: at(teams, index).id }),
    experts: [at(experts, index).id],
  },
})

/** The first three led to contracts that are registered, the others only say their amount. */
const contractOf = (index: number, { contracts }: Given) => {
  const contract = contracts[index / 5 - 1]
  return contract === undefined
    ? { contractAmount: (3 + (index % 4)) * 1_000_000 }
    : { contract: contract.id, contractAmount: Number(contract.operation.values.amount) }
}
