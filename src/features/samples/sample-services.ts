import { at, type Made, sample, subjects } from './sample'
import { districtOfEnterprise } from './sample-organizations'
import type { SampleNeed } from './sample-needs'

const servedDays = ['02', '05', '09', '12', '16', '19', '23', '26']

/** 30 精准化, 18 定制化, 12 套餐式; the last five still wait for their audit. */
export const makeServices = (
  enterprises: readonly Made[],
  needs: readonly SampleNeed[],
  experts: readonly Made[],
  teams: readonly Made[],
): readonly Made[] =>
  Array.from({ length: 60 }, (_, index) => {
    const mode = index < 30 ? '精准化' : index < 48 ? '定制化' : '套餐式'
    const enterprise = at(enterprises, index)
    const need = needs.find(({ of, status }) => of === enterprise.id && status === '已受理')
    const signed = index % 5 === 0 && index % 8 !== 0
    // A contract for nothing, as volunteers make them.
    const free = index === 40
    const audited = index < 55
    return sample('serviceRecords', districtOfEnterprise(index), {
      serviceDate: `2021-0${String(3 + (index % 4))}-${at(servedDays, index)}`,
      mode,
      serviceType: at(['研究开发', '技术转移', '检验检测认证', '科技咨询', '知识产权'], index),
      form: at(['现场诊断', '座谈对接', '专题讲座/培训', '联合攻关'], index),
      topic: `示例服务${String(index + 1)}：${at(subjects, index)}`,
      served: mode === '套餐式' ? [enterprise.id, at(enterprises, index + 1).id] : [enterprise.id],
      ...(mode === '套餐式' ? { package: '示例服务包' } : { needs: need === undefined ? [] : [need.id] }),
      ...(mode === '定制化' ? { plan: '示例专项方案' } : {}),
      ...(index % 3 === 2 ? {} : { team: at(teams, index).id }),
      experts: [at(experts, index).id, ...(index % 3 === 0 ? [at(experts, index + 5).id] : [])],
      place: '示例会议室',
      hours: 1.5 + (index % 4) * 0.5,
      people: { value: 20 + index, qualifier: index % 6 === 5 ? '余' : '精确' },
      isVolunteer: index % 8 === 0,
      ...(index % 8 === 0 ? { volunteerCategory: '技术服务类' } : {}),
      content: `专家到示例企业现场查看，提出三条改进建议并约定复查时间（第${String(index + 1)}次，虚构）。`,
      result: signed || free ? '签订合同/协议' : at(['已解决', '部分解决', '形成方案待实施'], index),
      ...(signed ? { contractAmount: (3 + (index % 4)) * 1_000_000 } : free ? { contractAmount: 0 } : {}),
      satisfaction: at(['5', '4', '4', '3'], index),
      auditStatus: audited ? '已审核' : '待审核',
      ...(audited ? { evidence: '示例签到表', reviewer: '示例审核人' } : {}),
    })
  })
