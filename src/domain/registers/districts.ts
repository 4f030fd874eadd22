import { errorAt, type Issue, warningAt } from '../issue'
import { defineRegister } from '../register'
import { options, type PartialDate } from '../field'

/** From the highest down. */
export const pilotLevels = [
  { value: '国家级', label: '国家级（“科创中国”试点城市/园区）' },
  { value: '市级', label: '市级（科技经济融合发展试点地区）' },
  { value: '创新枢纽城市' },
  { value: '其他' },
]

interface Designation {
  readonly granted?: PartialDate
  readonly endDate?: string
}

/** The designations in force on an ISO day. */
export const designationsOn = <D extends Designation>(
  designations: readonly D[] | undefined,
  day: string,
): readonly D[] =>
  (designations ?? []).filter(
    ({ granted, endDate }) =>
      granted !== undefined &&
      granted.value <= day.slice(0, granted.value.length) &&
      (endDate === undefined || endDate >= day),
  )

/** B1 with B2: a district, its dates of validity and the history of its pilot designations. */
export const districts = defineRegister({
  name: 'districts',
  title: '试点地区',
  group: '试点',
  unit: '个',
  labelField: 'shortName',
  detailFields: ['name'],
  keys: [['code'], ['name'], ['shortName']],
  unique: [
    { fields: ['code'], level: 'error' },
    // A name may come back with another validity.
    { fields: ['name'], level: 'warning' },
  ],
  sort: { field: 'code', descending: false },
  scope: 'city',
  help: '地区名录与试点身份。停用的地区仍可用于停用日期以前的记录。',
  fields: {
    code: {
      kind: 'text',
      label: '地区代码',
      required: true,
      maxLength: 12,
      section: '基本信息',
      list: true,
      width: 12,
      search: true,
      source: 'P',
      hint: '行政区填六位区划码，功能区填 CQ- 开头的内部码',
      headings: ['区划代码', '地区编码'],
    },
    name: {
      kind: 'text',
      label: '地区名称',
      required: true,
      maxLength: 40,
      section: '基本信息',
      list: true,
      width: 26,
      search: true,
      source: 'S',
      headings: ['地区全称'],
    },
    shortName: {
      kind: 'text',
      label: '简称',
      required: true,
      maxLength: 12,
      section: '基本信息',
      list: true,
      width: 14,
      search: true,
      source: 'I',
    },
    type: {
      kind: 'choice',
      label: '地区类型',
      required: true,
      options: options('市级', '市辖区', '县', '自治县', '功能区', '市外合作地区'),
      section: '基本信息',
      list: true,
      width: 14,
      source: 'S',
    },
    hostDistrict: {
      kind: 'link',
      to: 'districts',
      label: '所在行政区',
      requiredWhen: { field: 'type', in: ['功能区'] },
      visibleWhen: { field: 'type', in: ['功能区'] },
      section: '基本信息',
      source: 'I',
    },
    validFrom: { kind: 'date', label: '启用日期', section: '基本信息', source: 'P' },
    validTo: {
      kind: 'date',
      label: '停用日期',
      notBefore: 'validFrom',
      section: '基本信息',
      list: true,
      width: 12,
      source: 'P',
      hint: '停用后不再出现在新记录的选择中',
    },
    unitName: {
      kind: 'text',
      label: '科协单位名称',
      required: true,
      maxLength: 60,
      section: '科协单位',
      list: true,
      width: 34,
      source: 'S',
      hint: '印在报表“填报单位”处',
      headings: ['填报单位'],
    },
    contactPerson: {
      kind: 'text',
      label: '联系人',
      maxLength: 20,
      section: '科协单位',
      search: true,
      source: 'I',
    },
    contactPhone: { kind: 'phone', label: '联系电话', section: '科协单位', search: true, source: 'I' },
    developmentFocus: {
      kind: 'text',
      label: '重点产业方向',
      multiline: true,
      maxLength: 300,
      section: '定位',
      source: 'S',
    },
    positioning: {
      kind: 'text',
      label: '功能定位',
      multiline: true,
      maxLength: 200,
      section: '定位',
      source: 'S',
    },
    pilotPlanNote: {
      kind: 'text',
      label: '试点建设方案要点',
      multiline: true,
      maxLength: 2000,
      section: '定位',
      source: 'P',
    },
    designations: {
      kind: 'rows',
      label: '试点身份',
      rowName: '项身份',
      section: '试点身份',
      list: true,
      source: 'S',
      hint: '一个地区可以先后有多项身份',
      fields: {
        level: { kind: 'choice', label: '级别', required: true, options: pilotLevels, width: 20 },
        title: { kind: 'text', label: '称号全称', required: true, maxLength: 60, width: 30 },
        batch: { kind: 'text', label: '批次', maxLength: 20, width: 10 },
        granted: { kind: 'partialDate', label: '入选日期', required: true, width: 14 },
        body: { kind: 'text', label: '认定单位', required: true, maxLength: 40, width: 16 },
        basis: { kind: 'link', to: 'policies', label: '依据文件', width: 24 },
        endDate: { kind: 'date', label: '结束日期', width: 12 },
      },
    },
  },
  check: ({ code, type, designations }): readonly Issue[] => [
    ...(code !== undefined && !codeFits(code, type)
      ? [warningAt('code', '行政区的代码一般为六位数字，功能区为 CQ- 开头的内部码，请核对。')]
      : []),
    ...(designations ?? []).flatMap(({ granted, endDate }, index) =>
      granted !== undefined && endDate !== undefined && endDate < granted.value
        ? [errorAt(`designations.${String(index)}.endDate`, '结束日期不能早于入选日期。')]
        : [],
    ),
  ],
})

const codeFits = (code: string, type: string | undefined): boolean =>
  /^CQ-[A-Z]{2,6}$/u.test(code) || (type !== '功能区' && /^\d{6}$/u.test(code))
