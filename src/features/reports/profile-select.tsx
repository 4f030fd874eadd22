import { Select } from 'antd'
import { builtInProfiles, type ExportProfile, latestOf } from '../../workbook/export-profile'

interface ProfileSelectProps {
  readonly profiles: readonly ExportProfile[]
  readonly chosen: ExportProfile
  readonly onChange: (profile: ExportProfile) => void
}

/** For whom the workbook is made. */
export const ProfileSelect = ({ profiles, chosen, onChange }: ProfileSelectProps) => {
  const all = [...builtInProfiles, ...profiles]
  return (
    <label className="inline">
      导出方案
      <Select
        aria-label="导出方案"
        title={wordsOf(latestOf(profiles, chosen))}
        style={{ width: 210 }}
        value={chosen.name}
        options={all.map((profile) => ({ value: profile.name, title: wordsOf(profile) }))}
        onChange={(name) => onChange(all.find((profile) => profile.name === name) ?? chosen)}
      />
    </label>
  )
}

const wordsOf = ({ recipient, maskPhones, leftOut, watermark }: ExportProfile): string =>
  [
    recipient === '' ? '' : `给${recipient}`,
    maskPhones ? '电话隐去中间几位' : '电话完整',
    leftOut.length === 0 ? '' : `不提供${leftOut.join('、')}`,
    watermark === '' ? '' : `页眉印“${watermark}”`,
  ]
    .filter((words) => words !== '')
    .join('；')
