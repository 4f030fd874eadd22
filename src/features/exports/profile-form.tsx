import { Button, Checkbox, Input, Modal, Select, Space } from 'antd'
import { type ReactNode, useState } from 'react'
import { labelMatches } from '../../domain/search'
import {
  type ExportProfile,
  longestName,
  longestRecipient,
  longestWatermark,
  profileProblem,
} from '../../workbook/export-profile'
import { leaveOnTab } from '../../ui/leave-on-tab'

interface ProfileFormProps {
  readonly saved: readonly ExportProfile[]
  /** Missing for a new one. */
  readonly before: ExportProfile | undefined
  /** What columns are called, to choose from. */
  readonly headings: readonly string[]
  readonly onSave: (profile: ExportProfile) => void
  readonly onClose: () => void
}

const blank: ExportProfile = { name: '', recipient: '', maskPhones: true, leftOut: [], watermark: '' }

/** 新建导出方案, 编辑导出方案 */
export const ProfileForm = ({ saved, before, headings, onSave, onClose }: ProfileFormProps) => {
  const [profile, setProfile] = useState(before ?? blank)
  const [tried, setTried] = useState(false)
  const change = (part: Partial<ExportProfile>): void => setProfile((now) => ({ ...now, ...part }))
  const problem = profileProblem(saved, profile.name, before?.name)
  const save = (): void => {
    setTried(true)
    if (problem !== undefined) return
    const { name, recipient, watermark } = profile
    onSave({ ...profile, name: name.trim(), recipient: recipient.trim(), watermark: watermark.trim() })
  }
  return (
    <Modal
      open
      title={before === undefined ? '新建导出方案' : '编辑导出方案'}
      width={560}
      onCancel={onClose}
      footer={
        <Space>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" onClick={save}>
            保存方案
          </Button>
        </Space>
      }
    >
      <div className="profile-form" onKeyDownCapture={leaveOnTab}>
        <TextLine
          label="方案名称"
          isWrong={tried && problem !== undefined}
          longest={longestName}
          value={profile.name}
          onChange={(name) => change({ name })}
        />
        {tried && problem !== undefined && (
          <div role="alert" className="issue error">
            {problem}
          </div>
        )}
        <TextLine
          label="接收单位"
          longest={longestRecipient}
          placeholder="如 市财政局，可不填"
          value={profile.recipient}
          onChange={(recipient) => change({ recipient })}
        />
        <Checkbox
          checked={profile.maskPhones}
          onChange={({ target }) => change({ maskPhones: target.checked })}
        >
          隐去电话（只留前三位和后四位）
        </Checkbox>
        <Line label="不提供的栏目">
          <Select
            mode="tags"
            // Downwards its list would lie over the buttons.
            placement="topLeft"
            aria-label="不提供的栏目"
            style={{ width: '100%' }}
            placeholder="选择，或照表头写，如 合同金额"
            value={[...profile.leftOut]}
            options={headings.map((value) => ({ value, label: value }))}
            showSearch={{ filterOption: labelMatches }}
            onChange={(leftOut: string[]) => change({ leftOut })}
          />
        </Line>
        <p className="soft">
          列表和自定义报表不印这些列；R01—R17、报送包和上级模板保留表样，格内写“（不提供）”，合计也不印。
        </p>
        <TextLine
          label="水印文字"
          longest={longestWatermark}
          placeholder="如 仅供市财政局使用，不得外传；可不填"
          value={profile.watermark}
          onChange={(watermark) => change({ watermark })}
        />
        <p className="soft">水印印在每一页的页眉，预览和打印时看得见；上级模板的页眉不改动。</p>
      </div>
    </Modal>
  )
}

const Line = ({ label, children }: { readonly label: string; readonly children: ReactNode }) => (
  <div className="profile-line">
    <span>{label}</span>
    {children}
  </div>
)

interface TextLineProps {
  readonly label: string
  readonly value: string
  /** Characters. */
  readonly longest: number
  readonly placeholder?: string
  readonly isWrong?: boolean
  readonly onChange: (text: string) => void
}

const TextLine = ({ label, value, longest, placeholder, isWrong = false, onChange }: TextLineProps) => (
  <Line label={label}>
    <Input
      aria-label={label}
      aria-invalid={isWrong}
      maxLength={longest}
      placeholder={placeholder}
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  </Line>
)
