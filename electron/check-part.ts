import type { EntryPart } from '../src/bridge/vault'
import { beginsEntry, endIn, endsEntry, entryIn } from './chain'

/**
 * What the journal must be able to rely on to find entries again: one line of JSON a line, the entry's number at its
 * beginning and its end and nowhere between. Anything else is a mistake of the sender.
 */
export const checkPart = ({ seq, lines, last }: EntryPart): void => {
  for (const [index, line] of lines.entries()) {
    const isEnd = last && index === lines.length - 1
    if (!line.startsWith('{') || !line.endsWith('}') || line.includes('\n'))
      refuse('a line is no line of JSON')
    if (beginsEntry(line) && (index > 0 || isEnd || entryIn(line)?.seq !== seq)) refuse('it begins wrongly')
    if (endsEntry(line) !== isEnd) refuse('it ends wrongly')
    if (isEnd && endIn(line)?.seq !== seq) refuse('its end names another entry')
  }
  if (last && lines.length === 0) refuse('it has no end')
}

const refuse = (why: string): never => {
  throw new Error(`This is no part of an entry: ${why}.`)
}
