import { type Chapter, parseChapter } from './manual-text'

const files = import.meta.glob<string>('./chapters/*.md', { query: '?raw', import: 'default', eager: true })

/** The manual, in the order of the files' names. A new chapter is one file. */
export const chapters: readonly Chapter[] = Object.entries(files)
  .sort(([a], [b]) => (a < b ? -1 : 1))
  .map(([, source]) => parseChapter(source))

/** The chapter about a topic; of `register:needs` that of all registers, where none is about needs alone. */
export const chapterAbout = (topic: string): Chapter | undefined =>
  chapters.find(({ topics }) => topics.includes(topic)) ??
  chapters.find(({ topics }) => topics.includes(topic.split(':')[0] ?? '')) ??
  chapters[0]
