import { type Option, options } from '../field'

/**
 * Choice lists. S = the source text, P = a public source, I = our proposal (see each); lists without a mark are ours.
 */

/** GB/T 4754-2017, sections. */

export const industrySections: readonly Option[] = [
  { value: 'A', label: 'A 农、林、牧、渔业', aliases: ['农、林、牧、渔业'] },
  { value: 'B', label: 'B 采矿业', aliases: ['采矿业'] },
  { value: 'C', label: 'C 制造业', aliases: ['制造业'] },
  { value: 'D', label: 'D 电力、热力、燃气及水生产和供应业', aliases: ['电力、热力、燃气及水生产和供应业'] },
  { value: 'E', label: 'E 建筑业', aliases: ['建筑业'] },
  { value: 'F', label: 'F 批发和零售业', aliases: ['批发和零售业'] },
  { value: 'G', label: 'G 交通运输、仓储和邮政业', aliases: ['交通运输、仓储和邮政业'] },
  { value: 'H', label: 'H 住宿和餐饮业', aliases: ['住宿和餐饮业'] },
  { value: 'I', label: 'I 信息传输、软件和信息技术服务业', aliases: ['信息传输、软件和信息技术服务业'] },
  { value: 'J', label: 'J 金融业', aliases: ['金融业'] },
  { value: 'K', label: 'K 房地产业', aliases: ['房地产业'] },
  { value: 'L', label: 'L 租赁和商务服务业', aliases: ['租赁和商务服务业'] },
  { value: 'M', label: 'M 科学研究和技术服务业', aliases: ['科学研究和技术服务业'] },
  { value: 'N', label: 'N 水利、环境和公共设施管理业', aliases: ['水利、环境和公共设施管理业'] },
  { value: 'O', label: 'O 居民服务、修理和其他服务业', aliases: ['居民服务、修理和其他服务业'] },
  { value: 'P', label: 'P 教育', aliases: ['教育'] },
  { value: 'Q', label: 'Q 卫生和社会工作', aliases: ['卫生和社会工作'] },
  { value: 'R', label: 'R 文化、体育和娱乐业', aliases: ['文化、体育和娱乐业'] },
  { value: 'S', label: 'S 公共管理、社会保障和社会组织', aliases: ['公共管理、社会保障和社会组织'] },
  { value: 'T', label: 'T 国际组织', aliases: ['国际组织'] },
]

/** GB/T 4754-2017, divisions of section C. */
export const manufacturingDivisions: readonly Option[] = [
  { value: '13', label: '13 农副食品加工业', aliases: ['农副食品加工业'] },
  { value: '14', label: '14 食品制造业', aliases: ['食品制造业'] },
  { value: '15', label: '15 酒、饮料和精制茶制造业', aliases: ['酒、饮料和精制茶制造业'] },
  { value: '16', label: '16 烟草制品业', aliases: ['烟草制品业'] },
  { value: '17', label: '17 纺织业', aliases: ['纺织业'] },
  { value: '18', label: '18 纺织服装、服饰业', aliases: ['纺织服装、服饰业'] },
  {
    value: '19',
    label: '19 皮革、毛皮、羽毛及其制品和制鞋业',
    aliases: ['皮革、毛皮、羽毛及其制品和制鞋业'],
  },
  {
    value: '20',
    label: '20 木材加工和木、竹、藤、棕、草制品业',
    aliases: ['木材加工和木、竹、藤、棕、草制品业'],
  },
  { value: '21', label: '21 家具制造业', aliases: ['家具制造业'] },
  { value: '22', label: '22 造纸和纸制品业', aliases: ['造纸和纸制品业'] },
  { value: '23', label: '23 印刷和记录媒介复制业', aliases: ['印刷和记录媒介复制业'] },
  {
    value: '24',
    label: '24 文教、工美、体育和娱乐用品制造业',
    aliases: ['文教、工美、体育和娱乐用品制造业'],
  },
  { value: '25', label: '25 石油、煤炭及其他燃料加工业', aliases: ['石油、煤炭及其他燃料加工业'] },
  { value: '26', label: '26 化学原料和化学制品制造业', aliases: ['化学原料和化学制品制造业'] },
  { value: '27', label: '27 医药制造业', aliases: ['医药制造业'] },
  { value: '28', label: '28 化学纤维制造业', aliases: ['化学纤维制造业'] },
  { value: '29', label: '29 橡胶和塑料制品业', aliases: ['橡胶和塑料制品业'] },
  { value: '30', label: '30 非金属矿物制品业', aliases: ['非金属矿物制品业'] },
  { value: '31', label: '31 黑色金属冶炼和压延加工业', aliases: ['黑色金属冶炼和压延加工业'] },
  { value: '32', label: '32 有色金属冶炼和压延加工业', aliases: ['有色金属冶炼和压延加工业'] },
  { value: '33', label: '33 金属制品业', aliases: ['金属制品业'] },
  { value: '34', label: '34 通用设备制造业', aliases: ['通用设备制造业'] },
  { value: '35', label: '35 专用设备制造业', aliases: ['专用设备制造业'] },
  { value: '36', label: '36 汽车制造业', aliases: ['汽车制造业'] },
  {
    value: '37',
    label: '37 铁路、船舶、航空航天和其他运输设备制造业',
    aliases: ['铁路、船舶、航空航天和其他运输设备制造业'],
  },
  { value: '38', label: '38 电气机械和器材制造业', aliases: ['电气机械和器材制造业'] },
  {
    value: '39',
    label: '39 计算机、通信和其他电子设备制造业',
    aliases: ['计算机、通信和其他电子设备制造业'],
  },
  { value: '40', label: '40 仪器仪表制造业', aliases: ['仪器仪表制造业'] },
  { value: '41', label: '41 其他制造业', aliases: ['其他制造业'] },
  { value: '42', label: '42 废弃资源综合利用业', aliases: ['废弃资源综合利用业'] },
  { value: '43', label: '43 金属制品、机械和设备修理业', aliases: ['金属制品、机械和设备修理业'] },
]

/** 战略性新兴产业分类（2018）. */
export const strategicIndustries = options(
  '新一代信息技术产业',
  '高端装备制造产业',
  '新材料产业',
  '生物产业',
  '新能源汽车产业',
  '新能源产业',
  '节能环保产业',
  '数字创意产业',
  '相关服务业',
)

/** P: the thirteen directions of the expert teams, in the order in which they were published (2020-08-05). */
export const teamIndustries = options(
  '电子信息产业',
  '汽车摩托车产业',
  '装备制造产业',
  '智能产业',
  '先进材料产业',
  '生物医药产业',
  '消费品产业',
  '生态环保',
  '现代农业',
  '新能源产业',
  '新一代信息技术',
  '化工产业',
  '军民融合发展',
)

/** S: 政产学研金服用; the glosses are ours. */
export const consortiumRoles: readonly Option[] = [
  {
    value: '政',
    hint: '政府及其部门、园区管委会、科协等群团',
    aliases: ['政府', '政府部门', '政府单位', '政府机构'],
  },
  { value: '产', hint: '企业（生产、研发主体）', aliases: ['企业', '企业单位', '生产企业'] },
  { value: '学', hint: '高等院校、职业院校', aliases: ['高校', '院校', '高等院校', '学校', '大学'] },
  {
    value: '研',
    hint: '科研院所、新型研发机构、重点实验室',
    aliases: ['科研院所', '科研机构', '科研单位', '研究机构', '研究院所'],
  },
  {
    value: '金',
    hint: '银行、基金、担保、保险等金融投资机构',
    aliases: ['金融', '金融机构', '金融单位', '投资机构'],
  },
  {
    value: '服',
    hint: '学会/协会、技术转移、孵化、知识产权、检测等科技服务机构',
    aliases: ['服务机构', '科技服务机构', '中介机构', '服务单位'],
  },
  {
    value: '用',
    hint: '最终用户、应用示范单位、下游客户',
    aliases: ['用户', '用户单位', '应用单位', '最终用户'],
  },
]

/** S: the five 一个. */
export const fiveElements = options(
  '聚焦一个产业方向',
  '引进一个全国学会',
  '联合一个科研院所',
  '打造一个创新生态',
  '培育一个产业集群',
)

/** Names S; what each means for a record is our working rule (I). */
export const serviceModes: readonly Option[] = [
  { value: '精准化', hint: '一需一策：针对1条已研判需求，指定专家直接解决', aliases: ['精准'] },
  { value: '定制化', hint: '一企一案：针对1家企业制定含目标、周期、分工的专项方案', aliases: ['定制'] },
  { value: '套餐式', hint: '一链一包：按产业方向预设的服务包，面向多家企业/园区成套提供', aliases: ['套餐'] },
]

/** GB/T 13745-2009 as far as known; the list is not verified against the standard. */
export const disciplines: readonly Option[] = [
  { value: '110', label: '数学' },
  { value: '120', label: '信息科学与系统科学' },
  { value: '130', label: '力学' },
  { value: '140', label: '物理学' },
  { value: '150', label: '化学' },
  { value: '160', label: '天文学' },
  { value: '170', label: '地球科学' },
  { value: '180', label: '生物学' },
  { value: '190', label: '心理学' },
  { value: '210', label: '农学' },
  { value: '220', label: '林学' },
  { value: '230', label: '畜牧、兽医科学' },
  { value: '240', label: '水产学' },
  { value: '310', label: '基础医学' },
  { value: '320', label: '临床医学' },
  { value: '330', label: '预防医学与公共卫生学' },
  { value: '340', label: '军事医学与特种医学' },
  { value: '350', label: '药学' },
  { value: '360', label: '中医学与中药学' },
  { value: '410', label: '工程与技术科学基础学科' },
  { value: '413', label: '信息与系统科学相关工程与技术' },
  { value: '416', label: '自然科学相关工程与技术' },
  { value: '420', label: '测绘科学技术' },
  { value: '430', label: '材料科学' },
  { value: '440', label: '矿山工程技术' },
  { value: '450', label: '冶金工程技术' },
  { value: '460', label: '机械工程' },
  { value: '470', label: '动力与电气工程' },
  { value: '480', label: '能源科学技术' },
  { value: '490', label: '核科学技术' },
  { value: '510', label: '电子与通信技术' },
  { value: '520', label: '计算机科学技术' },
  { value: '530', label: '化学工程' },
  { value: '535', label: '产品应用相关工程与技术' },
  { value: '540', label: '纺织科学技术' },
  { value: '550', label: '食品科学技术' },
  { value: '560', label: '土木建筑工程' },
  { value: '570', label: '水利工程' },
  { value: '580', label: '交通运输工程' },
  { value: '590', label: '航空、航天科学技术' },
  { value: '610', label: '环境科学技术及资源科学技术' },
  { value: '620', label: '安全科学技术' },
  { value: '630', label: '管理学' },
  { value: '710', label: '马克思主义' },
  { value: '720', label: '哲学' },
  { value: '730', label: '宗教学' },
  { value: '740', label: '语言学' },
  { value: '750', label: '文学' },
  { value: '760', label: '艺术学' },
  { value: '770', label: '历史学' },
  { value: '780', label: '考古学' },
  { value: '790', label: '经济学' },
  { value: '810', label: '政治学' },
  { value: '820', label: '法学' },
  { value: '830', label: '军事学' },
  { value: '840', label: '社会学' },
  { value: '850', label: '民族学与文化学' },
  { value: '860', label: '新闻学与传播学' },
  { value: '870', label: '图书馆、情报与文献学' },
  { value: '880', label: '教育学' },
  { value: '890', label: '体育科学' },
  { value: '910', label: '统计学' },
]

export const organizationTypes = options(
  '政府机关',
  '群团组织（科协）',
  '园区管委会',
  '企业',
  '高等院校',
  '职业院校',
  '科研院所',
  '新型研发机构',
  '全国学会',
  '市级学会',
  '区县学会/协会',
  '科技服务机构',
  '金融机构',
  '民办非企业单位',
  '联盟（非法人）',
  '其他',
)

export const enterpriseTags = options(
  '规上工业企业',
  '高新技术企业',
  '科技型企业（市级入库）',
  '科技型中小企业（国家评价）',
  '专精特新中小企业',
  '专精特新“小巨人”企业',
  '上市企业',
  '外商投资企业',
  '国有企业',
  '民营企业',
)

export const enterpriseSizes = options('大型', '中型', '小型', '微型')

export const expertTypes = options(
  '中国科学院院士',
  '中国工程院院士',
  '高校专家',
  '科研院所专家',
  '企业专家',
  '学会专家',
  '职业院校专家',
  '投资金融专家',
  '知识产权/法律专家',
  '技术经理人',
  '其他',
)

export const professionalTitles = options('正高级', '副高级', '中级', '初级', '无')

export const needCategories = options(
  '技术攻关',
  '项目研发',
  '成果落地（引进/转化）',
  '人才引进与培养',
  '检验检测与中试',
  '知识产权与标准',
  '数字化/智能化改造',
  '科技金融',
  '政策咨询',
  '管理与战略咨询',
  '场景/市场对接',
  '其他',
)

export const needSources = options(
  '企业自主申报',
  '调研走访',
  '园区推荐',
  '活动现场',
  '专家服务队发现',
  '上级交办',
  '“科创中国”平台转入',
  '其他',
)

export const urgencies = options('特急（10个工作日内）', '紧急（1个月内）', '一般（3个月内）', '长期')

/** P: how a provider came to a need; 认领 is a response of its own accord. */
export const matchMethods = options('推荐', '认领', '企业指定')
export const matchResults = options('待回复', '有意向', '确认承接', '不承接', '未达成')
export const providerTypes = options('专家', '服务队', '机构', '科技成果')

export const cooperationModes = options(
  '委托开发',
  '合作开发',
  '技术转让',
  '技术许可',
  '技术咨询',
  '技术服务',
  '共建平台',
  '人才合作',
  '融资',
  '待商',
)

export const serviceTypes = options(
  '研究开发',
  '技术转移',
  '检验检测认证',
  '创业孵化',
  '知识产权',
  '科技咨询',
  '科技金融',
  '科学技术普及',
  '综合科技服务',
)

export const serviceForms = options(
  '现场诊断',
  '线上会诊',
  '座谈对接',
  '专题讲座/培训',
  '联合攻关',
  '检测测试',
  '成果推介/路演',
  '人才引荐',
  '融资对接',
  '政策辅导',
  '报告/方案交付',
  '其他',
)

export const serviceResults: readonly Option[] = [
  { value: '已解决', aliases: ['解决', '问题解决', '完全解决'] },
  { value: '部分解决' },
  { value: '形成方案待实施', aliases: ['提出方案', '已出方案', '出具方案'] },
  { value: '达成合作意向', aliases: ['达成意向', '有合作意向', '意向合作', '初步意向'] },
  { value: '签订合同/协议', aliases: ['签约', '已签约', '签合同', '签协议', '签订技术合同'] },
  { value: '未解决', aliases: ['没有解决', '未能解决', '无法解决'] },
  { value: '转其他渠道', aliases: ['转办', '转交'] },
]

export const volunteerCategories = options('技术服务类', '民生类', '科普类', '应急类', '专业类')

export const satisfactions: readonly Option[] = [
  { value: '5', label: '5 非常满意', aliases: ['非常满意'] },
  { value: '4', label: '4 满意', aliases: ['满意'] },
  { value: '3', label: '3 基本满意', aliases: ['基本满意'] },
  { value: '2', label: '2 不满意', aliases: ['不满意'] },
  { value: '1', label: '1 非常不满意', aliases: ['非常不满意'] },
]

export const activityTypes = options(
  '双月论坛',
  '产学融通会议',
  '供需对接会',
  '成果路演/发布',
  '专题培训/讲座',
  '院士专家行',
  '科技志愿服务活动',
  '工作推进/部署会',
  '签约仪式',
  '其他',
)
export const activityModes: readonly Option[] = [
  { value: '线下', aliases: ['现场'] },
  { value: '线上', aliases: ['网络', '直播'] },
  { value: '线上线下结合', aliases: ['结合', '线上+线下', '线上线下'] },
]

export const agreementTypes: readonly Option[] = [
  { value: '试点城市合作共建协议', aliases: ['合作共建协议', '共建协议'] },
  { value: '战略合作（框架）协议', aliases: ['战略合作协议', '框架协议', '合作协议'] },
  { value: '联合体/联盟协议' },
  { value: '技术合同', aliases: ['技术开发合同', '技术服务合同', '技术转让合同', '技术咨询合同'] },
  { value: '共建平台/工作站协议' },
  { value: '服务协议' },
  { value: '其他' },
]
/** P: the five kinds of technology contract. */
export const technologyContracts = options('技术开发', '技术转让', '技术许可', '技术咨询', '技术服务')
export const regionScopes: readonly Option[] = [
  { value: '市内' },
  { value: '川渝', hint: '成渝地区双城经济圈', aliases: ['成渝', '成渝地区双城经济圈'] },
  { value: '其他市外', aliases: ['市外'] },
]

export const visitLevels: readonly Option[] = [
  { value: '中国科协/挂点工作组' },
  { value: '市级', aliases: ['市科协'] },
  { value: '区县级', aliases: ['区县', '区级', '区科协'] },
  { value: '学会/专家服务队' },
]
export const visitTargets = options('企业', '园区', '高校院所', '联合体', '其他')
/** S: the first three are the topics of the source text. */
export const visitTopics = options('技术攻关', '项目研发', '成果落地', '其他')

export const taskLevels = options('国家', '市级', '区县')

export const achievementTypes: readonly Option[] = [
  { value: '科技成果', aliases: ['成果'] },
  { value: '专利', aliases: ['发明专利', '实用新型', '实用新型专利'] },
  { value: '软件著作权', aliases: ['软著'] },
  { value: '技术秘密/工艺' },
  { value: '科研仪器设备' },
  { value: '检验检测资质' },
  { value: '中试基地' },
  { value: '应用案例' },
  { value: '服务包', hint: '套餐式服务所用的成套服务' },
  { value: '其他' },
]
export const transferModes = options('转让', '许可', '作价投资', '合作开发', '服务')
/** 技术就绪水平; the words beside the levels are the usual ones. */
export const readinessLevels: readonly Option[] = [
  { value: '1', label: '1 基本原理' },
  { value: '2', label: '2 概念方案' },
  { value: '3', label: '3 关键功能验证' },
  { value: '4', label: '4 实验室验证' },
  { value: '5', label: '5 相关环境验证' },
  { value: '6', label: '6 相关环境演示' },
  { value: '7', label: '7 实际环境演示' },
  { value: '8', label: '8 系统定型' },
  { value: '9', label: '9 实际应用' },
]
