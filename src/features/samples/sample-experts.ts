import { teamIndustries } from '../../domain/reference/lists'
import { at, type Made, sample } from './sample'
import { trades } from './sample-organizations'

const expertTypes = ['高校专家', '科研院所专家', '企业专家', '学会专家', '中国工程院院士'] as const
const ordinal = '甲乙丙丁戊己庚辛壬癸子丑寅'

export const makeExperts = (institutions: readonly Made[]): readonly Made[] =>
  Array.from({ length: 39 }, (_, index) =>
    sample('experts', '500118', {
      name: `示例专家${at(Array.from(ordinal), Math.floor(index / 3))}${String((index % 3) + 1).padStart(2, '0')}`,
      workOrganization: at(institutions.slice(4, 10), index).id,
      expertType: index < 2 ? expertTypes[4] : at(expertTypes.slice(0, 4), index),
      titleLevel: index % 3 === 0 ? '正高级' : '副高级',
      titleName: index % 3 === 0 ? '教授' : '副教授',
      researchField: `${at(trades, index)}方向的工艺与装备研究（示例）`,
      industries: [at(teamIndustries, Math.floor(index / 3)).value],
      phone: `023-000001${String(index + 10)}`,
      consent: true,
    }),
  )

/** Two teams with members, one of whom is in both; the thirteen of the city are no samples. */
export const makeTeams = (institutions: readonly Made[], experts: readonly Made[]): readonly Made[] =>
  (
    [
      ['示例电子信息专家服务队', '电子信息产业', [0, 1, 2, 3]],
      ['示例智能产业专家服务队', '智能产业', [3, 9, 10, 11]],
    ] as const
  ).map(([name, industry, members], index) =>
    sample('teams', '500118', {
      name,
      industry,
      leadOrganization: at(institutions, 7).id,
      leader: at(experts, members[index === 0 ? 0 : 1]).id,
      liaison: `示例联络员${String(index + 1)}`,
      liaisonPhone: `023-0000020${String(index + 1)}`,
      founded: { value: '2021-03', precision: '月' },
      status: '在岗',
      termStart: '2021-03-01',
      termEnd: '2023-02-28',
      districts: ['500118', 'CQ-GXQ'],
      annualFund: 10_000_000,
      payments: [{ paidOn: '2021-04-01', amount: 5_000_000, note: '示例首笔' }],
      members: members.map((member, at_) => ({
        expert: at(experts, member).id,
        role: at_ === (index === 0 ? 0 : 1) ? '队长' : '成员',
        joinDate: '2021-03-01',
      })),
    }),
  )
