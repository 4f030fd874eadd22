import { Input, Select } from 'antd'
import type { districtChoices } from '../../../domain/district-entry'
import { labelMatches } from '../../../domain/search'
import type { FormHead } from './form-state'

/** What every record carries besides its own fields. */
export const HeadSection = ({
  districts,
  head,
  onChange,
}: {
  readonly districts: ReturnType<typeof districtChoices>
  readonly head: FormHead
  readonly onChange: (head: FormHead) => void
}) => {
  return (
    <section className="form-section" aria-label="其他">
      <h3>其他</h3>
      <div className="form-grid">
        <div className="field">
          <label htmlFor="form-district">所属地区</label>
          <Select
            id="form-district"
            value={head.districtCode}
            options={[...districts]}
            showSearch={{ filterOption: labelMatches }}
            onChange={(districtCode: string) => onChange({ ...head, districtCode })}
          />
        </div>
        <div className="field">
          <label htmlFor="form-open">公开范围</label>
          <div>
            <Select
              id="form-open"
              style={{ width: '100%' }}
              value={head.confidentiality}
              options={[
                { value: '公开' },
                { value: '内部' },
                { value: '商业秘密', label: '商业秘密（只报编号和类别）' },
              ].map(({ value, label }) => ({
                value: value as FormHead['confidentiality'],
                label: label ?? value,
              }))}
              onChange={(confidentiality) => onChange({ ...head, confidentiality })}
            />
            <div className="hint">不得录入涉密信息。</div>
          </div>
        </div>
        <TextPart
          id="form-source"
          label="数据来源说明"
          value={head.sourceNote}
          onChange={(sourceNote) => onChange({ ...head, sourceNote })}
        />
        <TextPart
          id="form-remark"
          label="备注"
          value={head.remark}
          onChange={(remark) => onChange({ ...head, remark })}
        />
      </div>
    </section>
  )
}

const longestNote = 500

const TextPart = ({
  id,
  label,
  value,
  onChange,
}: {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
}) => (
  <div className="field">
    <label htmlFor={id}>{label}</label>
    <Input id={id} value={value} maxLength={longestNote} onChange={({ target }) => onChange(target.value)} />
  </div>
)
