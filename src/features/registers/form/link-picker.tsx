import { Select } from 'antd'
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react'
import type { Register } from '../../../domain/register'
import { impliedBy, type LinkField, type LinksField, type Values } from '../../../domain/field'
import type { PickOption, Store } from '../../../storage/store'
import { useNotices } from '../../../ui/notices'
import { useTellingLabels } from '../use-telling-labels'

interface LinkPickerProps {
  readonly id: string
  readonly label?: string
  readonly field: LinkField | LinksField
  readonly chosen: readonly string[]
  readonly registers: readonly Register[]
  readonly store: Store
  readonly district: string | undefined
  /** The day on which districts must be in force; without it all are offered. */
  readonly validOn?: string
  readonly describedBy?: string
  readonly invalid?: boolean
  readonly onChange: (ids: readonly string[]) => void
  /** Without it only known records can be chosen. */
  readonly onCreate?: ((register: string, initial: Values, done: (id: string) => void) => void) | undefined
  readonly onLeave?: () => void
}

/** What was found, and for which wording. */
interface Answer {
  readonly text: string | undefined
  readonly options: readonly PickOption[]
}

const mostShown = 30
const createKey = '+'

/** Chooses records of another register, found as one types (pinyin and initials too), or makes a new one on the spot. */
export const LinkPicker = (props: LinkPickerProps) => {
  const { id, field, chosen, registers, store, district, validOn, onChange, onCreate } = props
  const to = registers.find(({ name }) => name === field.to)
  const [typed, setTyped] = useState('')
  const [open, setOpen] = useState(false)
  const [{ text: answered, options }, setAnswer] = useState<Answer>({ text: undefined, options: [] })
  const labels = useTellingLabels(store, to, chosen)
  const notices = useNotices()
  const asked = useRef(0)
  /** What stands in the box right now: opening and typing come in either order. */
  const wording = useRef('')
  /** The wording for which Enter was pressed before its answer came. */
  const decided = useRef<string | undefined>(undefined)
  const hasMoved = useRef(false)
  const takeFirst = useRef<(found: readonly PickOption[]) => void>(() => undefined)

  const look = useCallback(
    (text: string): void => {
      asked.current += 1
      const mine = asked.current
      const request = {
        register: field.to,
        search: text,
        limit: mostShown,
        ...(validOn === undefined ? {} : { validOn }),
        ...(field.only === undefined ? {} : { only: field.only }),
        ...(district === undefined ? {} : { district }),
      }
      void store.pick(request).then((found) => {
        if (mine !== asked.current) return
        setAnswer({ text, options: found })
        if (decided.current !== text) return
        decided.current = undefined
        takeFirst.current(found)
      })
    },
    [store, field, district, validOn],
  )
  /** What is known of a record that is made here: its name, and what this link asks of it. */
  const beginning = (): Values => {
    const name = typed.trim()
    return { ...impliedBy(field), ...(to === undefined || name === '' ? {} : { [to.labelField]: name }) }
  }
  const take = (ids: readonly string[]): void => {
    const wanted = ids.filter((one) => one !== createKey)
    wording.current = ''
    setTyped('')
    setOpen(false)
    if (!ids.includes(createKey)) onChange(field.kind === 'link' ? wanted.slice(-1) : wanted)
    else
      onCreate?.(field.to, beginning(), (made) =>
        onChange(field.kind === 'link' ? [made] : [...chosen, made]),
      )
  }
  useEffect(() => {
    takeFirst.current = (found) => {
      const first = found.find(({ id: one }) => !chosen.includes(one))
      const namesakes = found.filter(({ label }) => label === first?.label).length
      // Who of two of the same name is meant is for a person to say.
      if (namesakes > 1)
        notices.hint(
          `有 ${String(namesakes)} ${to?.unit ?? '个'}“${first?.label ?? ''}”，请用方向键或鼠标选一个。`,
        )
      else if (first !== undefined) take(field.kind === 'link' ? [first.id] : [...chosen, first.id])
    }
  })
  const isWaiting = answered !== typed
  /**
   * Enter after typing means the first of what is found, whether it has come already or not: the list itself takes a moment
   * until it knows which one stands first. Whoever moved in the list has chosen there.
   */
  const decide = (event: KeyboardEvent): void => {
    decided.current = undefined
    if (event.nativeEvent.isComposing) return
    if (event.key.startsWith('Arrow')) hasMoved.current = true
    if (event.key !== 'Enter' || !open || (!isWaiting && (typed === '' || hasMoved.current))) return
    if (!isWaiting && options.every(({ id: one }) => chosen.includes(one))) return
    event.preventDefault()
    event.stopPropagation()
    if (isWaiting) decided.current = wording.current
    else takeFirst.current(options)
  }
  const title = to?.title ?? ''
  const shown = [
    ...options.map((option) => ({
      value: option.id,
      // What was chosen stands in the box without its detail.
      label: chosen.includes(option.id) ? (labels[option.id] ?? option.label) : option.label,
      detail: option.detail,
    })),
    ...chosen
      .filter((one) => !options.some((option) => option.id === one))
      .map((one) => ({ value: one, label: labels[one] ?? '…', detail: '' })),
    ...(to?.codePrefix === undefined || onCreate === undefined || isWaiting
      ? []
      : [
          {
            value: createKey,
            label: typed.trim() === '' ? `新建${title}…` : `新建${title}“${typed.trim()}”`,
            detail: '',
          },
        ]),
  ]
  return (
    <div onKeyDownCapture={decide}>
      <Select<string[]>
        id={id}
        mode="multiple"
        style={{ width: '100%' }}
        value={[...chosen]}
        placeholder={`输入名称、拼音首字母查找${title}`}
        options={shown}
        showSearch={{
          filterOption: false,
          searchValue: typed,
          onSearch: (text) => {
            wording.current = text
            hasMoved.current = false
            setTyped(text)
            look(text)
          },
        }}
        disabled={field.readOnly === true}
        {...(props.label === undefined ? {} : { 'aria-label': props.label })}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid}
        {...(props.invalid === true ? { status: 'error' as const } : {})}
        notFoundContent="没有找到"
        maxTagTextLength={24}
        open={open}
        onOpenChange={(opening) => {
          setOpen(opening)
          if (opening) look(wording.current)
        }}
        onBlur={() => {
          wording.current = ''
          setTyped('')
          props.onLeave?.()
        }}
        onChange={take}
        optionRender={({ data }) => (
          <div
            style={{ display: 'flex', gap: 8 }}
            onMouseMove={() => {
              hasMoved.current = true
            }}
          >
            <span
              style={{ flex: 1, overflow: 'hidden', textOverflow: 'ellipsis' }}
              title={typeof data.label === 'string' ? data.label : undefined}
            >
              {data.label}
            </span>
            <span className="soft" style={{ flex: 'none', fontSize: 12 }}>
              {data.detail}
            </span>
          </div>
        )}
      />
    </div>
  )
}
