import { at, type Made, sample } from './sample'

/** One paper, and four tasks of a district that rest on it, with twenty milestones: one is done, one is behind. */
export const makeTasks = (institutions: readonly Made[]): readonly Made[] => {
  const paper = sample('policies', '500118', {
    title: '示例实施方案',
    docNumber: '示科协〔2021〕1号',
    level: '区县',
    issuers: [at(institutions, 3).id],
    issueDate: { value: '2021-03', precision: '月' },
  })
  // Milestones done of five.
  const tasks = [
    ['需求征集', 5, '已完成'],
    ['专家服务', 3, '推进中'],
    ['联合体建设', 1, '推进中'],
    ['宣传推广', 0, '未启动'],
  ] as const
  return [
    paper,
    ...tasks.map(([title, done, status], index) =>
      sample('keyTasks', '500118', {
        taskNumber: index + 1,
        title: `示例任务：${title}`,
        year: 2021,
        level: '区县',
        basis: paper.id,
        startDate: '2021-01-01',
        dueDate: '2021-12-31',
        leadDepartment: '示例部门',
        leadPerson: '示例责任人',
        coopDepartments: '示例配合单位',
        status,
        milestones: Array.from({ length: 5 }, (_, place) => milestone(place, done)),
      }),
    ),
  ]
}

const milestone = (place: number, done: number) => {
  const month = String(2 + place * 2).padStart(2, '0')
  return {
    name: `示例节点${String(place + 1)}`,
    planDate: `2021-${month}-28`,
    owner: '示例责任人',
    ...(place < done
      ? {
          status: '已完成',
          actualDate: place === 1 ? '2021-05-10' : `2021-0${String(2 + place)}-20`,
          evidence: '示例佐证',
        }
      : { status: '未开始' }),
  }
}
