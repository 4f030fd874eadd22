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

/** A team for each of the thirteen industries, three experts each; the first borrows one from the second. */
export const makeTeams = (institutions: readonly Made[], experts: readonly Made[]): readonly Made[] =>
  teamIndustries.map(({ value: industry }, index) => {
    const members = [0, 1, 2].map((place) => at(experts, index * 3 + place).id)
    const borrowed = index === 0 ? [at(experts, 3).id] : []
    return sample('teams', '500118', {
      name: `示例${industry}专家服务队`,
      industry,
      leadOrganization: at(institutions, 7).id,
      leader: at(members, 0),
      liaison: `示例联络员${String(index + 1)}`,
      liaisonPhone: `023-000002${String(index + 10)}`,
      founded: { value: '2020-08-05', precision: '日' },
      status: '在岗',
      termStart: '2020-08-05',
      termEnd: '2022-08-04',
      districts: ['500118', 'CQ-GXQ'],
      annualFund: 10_000_000,
      payments: [{ paidOn: '2021-04-01', amount: 5_000_000, note: '示例首笔' }],
      members: [...members, ...borrowed].map((expert, place) => ({
        expert,
        role: place === 0 ? '队长' : '成员',
        joinDate: '2020-08-05',
      })),
    })
  })
