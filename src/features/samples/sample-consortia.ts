import { at, type Made, sample } from './sample'

export const makeConsortia = (
  enterprises: readonly Made[],
  institutions: readonly Made[],
): readonly Made[] => {
  const institution = (index: number): string => at(institutions, index).id
  const lead = at(enterprises, 0).id
  const member = (organization: string, role: string, position = '成员') => ({
    organization,
    role,
    position,
    joinDate: '2021-03-01',
  })
  const full = [
    member(lead, '产', '牵头'),
    member(institution(3), '政'),
    member(institution(7), '学'),
    member(institution(4), '研'),
    member(institution(10), '金'),
    member(institution(11), '服'),
    // One organisation in two roles.
    member(institution(11), '研'),
    member(at(enterprises, 3).id, '用'),
  ]
  const partial = [
    member(at(enterprises, 1).id, '产', '牵头'),
    member(at(enterprises, 2).id, '产'),
    member(institution(8), '学'),
    member(institution(5), '研'),
    member(institution(2), '服'),
  ]
  const done = (element: string, more: Readonly<Record<string, string>>) => ({
    element,
    status: '已落实',
    ...more,
  })
  const open = (element: string) => ({ element, status: '未启动' })
  return [
    sample('consortia', '500118', {
      name: '示例新材料产业联合体',
      form: '联盟（非法人）',
      industry: '先进材料产业',
      leadOrganization: lead,
      founded: { value: '2021-03', precision: '月' },
      status: '运行',
      isLegalPerson: false,
      charter: '示例章程',
      liableOrganization: lead,
      districts: ['500118'],
      members: full,
      elements: [
        done('聚焦一个产业方向', { content: '先进材料' }),
        done('引进一个全国学会', { organization: institution(0) }),
        done('联合一个科研院所', { organization: institution(4) }),
        done('打造一个创新生态', { content: '示例中试基地' }),
        done('培育一个产业集群', { content: '示例材料产业集群' }),
      ],
      annualResult: '示例：促成合作三项',
    }),
    sample('consortia', '500118', {
      name: '示例智能制造联合体',
      form: '创新联合体',
      industry: '智能产业',
      leadOrganization: at(enterprises, 1).id,
      founded: { value: '2020', precision: '年' },
      status: '已成立',
      isLegalPerson: false,
      charter: '示例协议',
      districts: ['500118', 'CQ-GXQ'],
      members: partial,
      elements: [
        done('聚焦一个产业方向', { content: '智能制造' }),
        open('引进一个全国学会'),
        done('联合一个科研院所', { organization: institution(5) }),
        open('打造一个创新生态'),
        open('培育一个产业集群'),
      ],
    }),
  ]
}
