import { Button, Space } from 'antd'
import { type ExportProfile, forOutsiders, ownUse, profileWords } from '../../../workbook/export-profile'
import { MenuButton } from '../../../ui/menu-button'
import type { MenuEntry } from '../../../ui/menu-list'

interface ExportButtonProps {
  /** Of the whole list, or of the records that are selected. */
  readonly what: keyof typeof words
  readonly size?: 'small' | 'middle'
  readonly disabled?: boolean
  readonly hasPhones: boolean
  readonly profiles: readonly ExportProfile[]
  readonly onExport: (profile: ExportProfile) => void
  readonly more?: readonly MenuEntry[]
}

const words = {
  list: { label: '导出 Excel', verb: '导出', more: '更多导出方式' },
  selection: { label: '导出所选', verb: '导出所选', more: '更多导出所选的方式' },
} as const

/** Phones leave the house in full only when they are asked for; other recipients have their 导出方案. */
export const ExportButton = ({
  what,
  size = 'middle',
  disabled = false,
  hasPhones,
  profiles,
  onExport,
  more = [],
}: ExportButtonProps) => {
  const { label, verb, more: moreLabel } = words[what]
  const entries = [
    ...(hasPhones ? [{ label: `${verb}（含完整电话）`, run: () => onExport(ownUse) }] : []),
    ...profiles.map((profile) => ({
      label: `按方案“${profile.name}”${verb}`,
      run: () => onExport(profile),
    })),
    ...more,
  ]
  return (
    <Space.Compact>
      <Button
        {...{ size, disabled }}
        title={hasPhones ? profileWords(forOutsiders) : undefined}
        onClick={() => onExport(forOutsiders)}
      >
        {label}
      </Button>
      {entries.length > 0 && (
        <MenuButton {...{ size, disabled }} label={moreLabel} text="" groups={[{ entries }]} />
      )}
    </Space.Compact>
  )
}
