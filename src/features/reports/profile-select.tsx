import { Select } from 'antd'
import { builtInProfiles, type ExportProfile, latestOf, profileWords } from '../../workbook/export-profile'

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
        title={profileWords(latestOf(profiles, chosen))}
        style={{ width: 210 }}
        value={chosen.name}
        options={all.map((profile) => ({ value: profile.name, title: profileWords(profile) }))}
        onChange={(name) => onChange(all.find((profile) => profile.name === name) ?? chosen)}
      />
    </label>
  )
}
