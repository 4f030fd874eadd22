import type { ChildField, Option } from '../domain/field'
import type { Register } from '../domain/register'
import { formatOfField, headingOfField } from './list-sheet'
import { isReadable } from './mapping/target'
import { metaSheet } from './meta'
import type { Column, Sheet, StyledCell, Validation, Workbook } from './model'

export interface TemplateOptions {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly unitName: string
  /** ISO instant. */
  readonly createdAt: string
}

/** Rows that are prepared with formats and drop-downs. */
const preparedRows = 500
const headingRow = 2

/**
 * The blank workbook of a register: a heading for every field that a cell can hold, those of its child rows included, with what goes into it as a comment,
 * drop-downs for choices, number formats by column, and a sheet that explains each column with an example. What is filled
 * in comes back through the import like any ledger. (I)
 */
export const templateWorkbook = (options: TemplateOptions): Workbook => {
  const { register, unitName, createdAt } = options
  const columns = templateColumns(register)
  return {
    title: `${register.title}导入模板`,
    creator: unitName,
    createdAt,
    sheets: [
      blankSheet(register, columns, options.registers),
      guideSheet(columns, options.registers),
      metaSheet({ register: register.name, template: register.title, unit: unitName }, []),
    ],
  }
}

/** A column of the template: a field of the record, or of its child rows. */
interface TemplateColumn {
  readonly label: string
  readonly field: ChildField
  /** What the rows are called of which this is a field, and one of them. */
  readonly rows?: { readonly label: string; readonly rowName: string }
}

/** What somebody can fill in, in the order of the form. */
const templateColumns = (register: Register): readonly TemplateColumn[] =>
  Object.entries(register.fields).flatMap(([name, field]): readonly TemplateColumn[] => {
    if (field.readOnly === true || name === register.lifecycle?.field) return []
    if (field.kind !== 'rows') return isReadable(field) ? [{ label: field.label, field }] : []
    const { label, rowName } = field
    return Object.values(field.fields)
      .filter((child) => isReadable(child) && child.readOnly !== true)
      .map((child) => ({ label: `${label}：${child.label}`, field: child, rows: { label, rowName } }))
  })

const isStarred = ({ field, rows }: TemplateColumn): boolean => field.required === true && rows === undefined

const blankSheet = (
  register: Register,
  columns: readonly TemplateColumn[],
  registers: readonly Register[],
): Sheet => ({
  name: register.title,
  visibility: 'visible',
  columns: columns.map(({ field }) => roomy(formatOfField(field))),
  rows: [
    { cells: [{ value: `${register.title}导入模板`, role: 'title' }] },
    { cells: [{ value: `填写说明：${explanation(columns)}`, role: 'note' }] },
    {
      cells: columns.map((column): StyledCell => ({
        value: `${headingOfField(column.label, column.field)}${isStarred(column) ? '*' : ''}`,
        role: 'heading',
        note: `${howTo(column, registers)}\n例：${exampleOf(column.field)}`,
      })),
    },
    ...Array.from({ length: preparedRows }, () => ({
      cells: columns.map((): StyledCell => ({ value: null })),
    })),
  ],
  merges: [0, 1].flatMap((row) =>
    columns.length > 1 ? [{ row, column: 0, rows: 1, columns: Math.min(columns.length, 8) }] : [],
  ),
  freeze: { rows: headingRow + 1, columns: 1 },
  validations: columns.flatMap(({ field }, column): readonly Validation[] => {
    const options = offered(field)
    if (options === undefined) return []
    const range = { row: headingRow + 1, column, rows: preparedRows, columns: 1 }
    return [{ range, options }]
  }),
})

const explanation = (columns: readonly TemplateColumn[]): string => {
  const whole = '带 * 的栏目必填；从第 4 行起每行填一条，怎么填见栏目上的批注和“填写说明”工作表。'
  const rows = [...new Set(columns.flatMap((column) => column.rows?.label ?? []))]
  if (rows.length === 0) return whole
  return `${whole}一条有几项${rows.join('、')}的，从第二项起另占一行，只填这些栏目，其余留空。`
}

const roomy = (column: Column): Column => ({ ...column, width: Math.max(12, column.width) })

const guideSheet = (columns: readonly TemplateColumn[], registers: readonly Register[]): Sheet => ({
  name: '填写说明',
  visibility: 'visible',
  columns: [{ width: 24 }, { width: 10 }, { width: 70 }, { width: 36 }],
  rows: [
    {
      cells: ['栏目', '必填', '怎么填', '例'].map((value): StyledCell => ({ value, role: 'heading' })),
    },
    ...columns.map((column) => ({
      cells: [column.label, needOf(column), howTo(column, registers), exampleOf(column.field)],
    })),
  ],
  merges: [],
  freeze: { rows: 1, columns: 0 },
})

const needOf = ({ field, rows }: TemplateColumn): string => {
  if (field.required === true) return rows === undefined ? '必填' : `每项${rows.rowName}必填`
  return field.requiredWhen === undefined ? '' : '视情况'
}

const words = (options: readonly Option[]): readonly string[] =>
  options.map(({ value, label = value }) => label)

/** Only where a cell holds one of them: Excel's lists know no second word in a cell. */
const offered = (field: ChildField): readonly string[] | undefined => {
  if (field.kind === 'choice') return words(field.options)
  return field.kind === 'yesNo' ? ['是', '否'] : undefined
}

const howTo = ({ field }: TemplateColumn, registers: readonly Register[]): string => {
  const own = field.hint === undefined ? '' : `${field.hint}${/[。！？]$/u.test(field.hint) ? '' : '。'}`
  return `${own}${byKind(field, registers)}`
}

const byKind = (field: ChildField, registers: readonly Register[]): string => {
  switch (field.kind) {
    case 'date':
      return '填日期，到日。'
    case 'partialDate':
      return '填日期；只知道月份或年份的，写到月或年。'
    case 'week':
      return '填一周中的任一天，或第几周。'
    case 'moment':
      return '填日期和时间。'
    case 'money':
      return '单位为万元，只填数字；单位不同的连同单位写明。'
    case 'number':
      return `填数字${field.unit === undefined ? '' : `，单位为${field.unit}`}。`
    case 'fuzzyNumber':
      return `填数字${field.unit === undefined ? '' : `，单位为${field.unit}`}；约数照原样写，如“200余”。`
    case 'choice':
      return '从下拉列表中选一项。'
    case 'choices':
      return `可填多项，用顿号隔开：${words(field.options).join('、')}。`
    case 'yesNo':
      return '填“是”或“否”。'
    case 'link':
      return `填${titleOf(field.to, registers)}的名称。`
    case 'links':
      return `填${titleOf(field.to, registers)}的名称，可填多个，用顿号隔开。`
    case 'creditCode':
      return '18 位统一社会信用代码。'
    case 'phone':
      return '手机 11 位，座机带区号。'
    case 'email':
      return '电子邮箱。'
    default:
      return ''
  }
}

const titleOf = (name: string, registers: readonly Register[]): string =>
  registers.find((register) => register.name === name)?.title ?? ''

/** Invented, so that nobody takes it for a record. */
const exampleOf = (field: ChildField): string => {
  switch (field.kind) {
    case 'date':
      return '2021-04-08'
    case 'partialDate':
      return '2021年4月'
    case 'week':
      return '2021年第17周'
    case 'moment':
      return '2021-04-08 09:30'
    case 'money':
      return '12.50'
    case 'number':
      return field.ungrouped === true ? '2021' : '3'
    case 'fuzzyNumber':
      return '200余'
    case 'choice':
      return words(field.options)[0] ?? ''
    case 'choices':
      return words(field.options).slice(0, 2).join('、')
    case 'yesNo':
      return '是'
    case 'link':
      return exampleNames[field.to] ?? '某某'
    case 'links':
      return `${exampleNames[field.to] ?? '某某'}、${secondNames[field.to] ?? '某某'}`
    case 'creditCode':
      return '91500118M905557B3J'
    case 'phone':
      return '023-49801234'
    case 'email':
      return 'name@example.cn'
    default:
      return field.label.endsWith('人') || field.label === '姓名' ? '张三' : '按实际情况填写'
  }
}

const exampleNames: Readonly<Record<string, string>> = {
  organizations: '重庆某某机械有限公司',
  experts: '张三',
  districts: '永川区',
  teams: '电子信息产业专家服务队',
}
const secondNames: Readonly<Record<string, string>> = { districts: '长寿区' }
