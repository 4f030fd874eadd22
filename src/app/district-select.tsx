import { Select } from 'antd'
import { type DistrictEntry, districtChoices } from '../domain/district-entry'
import { systemClock } from './clock'
import { useLabelMatches } from './use-label-matches'

interface DistrictSelectProps {
  readonly id: string
  readonly districts: readonly DistrictEntry[]
  /** Code; undefined is 全市. */
  readonly district: string | undefined
  readonly onChange: (district: string | undefined) => void
}

/** 当前地区 in the head of the window. */
export const DistrictSelect = ({ id, districts, district, onChange }: DistrictSelectProps) => (
  <Select
    id={id}
    className="shell-district"
    value={district ?? 'all'}
    options={[{ value: 'all', label: '全市' }, ...districtChoices(districts, systemClock.today())]}
    showSearch={{ filterOption: useLabelMatches() }}
    onChange={(code: string) => onChange(code === 'all' ? undefined : code)}
  />
)
