import { Alert, Button, Drawer } from 'antd'
import { useRef } from 'react'
import type { ReportOptions } from '../../reports/report'
import { isCancelled } from '../../ui/cancelled'
import { Working } from '../../ui/working'
import { type Explained, type FigurePart, mostTold } from './explain-figure'
import { FigureRecords, type RecordActions, shownAmount } from './figure-records'
import type { ChosenFigure } from './report-state'
import { useKeptScroll } from './use-kept-scroll'

/** What the look-up of a figure has come to; `explained` is missing where the place has no records of its own. */
export type Found =
  | { readonly state: 'looking' }
  | { readonly state: 'found'; readonly explained: Explained | undefined }
  | { readonly state: 'failed'; readonly error: unknown }

export interface FigurePanelProps extends RecordActions {
  readonly figure: ChosenFigure
  readonly found: Found
  readonly options: ReportOptions
  readonly onAgain: () => void
  /** Ends the look-up. */
  readonly onCancel: () => void
  readonly onClose: () => void
}

/** 这个数怎么来的: in words, over what, and the very records. */
export const FigurePanel = ({ figure, found, onAgain, onCancel, onClose, ...onward }: FigurePanelProps) => {
  const { text } = figure
  const explained = found.state === 'found' ? found.explained : undefined
  return (
    <Drawer
      open
      title={explained === undefined ? text : `${explained.heading}：${text}`}
      size={460}
      onClose={onClose}
      aria-label="数字来源"
      styles={{ body: { padding: 0 } }}
    >
      {explained !== undefined ? (
        <Explanation explained={explained} {...onward} />
      ) : (
        <div className="figure-panel">
          {found.state === 'looking' && <Working text="正在查找记录…" onCancel={onCancel} />}
          {found.state === 'failed' && <Failure error={found.error} onAgain={onAgain} />}
          {found.state === 'found' && <p>这一格没有单独的记录可查，请看它所在的行和列。</p>}
        </div>
      )}
    </Drawer>
  )
}

const Failure = ({ error, onAgain }: { readonly error: unknown; readonly onAgain: () => void }) => {
  const detail = error instanceof Error ? error.message : String(error)
  return (
    <Alert
      type={isCancelled(error) ? 'info' : 'error'}
      showIcon
      title={isCancelled(error) ? '查找已取消。' : '没有查到记录：程序内部出错。'}
      description={
        isCancelled(error)
          ? undefined
          : `请再试一次；若仍不行，请关闭后重新预览，并把这行字告诉维护人员：${detail}`
      }
      action={
        <Button size="small" onClick={onAgain}>
          再试一次
        </Button>
      }
    />
  )
}

type Onward = RecordActions & Pick<FigurePanelProps, 'options'>

const Explanation = ({ explained, options, ...onward }: Onward & { readonly explained: Explained }) => {
  const panel = useRef<HTMLDivElement>(null)
  const kept = useKeptScroll(panel, 'panel')
  return (
    <div className="figure-panel" ref={panel} {...kept}>
      <h3>怎么算的</h3>
      <p>{explained.formula}</p>
      {explained.parts.length > 1 && <p>{`${explained.parts.map(headOf).join('；')}。`}</p>}
      <h3>统计范围</h3>
      <p>{scopeWords(options)}</p>
      {explained.parts.map((part) => (
        <section key={part.label} aria-label={part.label}>
          <h3>{headOf(part)}</h3>
          {part.groups.length === 0 && <p className="soft">没有记录。</p>}
          {part.groups.map((group) => (
            <FigureRecords
              key={group.register}
              {...{ group, part: part.label, heading: explained.heading, profile: options.profile }}
              {...onward}
            />
          ))}
          {part.missing.length > 0 && <Missing missing={part.missing} label={part.label} />}
        </section>
      ))}
    </div>
  )
}

const headOf = ({ label, groups, sum, missing }: FigurePart): string =>
  [
    `${label} ${shownAmount(groups.reduce((sum, { count }) => sum + count, 0))} 条记录`,
    ...(sum === undefined ? [] : [`相加为 ${shownAmount(sum)}`]),
    ...(missing.length === 0 ? [] : [`另有 ${String(missing.length)} 项没有记录`]),
  ].join('，')

/** What counts because nothing was handed in has no record to open. */
const Missing = ({ missing, label }: Pick<FigurePart, 'missing' | 'label'>) => (
  <>
    <p className="soft">以下各项也计入，但台账中没有记录可打开：</p>
    <ul className="figure-records" aria-label={`${label}中没有记录的`}>
      {missing.slice(0, mostTold).map((text) => (
        <li key={text}>{text}</li>
      ))}
    </ul>
    {missing.length > mostTold && <p className="soft">{`只列出前 ${String(mostTold)} 项。`}</p>}
  </>
)

const scopeWords = ({ period, districtName, samples, rowsBy }: ReportOptions): string =>
  [
    `所属期 ${period.label}（${period.start} 至 ${period.end}）`,
    `地区 ${districtName}`,
    samples ? '含示例数据' : '不含示例数据',
    ...(rowsBy === '地区' ? [] : [`按${rowsBy}分行`]),
  ].join('；')
