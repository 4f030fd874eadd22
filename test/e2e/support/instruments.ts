import { options } from '../../../src/domain/field'
import { errorAt, type Issue } from '../../../src/domain/issue'
import { defineRegister } from '../../../src/domain/register'

/** A register that the app does not have, with every kind of field. */
export const instruments = defineRegister({
  name: 'instruments',
  title: '科研仪器',
  group: '共同体',
  unit: '台',
  codePrefix: 'YQ',
  codeYear: 'bought',
  labelField: 'name',
  detailFields: ['kind'],
  keys: [['assetNumber'], ['name', 'owner']],
  unique: [{ fields: ['assetNumber'], level: 'error' }],
  sort: { field: 'code', descending: true },
  scope: 'district',
  help: '可以共享的大型仪器。',
  lifecycle: {
    field: 'state',
    initial: '登记',
    states: [
      { name: '登记', tone: 'neutral' },
      { name: '开放共享', tone: 'good' },
    ],
    transitions: [{ from: '登记', to: '开放共享', action: '开放', asks: ['hourlyFee'] }],
  },
  fields: {
    name: { kind: 'text', label: '仪器名称', required: true, list: true, search: true, maxLength: 40 },
    assetNumber: { kind: 'text', label: '资产编号', required: true, list: true, search: true },
    kind: {
      kind: 'choice',
      label: '仪器类别',
      required: true,
      list: true,
      options: options('光谱', '色谱', '显微', '力学', '其他'),
      headings: ['类别'],
    },
    uses: { kind: 'choices', label: '用途', list: true, options: options('检测', '研发', '教学') },
    owner: {
      kind: 'link',
      to: 'organizations',
      label: '所属单位',
      required: true,
      list: true,
      search: true,
      headings: ['持有单位'],
    },
    operators: { kind: 'links', to: 'experts', label: '操作专家', list: true },
    bought: { kind: 'date', label: '购置日期', required: true, list: true, latest: 'today' },
    made: { kind: 'partialDate', label: '出厂时间', list: true },
    price: { kind: 'money', label: '购置金额', list: true, sum: true, section: '费用' },
    hourlyFee: { kind: 'number', label: '每小时收费', unit: '元', min: 0, decimals: 0, section: '费用' },
    served: { kind: 'fuzzyNumber', label: '服务企业数', unit: '家', min: 0, list: true, sum: true },
    isShared: { kind: 'yesNo', label: '入网共享', list: true },
    shareNumber: {
      kind: 'text',
      label: '入网编号',
      visibleWhen: { field: 'isShared', in: [true] },
      requiredWhen: { field: 'isShared', in: [true] },
    },
    phone: { kind: 'phone', label: '预约电话', list: true },
    email: { kind: 'email', label: '预约邮箱' },
    ownerCode: { kind: 'creditCode', label: '单位信用代码' },
    state: {
      kind: 'choice',
      label: '状态',
      options: options('登记', '开放共享'),
      initial: '登记',
      readOnly: true,
      list: true,
    },
    repairs: {
      kind: 'rows',
      label: '维修',
      rowName: '次维修',
      fields: {
        on: { kind: 'date', label: '维修日期', required: true },
        cost: { kind: 'money', label: '维修费用' },
      },
    },
  },
  check: ({ price, hourlyFee }): readonly Issue[] =>
    price === 0 && hourlyFee !== undefined && hourlyFee > 0
      ? [errorAt('hourlyFee', '受赠的仪器不得收费。')]
      : [],
})
