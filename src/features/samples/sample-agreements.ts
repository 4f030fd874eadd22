import { at, type Made, sample } from './sample'

const contracts = [
  ['示例主轴补偿技术开发合同', '技术开发', 120, 100],
  ['示例检测服务合同', '技术服务', 150, undefined],
  ['示例工艺许可合同', '技术许可', 50, undefined],
] as const

const inWan = (wan: number): number => wan * 1_000_000

/** Three technology contracts (320.00 万元, one of them registered), two with partners in 四川, three others. */
export const makeAgreements = (
  enterprises: readonly Made[],
  institutions: readonly Made[],
  activities: readonly Made[],
): readonly Made[] => {
  const parties = (first: string, second: string, outside = false) => [
    { side: '甲方', organization: first, representative: '示例代表', outside: false },
    { side: '乙方', organization: second, outside },
  ]
  const items = (done: number, open: number) =>
    Array.from({ length: done + open }, (_, index) => ({
      content: `示例合作内容${String(index + 1)}`,
      responsible: '双方',
      status: index < done ? '已完成' : '进行中',
    }))
  const association = at(institutions, 3).id
  const agreement = (title: string, type: string, month: string, more: Readonly<Record<string, unknown>>) =>
    sample('agreements', '500118', {
      title,
      type,
      signDate: { value: month, precision: month.length === 7 ? '月' : '日' },
      signPlace: '示例会议中心',
      regionScope: '市内',
      parties: parties(association, at(institutions, 7).id),
      items: items(1, 2),
      status: '履行中',
      scan: '示例扫描件',
      ...more,
    })
  return [
    ...contracts.map(([title, contractType, amount, technologyAmount], index) =>
      agreement(title, '技术合同', at(['2021-04-20', '2021-05-18', '2021-06'], index), {
        parties: parties(at(enterprises, index).id, at(institutions, 4 + index).id),
        contractType,
        amount: inWan(amount),
        ...(technologyAmount === undefined
          ? { registered: false }
          : {
              registered: true,
              registrationNumber: '示例登记号2021001',
              technologyAmount: inWan(technologyAmount),
            }),
      }),
    ),
    ...['示例川渝科协合作协议一', '示例川渝科协合作协议二'].map((title, index) =>
      agreement(title, '战略合作（框架）协议', at(['2021-03-25', '2021-05'], index), {
        regionScope: '川渝',
        activity: at(activities, 0).id,
        parties: parties(association, at(institutions, 1 + index).id, true),
        items: items(2, 0),
      }),
    ),
    agreement('示例联盟协议', '联合体/联盟协议', '2021-03', { status: '已签订' }),
    agreement('示例共建工作站协议', '共建平台/工作站协议', '2021-04-09', {}),
    sample('agreements', '500118', {
      title: '示例服务协议（洽谈）',
      type: '服务协议',
      parties: parties(association, at(institutions, 11).id),
      items: items(0, 1),
      status: '洽谈中',
    }),
  ]
}
