import { Image } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { compileQuery, searchable } from '../../domain/search'
import { SearchInput } from '../../ui/search-input'
import { chapterAbout, chapters } from './chapters'
import './help.css'
import { type Block, type Chapter, type Inline, type Passage, passagesOf } from './manual-text'
import { pictures } from './pictures'

interface HelpBookProps {
  /** Where one is, or what one wants to know. */
  readonly topic: string
  readonly onTopic: (topic: string) => void
}

const passages = chapters.flatMap(passagesOf)

/** The manual: its chapters, a search through all of them, and the chapter that is open. */
export const HelpBook = ({ topic, onTopic }: HelpBookProps) => {
  const [search, setSearch] = useState('')
  const [wanted, setWanted] = useState<string | undefined>(undefined)
  const chapter = chapterAbout(topic)
  const body = useRef<HTMLElement>(null)
  useEffect(() => {
    const place = [...(body.current?.querySelectorAll('h3, h4') ?? [])].find(
      ({ textContent }) => textContent === wanted,
    )
    if (place === undefined) body.current?.scrollTo(0, 0)
    else place.scrollIntoView({ block: 'start' })
  }, [chapter, wanted])
  const open = (to: string, heading?: string): void => {
    setWanted(heading)
    onTopic(to)
  }
  if (chapter === undefined) return null
  return (
    <div className="help">
      <div className="help-side">
        <SearchInput
          label="搜索手册"
          placeholder="搜索手册（可用拼音首字母）"
          search={search}
          onSearch={setSearch}
        />
        {search.trim() === '' ? (
          <Contents current={chapter} onOpen={open} />
        ) : (
          <Results search={search} onOpen={open} />
        )}
      </div>
      <article className="help-text" aria-label={chapter.title} tabIndex={0} ref={body}>
        <h2 className="help-title">{chapter.title}</h2>
        {chapter.blocks.map((block, index) => (
          <BlockView key={index} block={block} onOpen={open} />
        ))}
      </article>
    </div>
  )
}

type Open = (topic: string, heading?: string) => void

const nameOf = ({ topics }: Chapter): string => topics[0] ?? ''

const Contents = ({ current, onOpen }: { readonly current: Chapter; readonly onOpen: Open }) => (
  <nav aria-label="手册目录">
    {chapters.map((chapter) => (
      <button
        key={chapter.title}
        type="button"
        aria-current={chapter === current ? 'page' : undefined}
        onClick={() => onOpen(nameOf(chapter))}
      >
        {chapter.title}
      </button>
    ))}
  </nav>
)

const Results = ({ search, onOpen }: { readonly search: string; readonly onOpen: Open }) => {
  const matches = compileQuery(search)
  const found = passages.filter(({ chapter, heading, text }) =>
    matches(searchable(`${chapter.title} ${heading ?? ''} ${text}`)),
  )
  return (
    <nav aria-label="手册中找到的">
      <p className="soft" role="status">
        {found.length === 0 ? '没有找到，换个说法试试。' : `找到 ${String(found.length)} 处`}
      </p>
      {found.map((passage) => (
        <button
          key={`${passage.chapter.title} ${passage.heading ?? ''}`}
          type="button"
          onClick={() => onOpen(nameOf(passage.chapter), passage.heading)}
        >
          <strong>
            {passage.heading === undefined
              ? passage.chapter.title
              : `${passage.chapter.title} › ${passage.heading}`}
          </strong>
          <span className="soft help-snippet">{snippetOf(passage, search)}</span>
        </button>
      ))}
    </nav>
  )
}

const before = 12
const after = 60

/** The words around the first place where the query stands as it was typed, else how the passage begins. */
const snippetOf = ({ text }: Passage, search: string): string => {
  const at = searchable(text).indexOf(searchable(search.trim()))
  const from = Math.max(0, at - before)
  return `${from > 0 ? '…' : ''}${text.slice(from, from + before + after)}`
}

const BlockView = ({ block, onOpen }: { readonly block: Block; readonly onOpen: Open }) => {
  const words = (content: readonly Inline[]): ReactNode =>
    content.map((part, index) => <Words key={index} part={part} onOpen={onOpen} />)
  if (block.kind === 'heading') return block.level === 2 ? <h3>{block.text}</h3> : <h4>{block.text}</h4>
  if (block.kind === 'paragraph') return <p>{words(block.content)}</p>
  if (block.kind === 'picture') return <Picture {...block} />
  if (block.kind === 'list') {
    const items = block.items.map((item, index) => <li key={index}>{words(item)}</li>)
    return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
  }
  return (
    <table className="child-table">
      <thead>
        <tr>
          {block.heading.map((cell) => (
            <th key={cell} scope="col">
              {cell}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, at) => (
              <td key={at}>{words(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const Words = ({ part, onOpen }: { readonly part: Inline; readonly onOpen: Open }) => {
  if (part.kind === 'strong') return <strong>{part.text}</strong>
  if (part.kind === 'key') return <kbd>{part.text}</kbd>
  if (part.kind !== 'link') return <>{part.text}</>
  return (
    <button type="button" className="help-link" onClick={() => onOpen(part.topic)}>
      {part.text}
    </button>
  )
}

const Picture = ({ name, text }: Extract<Block, { kind: 'picture' }>) => {
  const address = pictures.get(name)
  if (address === undefined) throw new Error(`No picture ${name}`)
  return (
    <figure>
      <Image src={address} alt={text} />
      <figcaption className="soft">{text}</figcaption>
    </figure>
  )
}
