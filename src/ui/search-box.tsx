import { Input, type InputRef } from 'antd'
import { type RefObject, useRef, useState } from 'react'

interface SearchBoxProps {
  readonly name: string
  readonly hint: string
  readonly search: string
  readonly onSearch: (text: string) => void
  readonly box?: RefObject<InputRef | null>
}

/** What is being composed with an input method is not searched for before it is finished. */
export const SearchBox = ({ name, hint, search, onSearch, box }: SearchBoxProps) => {
  const [typed, setTyped] = useState(search)
  const [known, setKnown] = useState(search)
  const composing = useRef(false)
  if (known !== search) {
    setKnown(search)
    setTyped(search)
  }
  return (
    <Input
      {...(box === undefined ? {} : { ref: box })}
      type="search"
      allowClear
      aria-label={name}
      placeholder={hint}
      style={{ width: 280 }}
      value={typed}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={({ currentTarget }) => {
        composing.current = false
        setKnown(currentTarget.value)
        onSearch(currentTarget.value)
      }}
      onChange={({ target }) => {
        setTyped(target.value)
        if (composing.current) return
        setKnown(target.value)
        onSearch(target.value)
      }}
    />
  )
}
