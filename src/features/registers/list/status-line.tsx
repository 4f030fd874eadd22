import { showWan } from '../../../domain/kinds/money'
import { showNumber } from '../../../domain/kinds/number'
import type { Register } from '../../../domain/register'
import type { ListPage } from '../../../storage/store'

interface StatusLineProps {
  readonly register: Register
  readonly page: Pick<ListPage, 'total' | 'all' | 'sums' | 'counting'>
  readonly selected: number
  readonly narrowed: boolean
}

/** 共 44 条，符合条件 12 条，已选 3 条 · 受益人数 不少于 1,200 人次 */
export const StatusLine = ({ register, page, selected, narrowed }: StatusLineProps) => {
  const parts = [
    page.counting === true ? '正在统计……' : `共 ${showNumber(page.all)} ${register.unit}`,
    ...(narrowed ? [`符合条件 ${showNumber(page.total)} ${register.unit}`] : []),
    ...(selected > 0 ? [`已选 ${showNumber(selected)} ${register.unit}`] : []),
  ]
  return (
    <div
      role="status"
      aria-label="列表合计"
      style={{ display: 'flex', gap: 24, flexWrap: 'wrap', minHeight: 22 }}
      className="soft"
    >
      <span>{parts.join('，')}</span>
      {page.total > 0 &&
        page.sums.map(({ field, total, fuzzy }) => {
          const definition = register.fields[field]
          const unit = definition !== undefined && 'unit' in definition ? (definition.unit ?? '') : '万元'
          const amount =
            definition?.kind === 'money' ? showWan(total) : showNumber(Math.round(total * 10) / 10)
          return (
            <span
              key={field}
            >{`${definition?.label ?? field}合计 ${fuzzy ? '不少于 ' : ''}${amount} ${unit}`}</span>
          )
        })}
    </div>
  )
}
