import { Tag } from 'antd'
import type { DistrictEntry } from '../../../domain/district-entry'
import type { Register } from '../../../domain/register'
import type { Filter, Store } from '../../../storage/store'
import { useLabels } from '../use-labels'
import { filterWords, linksOfFilters } from './filter-words'
import './list.css'

export interface FilterTagsProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly districts: readonly DistrictEntry[]
  readonly filters: readonly Filter[]
  readonly onChange: (filters: readonly Filter[]) => void
}

/** The filters as a clerk would say them, each to be taken away. */
export const FilterTags = ({ register, registers, store, districts, filters, onChange }: FilterTagsProps) => {
  const names = {
    ...useLabels(store, registers, linksOfFilters(register, filters)),
    ...Object.fromEntries(districts.map(({ code, name }) => [code, name])),
  }
  return filters.map((filter) => {
    const words = filterWords(register, filter, names)
    return (
      <Tag
        key={JSON.stringify(filter)}
        closable={{ 'aria-label': `去掉筛选 ${words}` }}
        onClose={() => onChange(filters.filter((other) => other !== filter))}
      >
        <span className="filter-words" title={words}>
          {words}
        </span>
      </Tag>
    )
  })
}
