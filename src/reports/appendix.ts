import type { Sheet } from '../workbook/model'
import { printSetup } from './layout'
import type { Explanation, ReportOptions } from './report'

/** Sheet 2: what the figures mean, and that the definitions are the app's own. */
export const explanationSheet = (explanations: readonly Explanation[], options: ReportOptions): Sheet => ({
  name: '指标解释',
  visibility: 'visible',
  columns: [{ width: 26 }, { width: 10, align: 'centre' }, { width: 90 }],
  rows: [
    { cells: [{ value: '指标解释', role: 'title' }] },
    { cells: ['指标', '单位', '计算方法'].map((value) => ({ value, role: 'heading' as const })) },
    ...explanations.map(({ name, unit, formula }) => ({
      cells: [name, unit, formula].map((value) => ({ value })),
    })),
    {
      cells: [{ value: '以上为本程序采用的工作口径，不是上级规定；上级另有规定的从其规定。', role: 'note' }],
    },
  ],
  merges: [
    { row: 0, column: 0, rows: 1, columns: 3 },
    { row: explanations.length + 2, column: 0, rows: 1, columns: 3 },
  ],
  print: printSetup(options, { first: 1, last: 1 }),
})
