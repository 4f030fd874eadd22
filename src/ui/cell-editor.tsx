import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'

export interface Suggestion {
  readonly value: string
  readonly label: string
  readonly detail: string
}

interface Editing {
  readonly text: string
  /** Begun with what stands in the cell (F2): arrows move in the text, not from cell to cell. */
  readonly whole: boolean
}

interface CellEditorProps {
  readonly ref: Ref<HTMLTextAreaElement>
  readonly label: string
  readonly description: string
  readonly editable: boolean
  readonly top: number
  readonly left: number
  readonly width: number
  readonly frozen: boolean
  /** Width of all columns. */
  readonly reach: number
  readonly editing: Editing | undefined
  /** What stands in the cell. */
  readonly startText: string
  /** Between several values in one cell. */
  readonly separator: string | undefined
  readonly suggest: (text: string) => Promise<readonly Suggestion[]>
  readonly onEdit: (editing: Editing | undefined) => void
  /** The key that leads on from here, if one does. */
  readonly onCommit: (text: string, key: string | undefined, back: boolean) => void
  readonly onMove: (key: string, extend: boolean) => void
  readonly onOpen: () => void
  readonly onFillDown: () => void
  readonly onClear: () => void
  readonly onCopy: (event: ClipboardEvent) => void
  readonly onPaste: (event: ClipboardEvent) => void
}

const moves = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown', 'Home', 'End']

/** The box over the current cell: empty and unseen until something is typed, with what can be chosen below it. */
export const CellEditor = (props: CellEditorProps) => {
  const { editing, editable, startText, separator, onEdit, onCommit, onMove } = props
  const id = useId()
  const { options, chosen, hasMoved, choose, close } = useSuggestions(
    editing?.text,
    editable,
    separator,
    props.suggest,
  )
  const isOpen = editing !== undefined && options.length > 0
  const taken = (text: string): string => {
    const option = isOpen ? options[chosen] : undefined
    // Who of two of the same name is meant, nobody has said before one of them is chosen.
    const isUnclear = !hasMoved && options.filter(({ label }) => label === option?.label).length > 1
    return option === undefined || isUnclear
      ? text
      : [...partsBefore(text, separator), option.value].join(separator ?? '')
  }
  const leave = (key: string | undefined, back: boolean): void => {
    if (editing === undefined) return
    // What is offered is taken by the keys that say so, never by going elsewhere, nor in place of what stands there already.
    const isTaking = (key === 'Enter' || key === 'Tab') && editing.text !== startText
    const text = isTaking ? taken(editing.text) : editing.text
    close()
    onCommit(text, key, back)
  }
  const inEditing = (event: KeyboardEvent<HTMLTextAreaElement>): (() => void) | undefined => {
    const { key, shiftKey, altKey } = event
    if (key === 'Escape')
      return () => {
        close()
        onEdit(undefined)
      }
    if (key === 'Enter' && altKey) {
      return () => {
        const { selectionStart, selectionEnd, value } = event.currentTarget
        onEdit({ text: `${value.slice(0, selectionStart)}\n${value.slice(selectionEnd)}`, whole: true })
      }
    }
    if (key === 'Enter' || key === 'Tab') return () => leave(key, shiftKey)
    if (isOpen && (key === 'ArrowDown' || key === 'ArrowUp'))
      return () => choose((chosen + (key === 'ArrowDown' ? 1 : options.length - 1)) % options.length)
    if (editing?.whole === false && moves.includes(key)) return () => leave(key, false)
    return undefined
  }
  const whileWaiting = (event: KeyboardEvent<HTMLTextAreaElement>): (() => void) | undefined => {
    const { key, shiftKey, altKey } = event
    const isCommand = event.ctrlKey || event.metaKey
    if (altKey) return key === 'ArrowDown' && editable ? () => onEdit({ text: '', whole: true }) : undefined
    if (isCommand && key.toLowerCase() === 'd') return props.onFillDown
    if (isCommand && moves.includes(key)) return () => onMove(`Ctrl+${key}`, shiftKey)
    if (isCommand) return undefined
    if (moves.includes(key) || key === 'Tab') return () => onMove(key, shiftKey)
    if (key === 'Delete' || key === 'Backspace') return props.onClear
    if (key === 'Enter' || key === 'F2')
      return editable ? () => onEdit({ text: startText, whole: true }) : props.onOpen
    if (key === 'Escape') return () => onMove('', false)
    return undefined
  }
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    // The input method has the key: its Enter chooses a word, and makes no line.
    if (event.nativeEvent.isComposing) {
      if (event.key === 'Enter') event.preventDefault()
      return
    }
    const act = editing === undefined ? whileWaiting(event) : inEditing(event)
    if (act === undefined) return
    event.preventDefault()
    act()
  }
  const reach = { top: props.top, left: 0, width: props.reach }
  return (
    <div className={props.frozen ? 'cell-place frozen' : 'cell-place'} style={reach}>
      <div
        className={editing === undefined ? 'cell-box' : 'cell-box open'}
        style={{ left: props.left, marginLeft: props.frozen ? props.left : 0, width: props.width }}
      >
        <textarea
          ref={props.ref}
          rows={1}
          data-cell={editing === undefined ? 'waiting' : 'typing'}
          aria-label={props.label}
          aria-description={props.description}
          aria-autocomplete="list"
          aria-haspopup="listbox"
          {...(isOpen
            ? { 'aria-controls': `${id}-list`, 'aria-activedescendant': `${id}-${String(chosen)}` }
            : {})}
          readOnly={!editable}
          value={editing?.text ?? ''}
          onChange={({ target }) => onEdit({ text: target.value, whole: editing?.whole ?? false })}
          onCompositionStart={() => {
            if (editing === undefined && editable) onEdit({ text: '', whole: false })
          }}
          onKeyDown={onKeyDown}
          onCopy={props.onCopy}
          onPaste={props.onPaste}
          onBlur={() => {
            if (document.hasFocus()) leave(undefined, false)
          }}
        />
        {isOpen && (
          <div className="cell-options" role="listbox" id={`${id}-list`} aria-label="可选项">
            {options.map(({ value, label, detail }, index) => (
              <div
                key={value}
                id={`${id}-${String(index)}`}
                role="option"
                aria-selected={index === chosen}
                className={index === chosen ? 'cell-option chosen' : 'cell-option'}
                onMouseDown={(event) => {
                  event.preventDefault()
                  close()
                  const text = [...partsBefore(editing.text, separator), value].join(separator ?? '')
                  onCommit(text, undefined, false)
                }}
              >
                <span>{label}</span>
                <span className="soft">{detail}</span>
              </div>
            ))}
          </div>
        )}
      </div>
    </div>
  )
}

const partsBefore = (text: string, separator: string | undefined): readonly string[] =>
  separator === undefined ? [] : text.split(separator).slice(0, -1)

/** What fits the last part of what is typed. */
const useSuggestions = (
  text: string | undefined,
  editable: boolean,
  separator: string | undefined,
  suggest: (text: string) => Promise<readonly Suggestion[]>,
) => {
  const [found, setFound] = useState<{ readonly to: string; readonly options: readonly Suggestion[] }>()
  const [chosen, setChosen] = useState(0)
  const [hasMoved, setHasMoved] = useState(false)
  const ask = useRef(suggest)
  useEffect(() => {
    ask.current = suggest
  })
  useEffect(() => {
    if (text === undefined || !editable) return undefined
    let isOld = false
    const part = separator === undefined ? text : (text.split(separator).at(-1) ?? '')
    void ask.current(part.trim()).then((options) => {
      if (isOld) return
      setFound({ to: text, options })
      setChosen(0)
      setHasMoved(false)
    })
    return () => {
      isOld = true
    }
  }, [text, editable, separator])
  const choose = (index: number): void => {
    setChosen(index)
    setHasMoved(true)
  }
  const close = useCallback(() => setFound(undefined), [])
  const options = found !== undefined && found.to === text ? found.options : []
  return { options, chosen, hasMoved, choose, close }
}
