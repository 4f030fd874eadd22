import type { Team } from '../domain/indicators/indicator'
import { dueCount } from '../domain/indicators/work'
import { type Standing, statisticsOfWeek, type WeekStatistics } from '../domain/weekly'
import type { Cell, Range, Row, Sheet, StyledCell } from '../workbook/model'
import { assemble, closingNotes, titled } from './assemble'
import { explanationsOf, scopeOf } from './book'
import { known, knownDay, names, notApplicable, notKnown, phoneCell, textOf } from './cells'
import { closingLines, infoLine, printSetup } from './layout'
import { recordsIn } from './origin'
import { reportOfWeek, teamsInOrder, weekDataOf } from './r02'
import type { Report, ReportData, ReportOptions } from './report'
import { districtNames } from './service-rows'
import type { Context } from './table-definition'

const code = 'R01'
const title = '专家服务队工作周报'
const longTitle = '科技经济融合专家服务队工作周报'
const widths = [7, 16, 20, 12, 13, 30, 16, 16]
const width = widths.length

/** A line of the form: pieces that each take some of its eight columns. */
type Piece = readonly [value: Cell, columns: number, role?: 'heading' | 'body']

interface Form {
  readonly rows: Row[]
  readonly merges: Range[]
}

const addLine = ({ rows, merges }: Form, pieces: readonly Piece[]): void => {
  const cells: StyledCell[] = []
  for (const [value, columns, role = 'body'] of pieces) {
    const cell = value !== null && typeof value === 'object' ? value : { value }
    if (columns > 1) merges.push({ row: rows.length, column: cells.length, rows: 1, columns })
    cells.push({ ...cell, role })
    for (let at = 1; at < columns; at += 1) cells.push({ value: null, role })
  }
  rows.push({ cells })
}

const label = (text: string, columns = 1): Piece => [text, columns, 'heading']
const section = (text: string): readonly Piece[] => [[{ value: text, align: 'left' }, width, 'heading']]

/** One team's report of the week, as a form on an upright page. */
const formOf = (context: Context, team: Team, hasSamples: boolean, notes: readonly string[]): Sheet => {
  const { options } = context
  const form = startForm(options, hasSamples)
  addBasics(form, context, team)
  addWork(form, context, team)
  addRest(form, context, team)
  return finished(form, sheetName(team), options, notes)
}

const startForm = (options: ReportOptions, hasSamples: boolean): Form => {
  const info = infoLine({ options, hasMoney: false }, widths)
  return {
    rows: [
      { cells: [{ value: '附件', role: 'attachment' }] },
      { cells: [{ value: titled(longTitle, hasSamples), role: 'title' }] },
      info.row,
    ],
    merges: [{ row: 1, column: 0, rows: 1, columns: width }, ...info.merges],
  }
}

const finished = (
  { rows, merges }: Form,
  name: string,
  options: ReportOptions,
  notes: readonly string[],
): Sheet => {
  const closing = closingLines({ options, notes }, width, rows.length)
  return {
    name,
    visibility: 'visible',
    columns: widths.map((own) => ({ width: own })),
    rows: [...rows, ...closing.rows],
    merges: [...merges, ...closing.merges],
    print: printSetup(options, undefined, 'portrait'),
  }
}

const sheetName = ({ values, code: number }: Team): string =>
  (values.industry ?? number).replace(/[\\/?*[\]:]/gu, '').slice(0, 28)

const addBasics = (form: Form, { data, options }: Context, team: Team): void => {
  const { values } = team
  const liaison = [values.liaison, textOfPhone(values.liaisonPhone, options)].filter(Boolean).join('　')
  addLine(form, section('一、基本信息'))
  addLine(form, [label('队名', 2), [known(values.name), 3], label('产业方向'), [known(values.industry), 2]])
  addLine(form, [
    label('报告周', 2),
    [options.period.label, 3],
    label('牵头单位'),
    [names(data.nameOf, 'organizations', [values.leadOrganization]), 2],
  ])
  addLine(form, [label('联络员及电话', 2), [known(liaison === '' ? undefined : liaison), width - 2]])
}

const textOfPhone = (phone: string | undefined, { profile }: ReportOptions): string => {
  const cell = phoneCell(phone, profile)
  return phone === undefined || cell === null || typeof cell !== 'object' ? '' : String(cell.value)
}

const addWork = (form: Form, context: Context, team: Team): void => {
  const { data } = context
  const { report } = reportOfWeek(context, team)
  const { dockings = [], progress = [], zeroReport, zeroNote } = report?.values ?? {}
  const place = districtNames(data)
  addLine(form, section('二、本周工作对接情况'))
  addLine(
    form,
    ['序号', '对接日期', '对接对象', '所在地区', '对接方式', '对接内容', '关联需求编号', '对接结果'].map(
      (text) => label(text),
    ),
  )
  dockings.forEach((row, index) => {
    const organization = data.linked('organizations', row.organization ?? '')
    addLine(form, [
      [{ value: index + 1, format: 'integer', align: 'centre' }, 1],
      [knownDay(row.dockedOn), 1],
      [known(textOf(organization, 'name')), 1],
      [organization === undefined ? notKnown : place(organization.districtCode), 1],
      [known(row.way), 1],
      [known(row.content), 1],
      [names(data.nameOf, 'needs', [row.need]), 1],
      [known(row.result), 1],
    ])
  })
  if (dockings.length === 0)
    addLine(form, [
      [`本周无新增对接事项${zeroReport === true ? `（零报告：${zeroNote ?? ''}）` : ''}`, width],
    ])
  addLine(form, section('三、推进情况'))
  addLine(form, [
    label('序号'),
    label('事项（需求/任务/联合体）', 2),
    label('本周进展', 3),
    label('完成度（%）'),
    label('预计完成时间'),
  ])
  progress.forEach((row, index) =>
    addLine(form, [
      [{ value: index + 1, format: 'integer', align: 'centre' }, 1],
      [matterOf(row, data), 2],
      [known(row.progress), 3],
      [row.percent === undefined ? notKnown : { value: row.percent, format: 'integer', align: 'centre' }, 1],
      [knownDay(row.expected), 1],
    ]),
  )
  if (progress.length === 0) addLine(form, [['本周无推进事项', width]])
}

interface Matter {
  readonly subject?: string
  readonly need?: string
  readonly task?: string
  readonly consortium?: string
  readonly matter?: string
}

const matterOf = ({ subject = '', need, task, consortium, matter }: Matter, data: ReportData): Cell => {
  const found =
    need !== undefined
      ? textOf(data.linked('needs', need), 'title')
      : task !== undefined
        ? textOf(data.linked('keyTasks', task), 'title')
        : consortium !== undefined
          ? textOf(data.linked('consortia', consortium), 'name')
          : matter
  return found === undefined ? known(subject === '' ? undefined : subject) : `${subject}：${found}`
}

/** 本周自动统计: which figures, on which of the form's columns. */
const figures: readonly {
  readonly statistic: keyof WeekStatistics
  readonly heading: string
  readonly from: number
  readonly columns: number
  readonly words: string
}[] = [
  { statistic: 'newDockings', heading: '新增对接（次）', from: 0, columns: 2, words: '需求的对接记录条数。' },
  {
    statistic: 'services',
    heading: '开展服务（次）',
    from: 2,
    columns: 1,
    words: '服务记录条数，退回的不计。',
  },
  {
    statistic: 'visitedEnterprises',
    heading: '走访企业（家）',
    from: 3,
    columns: 2,
    words: '走访的企业，同一家只计一次。',
  },
  {
    statistic: 'expertTimes',
    heading: '专家（人次）',
    from: 5,
    columns: 1,
    words: '各条服务记录参与专家人数之和。',
  },
  { statistic: 'closedNeeds', heading: '办结需求（项）', from: 6, columns: 2, words: '本周办结的需求项数。' },
]

const addRest = (form: Form, context: Context, team: Team): void => {
  const { report, standing } = reportOfWeek(context, team)
  const week = statisticsOfWeek(team, context.scope.period, weekDataOf(context.scope))
  addLine(form, section('四、本周自动统计'))
  addLine(
    form,
    figures.map(({ heading, columns }) => label(heading, columns)),
  )
  addLine(
    form,
    figures.map(({ statistic, columns }): Piece => [
      { value: week[statistic].count, format: 'integer', align: 'centre' },
      columns,
    ]),
  )
  addLine(form, section('五、存在问题及需协调事项'))
  addLine(form, [[report?.values.problems ?? notApplicable, width]])
  addLine(form, section('六、下周计划'))
  addLine(form, [[report?.values.nextPlan ?? notApplicable, width]])
  addLine(form, [label('报送状态', 2), [stateOf(standing), width - 2]])
}

const stateOf = (standing: Standing): Cell =>
  standing === '未报' ? { value: '未报', alert: true } : { value: standing }

/**
 * The figures of 本周自动统计 come from the records that they count; anything else on a team's page is its report's. Where the
 * lines of figures stand depends on how long the tables above them are.
 */
const origins: Report['origins'] = (data, options) => {
  const scope = scopeOf(data, options)
  const context: Context = { data, options, scope, samples: options.samples }
  const teams = new Map(teamsInOrder(context).map((team) => [sheetName(team), team]))
  return (sheet, row, column) => {
    const team = teams.get(sheet)
    if (team === undefined) return undefined
    const { report } = reportOfWeek(context, team)
    const { dockings = [], progress = [] } = report?.values ?? {}
    const statistics = firstLine + Math.max(1, dockings.length) + Math.max(1, progress.length)
    const figure = row === statistics ? figures.find(({ from }) => from === column) : undefined
    if (figure === undefined)
      return {
        heading: '周报',
        formula: '取自这支队本周的周报。',
        counted: report === undefined ? [] : [report],
      }
    const { register, ids } = statisticsOfWeek(team, scope.period, weekDataOf(scope))[figure.statistic]
    return {
      heading: figure.heading,
      formula: `编制时台账中这支队本周的记录：${figure.words}`,
      counted: recordsIn(
        scope,
        ids.map((id) => ({ register, id })),
      ),
    }
  }
}

/** Lines above and between the tables of dockings and progress and the figures, in the order of the form. */
const firstLine = 13

/** R01: the weekly reports of the teams, one upright page a team. */
export const r01: Report = {
  code,
  title,
  about: '每支在岗服务队一周的周报，一队一张：对接、推进、自动统计、问题和下周计划。',
  periods: ['周'],
  usual: '周',
  group: '服务队与周报',
  reads: ['teams', 'weeklyReports', 'needs', 'serviceRecords', 'visits', 'districts'],
  choices: [],
  origins,
  build: (data, options) => {
    const scope = scopeOf(data, options)
    const context: Context = { data, options, scope, samples: options.samples }
    const teams = teamsInOrder(context)
    const reports = teams.flatMap((team) => reportOfWeek(context, team).report ?? [])
    const hasSamples = reports.some(({ isSample }) => isSample)
    const notes = [
      '自动统计按编制时的记录计算；没有填报的服务队也出一张，报送状态为“未报”。',
      ...closingNotes([], '份', hasSamples, options),
    ]
    const sheets = teams.map((team) => formOf(context, team, hasSamples, notes))
    return assemble(
      {
        code,
        title,
        sheets: sheets.length === 0 ? [emptyForm(options, notes)] : sheets,
        explanations: explanationsOf([dueCount]),
        records: reports.map(({ id }) => ({ id })),
        notes,
        excluded: [],
        latest: undefined,
        hasSamples,
      },
      options,
    )
  },
}

/** Said instead of a form when there is no team. */
const emptyForm = (options: ReportOptions, notes: readonly string[]): Sheet => {
  const form = startForm(options, false)
  addLine(form, [['没有在岗的专家服务队', width]])
  return finished(form, title, options, notes)
}
