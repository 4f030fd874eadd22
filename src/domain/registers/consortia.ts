import { stepEvents } from '../events'
import { errorAt, type Issue, warningAt } from '../issue'
import { consortiumRoles, fiveElements, teamIndustries } from '../reference/lists'
import { defineRegister } from '../register'
import { options } from '../field'

const forms = options(
  '联盟（非法人）',
  '社会团体（学会）',
  '民办非企业单位（促进中心）',
  '创新联合体',
  '研究院',
  '其他',
)

interface Member {
  readonly organization?: string
  readonly role?: string
  readonly quitDate?: string
}

/** Members on the books: those who have not left by the day. */
export const currentMembers = <M extends Member>(
  members: readonly M[] | undefined,
  day: string,
): readonly M[] => (members ?? []).filter(({ quitDate }) => quitDate === undefined || quitDate > day)

/** K22 for one consortium: how many of the seven roles its members cover. */
export const roleCoverage = (members: readonly Member[]): number =>
  new Set(members.flatMap(({ role }) => (role === undefined ? [] : [role]))).size

const memberCount = (members: readonly Member[]): number =>
  new Set(members.map(({ organization }) => organization)).size

/** B5 with B6 and B7: an innovation community, its members by the seven roles and its five elements. */
export const consortia = defineRegister({
  name: 'consortia',
  title: '联合体',
  group: '共同体',
  unit: '个',
  codePrefix: 'LHT',
  labelField: 'name',
  detailFields: ['form', 'status'],
  keys: [['name']],
  unique: [{ fields: ['name'], level: 'error' }],
  sort: { field: 'code', descending: true },
  scope: 'district',
  help: '集“政产学研金服用”于一体的创新创业共同体：成员按七类角色登记，“五个一”随建随补。',
  lifecycle: {
    field: 'status',
    initial: '筹建',
    events: 'events',
    states: [
      { name: '筹建', tone: 'neutral' },
      { name: '已成立', tone: 'active' },
      { name: '运行', tone: 'good' },
      { name: '暂停', tone: 'attention' },
      { name: '注销', tone: 'neutral', terminal: true },
    ],
    transitions: [
      {
        from: '筹建',
        to: '已成立',
        action: '成立',
        asks: ['founded', 'leadOrganization', ['charter', 'agreement', 'charterFiles']],
      },
      {
        from: '已成立',
        to: '运行',
        action: '投入运行',
        guard: ({ members }, { today }) => {
          const current = currentMembers(members as readonly Member[] | undefined, today)
          const missing = [
            ...(memberCount(current) < 3 ? [`成员至少 3 家，现有 ${String(memberCount(current))} 家`] : []),
            ...(roleCoverage(current) < 3 ? [`角色至少 3 类，现有 ${String(roleCoverage(current))} 类`] : []),
          ]
          return missing.length === 0 ? [] : [errorAt('members', `${missing.join('；')}。请先补充成员。`)]
        },
      },
      { from: '运行', to: '暂停', action: '暂停', reason: '暂停原因' },
      { from: '暂停', to: '运行', action: '恢复' },
      { from: '运行', to: '注销', action: '注销/解散', asks: [['closingBasis', 'closingFiles']] },
      { from: '暂停', to: '注销', action: '注销/解散', asks: [['closingBasis', 'closingFiles']] },
      { from: '筹建', to: '注销', action: '终止筹建', reason: '终止原因' },
    ],
  },
  fields: {
    name: {
      kind: 'text',
      label: '名称',
      required: true,
      maxLength: 60,
      section: '基本信息',
      list: true,
      width: 34,
      search: true,
      source: 'S',
      headings: ['联合体名称', '联盟名称', '共同体名称'],
    },
    form: {
      kind: 'choice',
      label: '组织形式',
      required: true,
      options: forms,
      section: '基本信息',
      list: true,
      width: 20,
      source: 'S',
      headings: ['形式'],
    },
    industry: {
      kind: 'choice',
      label: '聚焦产业方向',
      required: true,
      options: teamIndustries,
      section: '基本信息',
      list: true,
      width: 16,
      source: 'S',
      headings: ['产业方向', '主攻方向', '主导产业', '服务产业', '所属产业'],
    },
    industryNote: { kind: 'text', label: '产业方向说明', maxLength: 100, section: '基本信息', source: 'S' },
    leadOrganization: {
      kind: 'link',
      to: 'organizations',
      label: '牵头单位',
      required: true,
      section: '基本信息',
      list: true,
      width: 30,
      search: true,
      source: 'I',
      headings: ['牵头机构'],
    },
    founded: {
      kind: 'partialDate',
      label: '成立日期',
      requiredWhen: { field: 'status', in: ['已成立', '运行', '暂停'] },
      section: '基本信息',
      list: true,
      width: 12,
      source: 'S',
      headings: ['成立时间'],
    },
    status: {
      kind: 'choice',
      label: '状态',
      options: options('筹建', '已成立', '运行', '暂停', '注销'),
      initial: '筹建',
      readOnly: true,
      section: '基本信息',
      list: true,
      width: 10,
      source: 'I',
    },
    isLegalPerson: {
      kind: 'yesNo',
      label: '是否法人',
      required: true,
      initial: false,
      section: '组织',
      width: 10,
      source: 'I',
    },
    ownOrganization: {
      kind: 'link',
      to: 'organizations',
      label: '法人机构',
      requiredWhen: { field: 'isLegalPerson', in: [true] },
      visibleWhen: { field: 'isLegalPerson', in: [true] },
      section: '组织',
      source: 'I',
      hint: '从机构中选取，信用代码随机构',
    },
    charter: {
      kind: 'text',
      label: '协议或章程',
      maxLength: 100,
      section: '组织',
      source: 'P',
      hint: '名称或文号，如“联盟章程（2021年3月）”。成立前与登记的协议、附件有一项即可（本软件的约定）',
      headings: ['协议/章程', '章程', '联盟协议'],
    },
    agreement: {
      kind: 'link',
      to: 'agreements',
      label: '登记的协议',
      only: { field: 'type', in: ['联合体/联盟协议'] },
      section: '组织',
      source: 'P',
      hint: '联盟协议已登记在“合作协议”时选取',
    },
    charterFiles: {
      kind: 'attachments',
      label: '协议或章程附件',
      section: '组织',
      search: true,
      source: 'P',
    },
    liableOrganization: {
      kind: 'link',
      to: 'organizations',
      label: '对外承担责任主体',
      section: '组织',
      source: 'P',
      hint: '联盟类建议填写',
    },
    secretariat: {
      kind: 'text',
      label: '秘书处及专职人员',
      multiline: true,
      maxLength: 200,
      section: '组织',
      source: 'P',
    },
    districts: {
      kind: 'links',
      to: 'districts',
      label: '服务地区',
      required: true,
      section: '组织',
      list: true,
      width: 18,
      carry: true,
      source: 'S',
    },
    validUntil: {
      kind: 'date',
      isDeadline: true,
      label: '有效期至',
      section: '组织',
      width: 12,
      source: 'I',
    },
    hub: { kind: 'yesNo', label: '列入创新创业枢纽', section: '组织', width: 10, source: 'S' },
    goal: { kind: 'text', label: '建设目标', multiline: true, maxLength: 1000, section: '成效', source: 'S' },
    annualResult: {
      kind: 'text',
      label: '年度成效',
      multiline: true,
      maxLength: 2000,
      section: '成效',
      source: 'I',
    },
    closingBasis: {
      kind: 'text',
      label: '注销依据',
      maxLength: 200,
      visibleWhen: { field: 'status', in: ['注销'] },
      section: '组织',
      source: 'I',
      hint: '文件名称、文号或会议决定。与附件有一项即可（本软件的约定）',
    },
    closingFiles: {
      kind: 'attachments',
      label: '注销依据附件',
      visibleWhen: { field: 'status', in: ['注销'] },
      section: '组织',
      source: 'I',
    },
    members: {
      kind: 'rows',
      label: '成员',
      rowName: '个成员',
      section: '成员',
      list: true,
      source: 'S',
      hint: '一家机构有多个角色时分行填写',
      uniqueBy: ['organization', 'role'],
      fields: {
        organization: {
          kind: 'link',
          to: 'organizations',
          label: '成员单位',
          required: true,
          width: 30,
          headings: ['单位名称', '成员单位名称', '成员名称', '机构名称'],
        },
        role: {
          kind: 'choice',
          label: '角色',
          required: true,
          options: consortiumRoles,
          width: 8,
          headings: [
            '类别',
            '成员类别',
            '成员类型',
            '单位类别',
            '角色类型',
            '所属类别',
            '单位性质',
            '成员性质',
          ],
        },
        position: {
          kind: 'choice',
          label: '职务',
          required: true,
          options: options('牵头', '副理事长', '理事', '成员', '支持单位'),
          initial: '成员',
          width: 10,
        },
        joinDate: { kind: 'date', label: '加入日期', width: 12 },
        quitDate: { kind: 'date', label: '退出日期', notBefore: 'joinDate', width: 12 },
        contribution: {
          kind: 'text',
          label: '承担任务或投入资源',
          maxLength: 200,
          width: 24,
          headings: ['承担任务', '任务分工', '投入资源'],
        },
        fund: { kind: 'money', label: '投入经费', width: 12 },
        representative: { kind: 'text', label: '代表人及联系方式', maxLength: 60, width: 18 },
      },
    },
    elements: {
      kind: 'rows',
      label: '“五个一”',
      rowName: '项要素',
      section: '“五个一”要素',
      source: 'S',
      fixed: { by: 'element', values: fiveElements.map(({ value }) => value) },
      fields: {
        element: {
          kind: 'choice',
          label: '要素',
          required: true,
          options: fiveElements,
          readOnly: true,
          width: 20,
        },
        status: {
          kind: 'choice',
          label: '落实情况',
          required: true,
          options: options('未启动', '推进中', '已落实'),
          initial: '未启动',
          width: 10,
        },
        organization: {
          kind: 'link',
          to: 'organizations',
          label: '对应机构',
          visibleWhen: { field: 'element', in: ['引进一个全国学会', '联合一个科研院所'] },
          width: 28,
        },
        content: {
          kind: 'text',
          label: '对应内容',
          maxLength: 200,
          visibleWhen: { field: 'element', in: ['聚焦一个产业方向', '打造一个创新生态', '培育一个产业集群'] },
          width: 28,
        },
        done: { kind: 'partialDate', label: '落实日期', width: 12 },
        evidence: { kind: 'text', label: '佐证材料', maxLength: 200, width: 24 },
        evidenceFiles: { kind: 'attachments', label: '佐证附件', width: 24 },
      },
    },
    events: stepEvents,
  },
  check: (
    {
      leadOrganization,
      ownOrganization,
      members,
      elements,
      status,
      founded,
      validUntil,
      form,
      liableOrganization,
    },
    { linked },
  ): readonly Issue[] => {
    const own = ownOrganization === undefined ? undefined : linked('organizations', ownOrganization)
    const leadMissing =
      leadOrganization !== undefined &&
      !(members ?? []).some(({ organization }) => organization === leadOrganization)
    const issues: Issue[] = []
    if (leadMissing && status !== undefined && status !== '筹建')
      issues.push(errorAt('members', '牵头单位须同时列入成员，请在成员中添加一行。'))
    if (leadMissing && (status === undefined || status === '筹建'))
      issues.push(warningAt('members', '牵头单位尚未列入成员。'))
    if (founded !== undefined && validUntil !== undefined && validUntil <= founded.value)
      issues.push(errorAt('validUntil', '有效期须晚于成立日期。'))
    if (form === '联盟（非法人）' && liableOrganization === undefined)
      issues.push(warningAt('liableOrganization', '联盟不是法人，建议填写对外承担责任主体。'))
    if (own !== undefined && own.values.creditCode === undefined)
      issues.push(warningAt('ownOrganization', '该机构还没有填统一社会信用代码，请在机构中补充。'))
    return [...issues, ...elementIssues(elements ?? [], (id) => linked('organizations', id)?.values.orgType)]
  },
})

interface Element {
  readonly element?: string
  readonly status?: string
  readonly organization?: string
  readonly content?: string
}

const wantedTypes: Readonly<Record<string, readonly string[]>> = {
  引进一个全国学会: ['全国学会'],
  联合一个科研院所: ['科研院所', '新型研发机构'],
}

const elementIssues = (elements: readonly Element[], typeOf: (id: string) => unknown): readonly Issue[] =>
  elements.flatMap(({ element, status, organization, content }, index) => {
    const types = wantedTypes[element ?? '']
    const path = `elements.${String(index)}.${types === undefined ? 'content' : 'organization'}`
    if (status === '已落实' && types !== undefined && organization === undefined)
      return [errorAt(path, '已落实的要素须选择对应机构。')]
    if (status === '已落实' && types === undefined && content === undefined)
      return [errorAt(path, '已落实的要素须填写对应内容。')]
    if (types === undefined || organization === undefined) return []
    const type = typeOf(organization)
    return typeof type === 'string' && !types.includes(type)
      ? [errorAt(path, `对应机构须是${types.join('或')}，所选机构登记为“${type}”。`)]
      : []
  })
