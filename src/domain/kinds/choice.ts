import type { ChoiceField, ChoicesField, Option } from '../field'
import { blank, halfWidth, isBlankMark, isText, type Kind, parsed, tidy, unreadable } from './kind'
import { simplified } from '../simplified'
import { splitList } from './list'

export const labelOfOption = (options: readonly Option[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value

const plainForm = (text: string): string =>
  simplified(halfWidth(text))
    .replace(/[\s“”"'（）()]/gu, '')
    .toLowerCase()

/** What an option is called does not change: a ledger of thousands of rows asks for it in every one. */
const knownNames = new WeakMap<Option, readonly string[]>()
const namesOf = (option: Option): readonly string[] => {
  const { value, label, aliases } = option
  const names = knownNames.get(option) ?? [value, label ?? value, ...(aliases ?? [])].map(plainForm)
  knownNames.set(option, names)
  return names
}

const knownParts = new WeakMap<Option, readonly string[]>()
/** 专题讲座/培训 is also meant by 培训 alone. */
const partsOf = (option: Option): readonly string[] => {
  const parts = knownParts.get(option) ?? option.value.split('/').map(plainForm)
  knownParts.set(option, parts)
  return parts
}

/**
 * The option that a word in a ledger means: its value, label or an alias; else the only one that names it as a part, or
 * that begins with it, or else that has it within: 农业 is 现代农业.
 */
const findOption = (options: readonly Option[], word: string): Option | undefined => {
  const wanted = plainForm(word)
  const exact = options.find((option) => namesOf(option).includes(wanted))
  if (exact !== undefined || wanted.length < 2) return exact
  const partly = options.filter((option) => partsOf(option).includes(wanted))
  if (partly.length > 0) return partly.length === 1 ? partly[0] : undefined
  // Numbers that stand for options (13 农副食品加工业) are not the beginning of other numbers.
  const near = options.filter((option) =>
    namesOf(option).some(
      (name) => /\p{L}/u.test(name) && (name.startsWith(wanted) || wanted.startsWith(name)),
    ),
  )
  if (near.length > 0) return near.length === 1 ? near[0] : undefined
  const within = options.filter((option) => namesOf(option).some((name) => name.includes(wanted)))
  return within.length === 1 ? within[0] : undefined
}

const orderIn = (options: readonly Option[], value: string): number => {
  const position = options.findIndex((option) => option.value === value)
  return position === -1 ? options.length : position
}

const notAnOption = (word: string, options: readonly Option[]): string => {
  const shown = options.slice(0, 8).map(({ value, label }) => label ?? value)
  return `“${word}”不在可选项中（${shown.join('、')}${options.length > shown.length ? '…' : ''}）`
}

export const choice: Kind<ChoiceField, string> = {
  parse: (input, field) => {
    const word = tidy(input)
    if (isBlankMark(word)) return findOption(field.options, word) === undefined ? blank : parsed(word)
    const option = findOption(field.options, word)
    return option === undefined ? unreadable(notAnOption(word, field.options)) : parsed(option.value)
  },
  format: (value, field) => labelOfOption(field.options, value),
  check: (value, field) =>
    field.options.some((option) => option.value === value) ? [] : [`${notAnOption(value, field.options)}。`],
  compare: (a, b, _nameOf, field) => orderIn(field.options, a) - orderIn(field.options, b),
  accepts: isText,
}

export const choices: Kind<ChoicesField, readonly string[]> = {
  parse: (input, field) => {
    const words = splitList(tidy(input))
    const found = words.map((word) => ({ word, option: findOption(field.options, word) }))
    const unknown = found.find(({ option }) => option === undefined)
    if (unknown !== undefined) return unreadable(notAnOption(unknown.word, field.options))
    const values = found.flatMap(({ option }) => (option === undefined ? [] : [option.value]))
    return values.length === 0 ? blank : parsed([...new Set(values)])
  },
  format: (values, field) => values.map((value) => labelOfOption(field.options, value)).join('、'),
  check: (values, field) =>
    values
      .filter((value) => !field.options.some((option) => option.value === value))
      .map((value) => `${notAnOption(value, field.options)}。`),
  compare: (a, b, _nameOf, field) => orderIn(field.options, a[0] ?? '') - orderIn(field.options, b[0] ?? ''),
  accepts: (value): value is readonly string[] => Array.isArray(value) && value.every(isText),
}
