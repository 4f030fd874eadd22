import type { Picture } from '../../ui/chart/picture'
import { stageLines } from './home-lines'
import { numberCell, type ShowRecords, spoken, sumOf } from './picture-rows'

/** Where the needs stand: how many are at each of the four stages, in the order of `stageLines`. */
export const needsPicture = (counts: readonly number[], onRegister: ShowRecords): Picture => {
  const lines = stageLines.map((line, index) => ({ ...line, count: counts[index] ?? 0 }))
  const all = sumOf(counts)
  return {
    title: '企业需求办到哪一步',
    summary: `企业需求共 ${String(all)} 项：${spoken(
      lines.map(({ label, count }) => [label, count]),
      '项',
    )}。`,
    note: '此刻的状态，不限时段；不予受理和已撤回的没有画出。',
    table: {
      corner: '阶段',
      columns: ['数量（项）'],
      rows: lines.map(({ label, count, filters }) => ({
        name: label,
        cells: [numberCell(count, '项', label, () => onRegister('needs', filters))],
      })),
    },
    drawing:
      all === 0
        ? undefined
        : {
            kind: 'bars',
            names: lines.map(({ label }) => label),
            parts: [{ name: '企业需求', look: 'plain', values: lines.map(({ count }) => count) }],
          },
    empty: '还没有在办或办结的企业需求。',
  }
}
