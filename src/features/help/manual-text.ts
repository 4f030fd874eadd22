/**
 * The manual is written in a little Markdown, one file a chapter: `title` and `topics` between two lines of `---`, then
 * headings of two levels, paragraphs, lists, tables, ![pictures](name), **strong words**, `keys` and [links](topic) to other
 * chapters.
 */

export type Inline =
  | { readonly kind: 'text' | 'strong' | 'key'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly topic: string }

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'picture'; readonly text: string; readonly name: string }
  | {
      readonly kind: 'list'
      readonly ordered: boolean
      readonly items: readonly (readonly Inline[])[]
    }
  | {
      readonly kind: 'table'
      readonly heading: readonly string[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
    }

export interface Chapter {
  readonly title: string
  /** What the chapter is about: pages of the window, `register:needs`, … The first one is its own name. */
  readonly topics: readonly string[]
  readonly blocks: readonly Block[]
}

/** Reads a chapter. A file that is not written like one is a mistake of ours and throws. */
export const parseChapter = (source: string): Chapter => {
  const [, head, body] = /^---\n(.*?)\n---\n(.*)$/su.exec(source) ?? []
  const title = /^title: *(.+)$/mu.exec(head ?? '')?.[1]
  const topics = /^topics: *(.+)$/mu.exec(head ?? '')?.[1]?.split(' ')
  if (title === undefined || topics === undefined || body === undefined)
    throw new Error(`A chapter without title or topics: ${source.slice(0, 80)}`)
  const parts = body.split(/\n{2,}/u).map((part) => part.trim())
  return { title, topics, blocks: parts.filter((part) => part !== '').map(parseBlock) }
}

const parseBlock = (part: string): Block => {
  const heading = /^(##{1,2}) (.+)$/u.exec(part)
  if (heading !== null) return { kind: 'heading', level: heading[1] === '##' ? 2 : 3, text: heading[2] ?? '' }
  const picture = /^!\[(.+)\]\((.+)\)$/u.exec(part)
  if (picture !== null) return { kind: 'picture', text: picture[1] ?? '', name: picture[2] ?? '' }
  const lines = part.split('\n')
  if (part.startsWith('|')) {
    const [first = [], , ...rows] = lines.map(cellsOf)
    return { kind: 'table', heading: first, rows: rows.map((row) => row.map(parseInline)) }
  }
  const ordered = /^\d+\. /u.test(part)
  if (ordered || part.startsWith('- '))
    return { kind: 'list', ordered, items: itemsOf(lines).map(parseInline) }
  return { kind: 'paragraph', content: parseInline(lines.join('')) }
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/^\||\|$/gu, '')
    .split('|')
    .map((cell) => cell.trim())

/** A line that begins no item goes on with the one before. */
const itemsOf = (lines: readonly string[]): readonly string[] =>
  lines.reduce<readonly string[]>((items, line) => {
    const begun = /^(?:- |\d+\. )(.*)$/u.exec(line)?.[1]
    if (begun !== undefined) return [...items, begun.trim()]
    return [...items.slice(0, -1), (items.at(-1) ?? '') + line.trim()]
  }, [])

const parseInline = (text: string): readonly Inline[] =>
  text
    .split(/(\*\*.+?\*\*|`.+?`|\[.+?\]\(.+?\))/u)
    .filter((part) => part !== '')
    .map((part): Inline => {
      const link = /^\[(.+)\]\((.+)\)$/u.exec(part)
      if (link !== null) return { kind: 'link', text: link[1] ?? '', topic: link[2] ?? '' }
      if (part.startsWith('**')) return { kind: 'strong', text: part.slice(2, -2) }
      return part.startsWith('`') ? { kind: 'key', text: part.slice(1, -1) } : { kind: 'text', text: part }
    })

const plain = (content: readonly Inline[]): string => content.map(({ text }) => text).join('')

const textOfBlock = (block: Block): string => {
  if (block.kind === 'heading' || block.kind === 'picture') return block.text
  if (block.kind === 'paragraph') return plain(block.content)
  if (block.kind === 'list') return block.items.map(plain).join('　')
  return [block.heading.join('　'), ...block.rows.map((row) => row.map(plain).join('　'))].join('　')
}

/** The part of a chapter under one heading; the first has none. */
export interface Passage {
  readonly chapter: Chapter
  readonly heading: string | undefined
  readonly text: string
}

export const passagesOf = (chapter: Chapter): readonly Passage[] =>
  chapter.blocks.reduce<readonly Passage[]>((passages, block) => {
    if (block.kind === 'heading') return [...passages, { chapter, heading: block.text, text: '' }]
    const last = passages.at(-1) ?? { chapter, heading: undefined, text: '' }
    return [...passages.slice(0, -1), { ...last, text: `${last.text}${textOfBlock(block)}　` }]
  }, [])
