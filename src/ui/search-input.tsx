import { Input, type InputRef } from 'antd'
import { type HTMLAttributes, type KeyboardEvent, type Ref, useRef, useState } from 'react'

interface SearchInputProps extends Pick<
  HTMLAttributes<HTMLInputElement>,
  'role' | 'aria-expanded' | 'aria-controls' | 'aria-activedescendant'
> {
  readonly box?: Ref<InputRef>
  readonly label: string
  readonly placeholder: string
  readonly search: string
  readonly autoFocus?: boolean
  readonly width?: number | string
  readonly onSearch: (text: string) => void
  /** Not called for the keys of an input method. */
  readonly onKey?: (event: KeyboardEvent) => void
}

/** A box to search in. What is being composed with an input method is not searched for before it is finished. */
export const SearchInput = ({
  box,
  label,
  placeholder,
  search,
  width = '100%',
  onSearch,
  onKey,
  ...rest
}: SearchInputProps) => {
  const [typed, setTyped] = useState(search)
  const [known, setKnown] = useState(search)
  const composing = useRef(false)
  if (known !== search) {
    setKnown(search)
    setTyped(search)
  }
  const take = (text: string): void => {
    setKnown(text)
    onSearch(text)
  }
  return (
    <Input
      {...rest}
      {...(box === undefined ? {} : { ref: box })}
      type="search"
      allowClear
      aria-label={label}
      placeholder={placeholder}
      style={{ width }}
      value={typed}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={({ currentTarget }) => {
        composing.current = false
        take(currentTarget.value)
      }}
      onChange={({ target }) => {
        setTyped(target.value)
        if (!composing.current) take(target.value)
      }}
      onKeyDown={(event) => {
        if (!event.nativeEvent.isComposing) onKey?.(event)
      }}
    />
  )
}
