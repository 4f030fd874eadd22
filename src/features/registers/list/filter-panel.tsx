import { Button, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import type { DistrictEntry } from '../../../domain/district-entry'
import { flagLabels } from '../../../domain/edited-since'
import type { Field } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import { labelMatches } from '../../../domain/search'
import { districtField } from '../../../storage/members'
import type { Filter, Store } from '../../../storage/store'
import { leaveOnTab } from '../../../ui/leave-on-tab'
import { ChoiceEditor, FilterEditor } from './filter-editor'

interface FilterPanelProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly districts: readonly DistrictEntry[]
  readonly onAdd: (filter: Filter) => void
  readonly onClose: () => void
}

const districtLabel = '所属地区'

/** Adds one filter: which field, and what of it. */
export const FilterPanel = (props: FilterPanelProps) => {
  const { register, districts, onAdd, onClose } = props
  const fields = Object.entries(register.fields).filter(([, { kind }]) => kind !== 'rows')
  const [name, setName] = useState(() => firstOffered(fields))
  const [draft, setDraft] = useState<Filter | undefined>(undefined)
  const field = register.fields[name]
  return (
    <Modal
      open
      title="筛选"
      centered
      okText="添加筛选"
      cancelText="取消"
      okButtonProps={{ disabled: draft === undefined }}
      onCancel={onClose}
      onOk={() => {
        if (draft !== undefined) onAdd(draft)
        onClose()
      }}
      destroyOnHidden
    >
      <Space orientation="vertical" style={{ width: '100%' }} size={12} onKeyDownCapture={leaveOnTab}>
        <Select
          aria-label="筛选字段"
          style={{ width: '100%' }}
          value={name}
          showSearch={{
            filterOption: labelMatches,
          }}
          options={[
            ...fields.map(([value, { label }]) => ({ value, label })),
            { value: districtField, label: districtLabel },
          ]}
          onChange={(value) => {
            setName(value)
            setDraft(undefined)
          }}
        />
        {field === undefined ? (
          <ChoiceEditor
            key={districtField}
            name={districtField}
            choices={districts.map(({ code, name: label }) => ({ value: code, label }))}
            onChange={setDraft}
          />
        ) : (
          <>
            <FilterEditor key={name} {...props} name={name} field={field} onChange={setDraft} />
            <Space wrap>
              <Button size="small" onClick={() => setDraft({ kind: 'empty', field: name, empty: true })}>
                只看空的
              </Button>
              <Button size="small" onClick={() => setDraft({ kind: 'empty', field: name, empty: false })}>
                只看非空
              </Button>
              {draft?.kind === 'empty' && (
                <span role="status">{draft.empty ? '已选：空' : '已选：非空'}</span>
              )}
            </Space>
          </>
        )}
        {flagLabels(register).length > 0 && (
          <Space wrap>
            {flagLabels(register).map((label) => (
              <Button key={label} size="small" onClick={() => setDraft({ kind: 'flag', label })}>
                {`只看${label}的`}
              </Button>
            ))}
            {draft?.kind === 'flag' && <span role="status">{`已选：${draft.label}`}</span>}
          </Space>
        )}
      </Space>
    </Modal>
  )
}

/** A choice among the usual columns, the state first of all: what lists are filtered by most. */
const firstOffered = (fields: readonly (readonly [string, Field])[]): string => {
  const choices = fields.filter(([, { kind, list }]) => kind === 'choice' && list === true)
  return (
    (choices.find(([, { readOnly }]) => readOnly === true) ?? choices[0] ?? fields[0])?.[0] ?? districtField
  )
}
