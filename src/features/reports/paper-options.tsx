import { Checkbox, Select, Space } from 'antd'
import type { ReactNode } from 'react'
import type { ExportProfile } from '../../workbook/export-profile'
import { ProfileSelect } from './profile-select'
import type { Choice } from './report-state'

/** What can be ticked for a report, in the order in which it stands there. */
const ticks = {
  compactMargins: '紧凑边距',
  totalsFirst: '合计在首行',
  unmerged: '不合并单元格',
  samples: '含示例数据',
} as const
type Tick = keyof typeof ticks

interface PaperOptionsProps {
  readonly choice: Choice
  readonly profiles: readonly ExportProfile[]
  readonly onChange: (changed: Partial<Choice>) => void
  /** Those that this report knows. */
  readonly offers: readonly Tick[]
  /** Before and behind the paper: what only this report asks. */
  readonly before?: ReactNode
  readonly children?: ReactNode
}

const papers = ['A4', 'A3'] as const

/** How a report is printed, and what of it. */
export const PaperOptions = ({ choice, profiles, onChange, offers, before, children }: PaperOptionsProps) => (
  <Space wrap size={[16, 8]}>
    {before}
    <label className="inline">
      纸张
      <Select
        aria-label="纸张"
        style={{ width: 76 }}
        value={choice.paper}
        options={papers.map((value) => ({ value }))}
        onChange={(paper) => onChange({ paper })}
      />
    </label>
    {children}
    {(Object.keys(ticks) as readonly Tick[])
      .filter((tick) => offers.includes(tick))
      .map((tick) => (
        <Checkbox
          key={tick}
          checked={choice[tick]}
          onChange={({ target }) => onChange({ [tick]: target.checked })}
        >
          {ticks[tick]}
        </Checkbox>
      ))}
    <ProfileSelect {...{ profiles }} chosen={choice.profile} onChange={(profile) => onChange({ profile })} />
  </Space>
)
