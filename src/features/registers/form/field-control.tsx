import { Input, Radio, Select } from 'antd'
import { useId } from 'react'
import type { ChildField, Field, Option, Values } from '../../../domain/field'
import { attachmentsIn } from '../../../domain/kinds/all'
import { labelMatches } from '../../../domain/search'
import { AttachmentsInput } from '../attachments/attachments-input'
import { LinkPicker } from './link-picker'
import { ParsedInput } from './parsed-input'
import type { FieldControlProps } from './field-control-props'
import { RowsEditor } from './rows-editor'

const nothing = (): void => undefined

/** One field of a form: its label, its input, what it asks for and what is wrong with it. */
export const FieldControl = (props: FieldControlProps) => {
  const { field, name, issues } = props
  const id = useId()
  const own = issues.filter(
    ({ path }) => path === name || (field.kind !== 'rows' && path.startsWith(`${name}.`)),
  )
  const unreadable = props.unreadable?.[name]
  const grave = own.some(({ level }) => level !== 'warning') || unreadable !== undefined
  const notes = `${id}-notes`
  const required = props.required ?? field.required === true
  return (
    <div className={classOf(field)} data-path={name}>
      {field.kind !== 'rows' && (
        <div className="field-label">
          <label htmlFor={id} id={`${id}-label`}>
            {field.label}
          </label>
          {required && (
            <span className="required" aria-hidden>
              *
            </span>
          )}
        </div>
      )}
      <div>
        <Control {...props} id={id} describedBy={notes} invalid={grave} required={required} />
        <div id={notes}>
          {unreadable !== undefined && <div className="issue error">{unreadable.reason}</div>}
          {field.kind !== 'rows' &&
            own.map(({ level, message }) => (
              <div key={message} className={`issue ${level}`}>
                {message}
              </div>
            ))}
          {field.kind !== 'rows' &&
            field.hint !== undefined &&
            own.length === 0 &&
            unreadable === undefined && <div className="hint">{field.hint}</div>}
        </div>
      </div>
    </div>
  )
}

/** Rows and long texts have the whole width; rows name themselves. */
const classOf = (field: Field): string =>
  field.kind === 'rows'
    ? 'field wide rows-field'
    : field.kind === 'attachments' || (field.kind === 'text' && field.multiline === true)
      ? 'field wide'
      : 'field'

interface ControlProps extends FieldControlProps {
  readonly id: string
  readonly describedBy: string
  readonly invalid: boolean
  readonly required: boolean
}

const fewOptions = 4

const Control = (props: ControlProps) => {
  const { field, value, id, describedBy, invalid, required, onChange, onLeave = nothing } = props
  const described = {
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    'aria-required': required,
    disabled: field.readOnly === true,
  }
  const status = invalid ? { status: 'error' as const } : {}
  if (field.kind === 'rows')
    return (
      <RowsEditor {...props} field={field} render={(child) => <FieldControl key={child.name} {...child} />} />
    )
  if (field.kind === 'text') {
    const shared = {
      id,
      value: typeof value === 'string' ? value : '',
      onBlur: onLeave,
      ...described,
      ...status,
    }
    const take = (text: string): void => onChange(text === '' ? undefined : text)
    if (field.multiline !== true) return <Input {...shared} onChange={({ target }) => take(target.value)} />
    return (
      <Input.TextArea
        {...shared}
        autoSize={{ minRows: 2, maxRows: 8 }}
        // Shown from the beginning: an input that is wrapped while one types in it loses the caret.
        count={{ show: true, ...(field.maxLength === undefined ? {} : { max: field.maxLength }) }}
        onChange={({ target }) => take(target.value)}
      />
    )
  }
  if (field.kind === 'link' || field.kind === 'links') {
    const chosen =
      typeof value === 'string'
        ? [value]
        : Array.isArray(value)
          ? value.filter((entry): entry is string => typeof entry === 'string')
          : []
    return (
      <LinkPicker
        {...{ id, field, chosen, describedBy, invalid, onLeave }}
        registers={props.registers}
        store={props.store}
        district={props.district}
        validOn={dayOf(props.values) ?? props.today}
        onCreate={props.onCreate}
        onChange={(ids) => onChange(ids.length === 0 ? undefined : field.kind === 'link' ? ids[0] : ids)}
      />
    )
  }
  if (field.kind === 'attachments')
    return (
      <AttachmentsInput
        {...{ id, field, describedBy }}
        files={attachmentsIn(field, value)}
        onLeave={onLeave}
        onChange={onChange}
      />
    )
  if (field.kind === 'choice' || field.kind === 'choices' || field.kind === 'yesNo')
    return <Choice {...props} field={field} />
  return (
    <ParsedInput
      {...{ id, field, value, describedBy, invalid, onLeave }}
      unreadable={props.unreadable?.[props.name]}
      year={Number(props.today.slice(0, 4))}
      onChange={(next, unreadable) => onChange(next, unreadable)}
    />
  )
}

/** The day a record is about: districts must have been in force then. */
const dayOf = (values: Values): string | undefined => {
  const day = values.serviceDate ?? values.raisedDate
  return typeof day === 'string' ? day : undefined
}

type ChoiceLike = Extract<ChildField, { kind: 'choice' | 'choices' | 'yesNo' }>

const Choice = ({
  field,
  value,
  id,
  describedBy,
  invalid,
  required,
  onChange,
  onLeave = nothing,
}: ControlProps & { readonly field: ChoiceLike }) => {
  if (field.kind === 'yesNo') {
    return (
      <Radio.Group
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy}
        value={value === undefined ? undefined : value === true ? 'yes' : 'no'}
        disabled={field.readOnly === true}
        options={[
          { value: 'yes', label: '是' },
          { value: 'no', label: '否' },
        ]}
        onChange={({ target }) => onChange(target.value === 'yes')}
        onBlur={onLeave}
      />
    )
  }
  if (field.kind === 'choice' && field.options.length <= fewOptions) {
    return (
      <Radio.Group
        id={id}
        aria-labelledby={`${id}-label`}
        aria-describedby={describedBy}
        value={typeof value === 'string' ? value : undefined}
        disabled={field.readOnly === true}
        options={field.options.map((option) => ({
          value: option.value,
          label: <span title={option.hint}>{option.label ?? option.value}</span>,
        }))}
        onChange={({ target }) => onChange(String(target.value))}
        onBlur={onLeave}
      />
    )
  }
  const options = field.options.map((option) => ({
    value: option.value,
    label: option.label ?? option.value,
  }))
  const shared = {
    id,
    style: { width: '100%' },
    options,
    showSearch: {
      filterOption: labelMatches,
    },
    disabled: field.readOnly === true,
    'aria-describedby': describedBy,
    'aria-invalid': invalid,
    'aria-required': required,
    onBlur: onLeave,
    placeholder: '请选择（可输入拼音首字母）',
    ...(invalid ? { status: 'error' as const } : {}),
  }
  return field.kind === 'choice' ? (
    <Select<string>
      {...shared}
      allowClear={!required}
      {...(typeof value === 'string' ? { value } : {})}
      optionRender={({ value: one }) => <OptionText options={field.options} value={String(one)} />}
      onChange={(next: string | undefined) => onChange(next)}
    />
  ) : (
    <Select<string[]>
      {...shared}
      mode="multiple"
      value={Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : []}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  )
}

const OptionText = ({ options, value }: { readonly options: readonly Option[]; readonly value: string }) => {
  const option = options.find((one) => one.value === value)
  return (
    <span title={option?.hint}>
      {option?.label ?? value}
      {option?.hint !== undefined && <span className="soft">{`　${option.hint}`}</span>}
    </span>
  )
}
