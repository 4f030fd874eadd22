import { beginning, hashIn, type Position, type Walk, walkFrom } from './chain'
import { headerIn } from './segments'
import { codeOf } from './system-error'

/** A file that holds a stretch of the history. */
export interface Source {
  /** All its lines in order, the header of a segment included. */
  readonly lines: () => AsyncIterable<readonly Buffer[]>
}

/**
 * The proven lines of the history from one place to the line with the hash `goal`, out of whatever files hold them:
 * where one breaks off, another that goes on from there is taken, even in the middle of an entry. `sources` gives them
 * in order of preference and is asked again after each, because files come and go. Ends early where no file goes on;
 * gives the place after the last whole entry.
 */
export async function* readHistory(
  start: Position,
  goal: string,
  sources: (from: Position) => Promise<readonly Source[]>,
): AsyncGenerator<readonly Buffer[], Position> {
  const walk = walkFrom(start)
  let went = true
  while (went && walk.hash() !== goal) {
    went = false
    for (const source of await sources(walk.whole())) {
      for await (const lines of linesAfter(source, walk.hash())) {
        const proven = lines.slice(0, steps(walk, lines, goal))
        went ||= proven.length > 0
        if (proven.length > 0) yield proven
        if (proven.length < lines.length) break
      }
      if (went) break
    }
  }
  return walk.whole()
}

/** How many of the lines follow, up to the goal. */
const steps = (walk: Walk, lines: readonly Buffer[], goal: string): number => {
  const refused = lines.findIndex((line) => walk.hash() === goal || !walk.step(line))
  return refused === -1 ? lines.length : refused
}

/** The lines of a source behind the one with this hash; none where it does not hold that, or cannot be read. */
async function* linesAfter({ lines }: Source, hash: string): AsyncGenerator<readonly Buffer[]> {
  let found = hash === beginning.hash
  let first = true
  try {
    for await (const some of lines()) {
      const header = first ? headerIn(some[0] ?? Buffer.alloc(0)) : undefined
      const from = found ? 0 : some.findIndex((line) => hashIn(line) === hash) + 1
      const skip = header === undefined ? from : header.after === hash ? 1 : from
      found ||= skip > 0
      first = false
      if (found) yield skip === 0 ? some : some.slice(skip)
    }
  } catch (error) {
    // An unreadable or torn file ends where it breaks; a bug does not.
    if (codeOf(error) === undefined) throw error
  }
}
