import { expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import { chapterAbout, chapters } from '../../../src/features/help/chapters'
import { type Inline, parseChapter, passagesOf } from '../../../src/features/help/manual-text'
import { pictures } from '../../../src/features/help/pictures'

test('a chapter is read: headings, paragraphs, lists, tables, keys, strong words and links', () => {
  const { title, topics, blocks } = parseChapter(`---
title: 导入
topics: import import:file
---

把**台账**带进来，按 \`Ctrl+N\`，见[列表](register)。

## 步骤

1. 选择
   文件
2. 核对

- 甲

| 提示 | 怎么办 |
| ---- | ------ |
| 空的 | **重选** |
`)
  expect([title, topics]).toEqual(['导入', ['import', 'import:file']])
  expect(blocks).toEqual([
    {
      kind: 'paragraph',
      content: [
        { kind: 'text', text: '把' },
        { kind: 'strong', text: '台账' },
        { kind: 'text', text: '带进来，按 ' },
        { kind: 'key', text: 'Ctrl+N' },
        { kind: 'text', text: '，见' },
        { kind: 'link', text: '列表', topic: 'register' },
        { kind: 'text', text: '。' },
      ],
    },
    { kind: 'heading', level: 2, text: '步骤' },
    {
      kind: 'list',
      ordered: true,
      items: [[{ kind: 'text', text: '选择文件' }], [{ kind: 'text', text: '核对' }]],
    },
    { kind: 'list', ordered: false, items: [[{ kind: 'text', text: '甲' }]] },
    {
      kind: 'table',
      heading: ['提示', '怎么办'],
      rows: [[[{ kind: 'text', text: '空的' }], [{ kind: 'strong', text: '重选' }]]],
    },
  ])
  expect(passagesOf({ title, topics, blocks }).map(({ heading, text }) => [heading, text])).toEqual([
    [undefined, '把台账带进来，按 Ctrl+N，见列表。　'],
    ['步骤', '选择文件　核对　甲　提示　怎么办　空的　重选　'],
  ])
})

test('a file without a head is no chapter', () => {
  expect(() => parseChapter('# 导入')).toThrow('without title or topics')
})

const pages = ['welcome', 'home', 'import', 'reports', 'backup', 'history', 'trash', 'settings']
const ofRegisters = registers.flatMap(({ name }) => [`register:${name}`, `form:${name}`, `record:${name}`])

test.each([...pages, ...ofRegisters])('F1 has a chapter about %s', (topic) => {
  const topics = chapterAbout(topic)?.topics ?? []
  expect(topics.some((known) => known === topic || known === topic.split(':')[0])).toBe(true)
})

const linksIn = (content: readonly Inline[]) =>
  content.flatMap((part) => (part.kind === 'link' ? [part.topic] : []))

test('every link in the manual leads to a chapter, and no topic has two', () => {
  const known = chapters.flatMap(({ topics }) => topics)
  expect(new Set(known).size).toBe(known.length)
  const linked = chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => {
      if (block.kind === 'paragraph') return linksIn(block.content)
      if (block.kind === 'list') return block.items.flatMap(linksIn)
      return block.kind === 'table' ? block.rows.flat().flatMap(linksIn) : []
    }),
  )
  expect(linked.length).toBeGreaterThan(5)
  expect(linked.filter((topic) => !known.includes(topic))).toEqual([])
})

test('a picture stands on a line of its own, and is found by its words', () => {
  const chapter = parseChapter('---\ntitle: 首页\ntopics: home\n---\n\n![首页的样子](home)\n')
  expect(chapter.blocks).toEqual([{ kind: 'picture', text: '首页的样子', name: 'home' }])
  expect(passagesOf(chapter).map(({ text }) => text)).toEqual(['首页的样子　'])
})

test('every picture that a chapter shows is there', () => {
  const shown = chapters.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'picture' ? [block.name] : [])),
  )
  expect(shown.length).toBeGreaterThan(0)
  expect(shown.filter((name) => !pictures.has(name))).toEqual([])
})
