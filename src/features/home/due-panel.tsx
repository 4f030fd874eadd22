import { Button } from 'antd'
import type { Filter } from '../../storage/store'
import {
  dueLines,
  type HomeLine,
  monthsOf,
  type PeriodLine,
  periodLines,
  weekAround,
  within,
} from './home-lines'
import type { HomeFigures } from './use-home-figures'

interface PanelProps {
  readonly today: string
  readonly figures: HomeFigures | undefined
  readonly onRegister: (register: string, filters: readonly Filter[]) => void
}

/** 本周要办: what is late, missing or waiting; each line opens exactly its records. */
export const DuePanel = ({ today, figures, onRegister }: PanelProps) => {
  const lines =
    figures === undefined ? [] : dueLines.flatMap((line, index) => shown(line, figures.due[index]))
  const isClear = figures !== undefined && lines.length === 0 && figures.forum === undefined
  return (
    <section className="panel" aria-label="本周要办">
      <h2>{`本周要办　${weekAround(today).label}`}</h2>
      {figures === undefined && <p className="soft">正在清点……</p>}
      {isClear && <p className="soft">没有到期、逾期或等待办理的事项。</p>}
      <div className="due-lines">
        {lines.map(({ line, count }) => (
          <DueLine
            key={line.register + line.words}
            tone={line.tone}
            text={`${String(count)} ${line.words}`}
            onClick={() => onRegister(line.register, line.filters)}
          />
        ))}
        {figures?.forum !== undefined && (
          <DueLine
            tone={figures.forum.tone}
            text={figures.forum.words}
            onClick={() => onRegister('activities', [{ kind: 'oneOf', field: 'type', values: ['双月论坛'] }])}
          />
        )}
      </div>
    </section>
  )
}

const shown = (line: HomeLine, count: number | undefined) =>
  count === undefined || count === 0 ? [] : [{ line, count }]

const wordOf: Readonly<Record<HomeLine['tone'], string>> = {
  danger: '逾期',
  attention: '注意',
  neutral: '待办',
}

const DueLine = ({
  tone,
  text,
  onClick,
}: {
  readonly tone: HomeLine['tone']
  readonly text: string
  readonly onClick: () => void
}) => (
  <div>
    <span className={`tag ${tone}`}>{wordOf[tone]}</span>
    <Button type="link" size="small" onClick={onClick}>
      {text}
    </Button>
  </div>
)

/** 本月数字: what happened this month beside the month before; each number opens its records. */
export const MonthPanel = ({ today, figures, onRegister }: PanelProps) => {
  const [now, before] = monthsOf(today)
  const number = (line: PeriodLine, count: number | undefined, isNow: boolean) => {
    const period = isNow ? now : before
    return (
      <Button
        type="link"
        size="small"
        aria-label={`${period.label}${line.words} ${String(count ?? 0)} ${line.unit}`}
        disabled={count === undefined || count === 0}
        onClick={() => onRegister(line.register, [within(line.field, period)])}
      >
        {count === undefined ? '…' : `${String(count)} ${line.unit}`}
      </Button>
    )
  }
  return (
    <section className="panel" aria-label="本月数字">
      <h2>本月数字</h2>
      <table className="child-table">
        <thead>
          <tr>
            <th scope="col">事项</th>
            <th scope="col">{now.label}</th>
            <th scope="col">{before.label}</th>
            <th scope="col">增减</th>
          </tr>
        </thead>
        <tbody>
          {periodLines.map((line, index) => {
            const [own, last] = figures?.months[index] ?? [undefined, undefined]
            return (
              <tr key={line.words}>
                <th scope="row">{line.words}</th>
                <td>{number(line, own, true)}</td>
                <td>{number(line, last, false)}</td>
                <td>{changeOf(own, last)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="soft">按发生日期计，含示例和未审核的记录；报表另有口径。</p>
    </section>
  )
}

const changeOf = (now: number | undefined, before: number | undefined): string => {
  if (now === undefined || before === undefined) return ''
  const change = now - before
  if (change === 0) return '持平'
  return change > 0 ? `增加 ${String(change)}` : `减少 ${String(-change)}`
}
