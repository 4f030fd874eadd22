import type { teamIndustries } from '../../../src/domain/reference/lists'

type Industry = (typeof teamIndustries)[number]['value']

/** Fields of research in the words of experts, with their industry; made up after the trades of the samples. */
export const supplyTexts: readonly (readonly [field: string, industry: Industry])[] = [
  ['机器视觉与表面缺陷在线检测', '智能产业'],
  ['图像识别算法与工业质检', '智能产业'],
  ['工业机器人轨迹规划与柔性装配', '智能产业'],
  ['铝合金压铸成形与气孔控制', '先进材料产业'],
  ['镁合金半固态成形', '先进材料产业'],
  ['高分子复合材料改性', '先进材料产业'],
  ['动力电池热管理与仿真', '新能源产业'],
  ['电池管理系统与荷电状态估计', '新能源产业'],
  ['光伏组件可靠性', '新能源产业'],
  ['工业废水生化处理与菌种驯化', '生态环保'],
  ['膜分离与污水深度处理', '生态环保'],
  ['挥发性有机物治理', '生态环保'],
  ['数控机床主轴温升与热误差补偿', '装备制造产业'],
  ['齿轮传动噪声与振动控制', '装备制造产业'],
  ['机床可靠性与故障诊断', '装备制造产业'],
  ['柑橘病虫害绿色防控', '现代农业'],
  ['茶叶加工与品质评价', '现代农业'],
  ['食品发酵工程与风味', '消费品产业'],
  ['中药提取与质量标准', '生物医药产业'],
  ['医疗器械生物相容性评价', '生物医药产业'],
]

/** Needs in the words of enterprises; `right`: who was judged to be able to serve them; `keyword`: what a clerk would look for. */
export const labelled: readonly {
  readonly title: string
  readonly description: string
  readonly industry: Industry | undefined
  readonly keyword: string
  readonly right: readonly number[]
}[] = [
  {
    title: '铸件表面缺陷自动检测',
    description: '人工目检漏检率高，想用机器视觉识别砂眼、裂纹',
    industry: '智能产业',
    keyword: '缺陷检测',
    right: [0, 1],
  },
  {
    title: '压铸件气孔率偏高',
    description: '铝合金壳体压铸件气孔多，探伤报废率达到百分之八',
    industry: '先进材料产业',
    keyword: '压铸',
    right: [3, 4],
  },
  {
    title: '电池包温差过大',
    description: '动力电池快充时温差大，需要热管理仿真和结构优化',
    industry: '新能源产业',
    keyword: '电池包',
    right: [6, 7],
  },
  {
    title: '废水处理菌种选择',
    description: '食品加工废水氨氮超标，生化池菌种活性不足',
    industry: '生态环保',
    keyword: '废水',
    right: [9, 10],
  },
  {
    title: '主轴发热影响精度',
    description: '数控机床连续加工两小时后主轴温升明显，尺寸漂移',
    industry: '装备制造产业',
    keyword: '主轴发热',
    right: [12, 14],
  },
  {
    title: '变速箱噪声大',
    description: '齿轮啮合噪声超过标准，需要振动测试和修形',
    industry: '装备制造产业',
    keyword: '变速箱',
    right: [13],
  },
  {
    title: '柑橘溃疡病防控',
    description: '果园连年发生病虫害，希望减少农药，用绿色防控办法',
    industry: '现代农业',
    keyword: '溃疡病',
    right: [15],
  },
  {
    title: '豆瓣酱发酵周期长',
    description: '自然发酵受季节影响，风味不稳定',
    industry: undefined,
    keyword: '发酵',
    right: [17],
  },
  {
    title: '喷涂车间废气不达标',
    description: '挥发性有机物排放浓度高，现有活性炭更换频繁',
    industry: '生态环保',
    keyword: '废气',
    right: [11],
  },
  {
    title: '装配线换型慢',
    description: '多品种小批量，想用机器人做柔性装配',
    industry: '智能产业',
    keyword: '机器人',
    right: [2],
  },
]
