import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import type { Issue } from '../../../domain/issue'
import { holds, isEmpty, isRequired, type Values } from '../../../domain/field'
import type { Register } from '../../../domain/register'
import type { Settings, Store } from '../../../storage/store'
import { FieldControl } from './field-control'
import type { FieldControlProps } from './field-control-props'
import type { FormContent, FormTarget } from './form-state'

interface FormSectionsProps {
  readonly register: Register
  readonly registers: readonly Register[]
  readonly store: Store
  readonly settings: Settings
  readonly today: string
  readonly target: FormTarget
  readonly content: FormContent
  /** To be shown at their fields. */
  readonly issues: readonly Issue[]
  readonly onCreate: NonNullable<FieldControlProps['onCreate']>
  /** A field was left. */
  readonly onLeave: (field: string) => void
  readonly onChange: (change: (now: FormContent) => FormContent) => void
}

/** The fields of a record in their sections; which of them are there follows from the others. */
export const FormSections = (props: FormSectionsProps) => {
  const { register, registers, store, settings, today, target, content, issues } = props
  const sections = useMemo(() => sectionsOf(register), [register])
  // What follows from other fields is shown as it will be saved.
  const shownValues: Values = { ...content.values, ...register.derive(content.values) }
  const isShown = (name: string): boolean => {
    const field = register.fields[name]
    if (field === undefined || !holds(field.visibleWhen, content.values)) return false
    // What the program keeps is not for the form to fill in: the state has its buttons, events stand in the details.
    const own =
      field.kind === 'rows' ||
      field.kind === 'attachments' ||
      name === register.lifecycle?.field ||
      isEmpty(shownValues[name])
    return field.readOnly !== true || !own
  }
  const isFolded = (section: string, fields: readonly string[]): boolean =>
    register.folded?.includes(section) === true &&
    fields.every((name) => {
      const field = register.fields[name]
      return isEmpty(content.values[name]) && field !== undefined && !isRequired(field, content.values)
    }) &&
    !(target.kind === 'edit' && fields.includes(target.field?.split('.')[0] ?? ''))
  return sections
    .filter(({ fields }) => fields.some(isShown))
    .map(({ name, fields }) => (
      <FormSection key={name} name={name} folded={isFolded(name, fields)}>
        <div className="form-grid">
          {fields.filter(isShown).map((field) => {
            const definition = register.fields[field]
            return definition === undefined ? null : (
              <FieldControl
                key={field}
                name={field}
                field={definition}
                value={shownValues[field]}
                values={content.values}
                issues={issues}
                unreadable={content.unreadable}
                required={isRequired(definition, content.values)}
                at={target.kind === 'edit' ? target.field : undefined}
                {...{ registers, store, settings, today }}
                district={content.head.districtCode}
                onCreate={props.onCreate}
                onLeave={() => props.onLeave(field)}
                onChange={(value, unreadable, path = field) =>
                  props.onChange((now) => changedContent(now, field, value, unreadable, path))
                }
              />
            )
          })}
        </div>
      </FormSection>
    ))
}

/** A section that belongs to a later step stays folded until somebody opens it, or something stands in it. */
const FormSection = ({
  name,
  folded,
  children,
}: {
  readonly name: string
  readonly folded: boolean
  readonly children: ReactNode
}) => {
  const [opened, setOpened] = useState(!folded)
  const open = opened || !folded
  return (
    <section className="form-section" aria-label={name}>
      <h3>
        {name}
        {!open && (
          <Button type="link" size="small" onClick={() => setOpened(true)}>
            {`填写${name}`}
          </Button>
        )}
      </h3>
      {open && children}
    </section>
  )
}

const changedContent = (
  now: FormContent,
  field: string,
  value: Values[string],
  unreadable: FormContent['unreadable'][string] | undefined,
  path: string,
): FormContent => {
  const { [field]: _value, ...others } = now.values
  const { [path]: _text, ...texts } = now.unreadable
  return {
    ...now,
    values: value === undefined ? others : { ...others, [field]: value },
    unreadable: unreadable === undefined ? texts : { ...texts, [path]: unreadable },
  }
}

const sectionsOf = (
  register: Register,
): readonly { readonly name: string; readonly fields: readonly string[] }[] => {
  const names = [...new Set(Object.values(register.fields).map(({ section }) => section ?? '基本信息'))]
  return names.map((name) => ({
    name,
    fields: Object.entries(register.fields)
      .filter(([, { section }]) => (section ?? '基本信息') === name)
      .map(([field]) => field),
  }))
}
