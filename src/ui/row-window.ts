export type LoadRows<Row> = (
  offset: number,
  limit: number,
) => Promise<{ readonly total: number; readonly rows: readonly Row[] }>

/** A window on a long list: its rows come by pages when they are asked for, and are forgotten again. */
export interface RowWindow<Row> {
  /** Starts afresh: the old rows stay until the first new ones have come. Gives how many there are, or undefined where it was started afresh meanwhile. */
  readonly start: (load: LoadRows<Row>) => Promise<number | undefined>
  /** Undefined until it has come; asks for it, and for those that come into sight soon. */
  readonly at: (index: number) => Row | undefined
  /** Calls back whenever rows have come: from the first, up to but not with the second. Returns how to stop it. */
  readonly watch: (listener: Arrived) => () => void
}

export type Arrived = (from: number, to: number) => void

const pageSize = 100
const mostPages = 40
/** Rows ahead that are asked for: so many go by in the time that a page takes to come. */
const ahead = 40

/** What has come of one list, and what was asked for. */
interface Source<Row> {
  readonly load: LoadRows<Row>
  readonly pages: Map<number, readonly Row[]>
  readonly asked: Set<number>
}

export const createRowWindow = <Row>(): RowWindow<Row> => {
  let current: Source<Row> | undefined
  let shown: ReadonlyMap<number, readonly Row[]> = new Map()
  let count = 0
  /** The page that was looked at last. */
  let latest = 0
  const listeners = new Set<Arrived>()

  const fetchPage = async (page: number): Promise<void> => {
    const source = current
    if (source === undefined || source.asked.has(page)) return
    source.asked.add(page)
    const { rows } = await source.load(page * pageSize, pageSize)
    source.pages.set(page, rows)
    forgetFar(source, page)
    if (current === source) for (const listener of listeners) listener(page * pageSize, (page + 1) * pageSize)
  }

  return {
    start: async (load) => {
      const source: Source<Row> = { load, pages: new Map(), asked: new Set([0]) }
      current = source
      // Whoever is far down goes on seeing rows there.
      const [{ total, rows }] = await Promise.all([load(0, pageSize), fetchPage(latest)])
      if (current !== source) return undefined
      source.pages.set(0, rows)
      shown = source.pages
      count = total
      return total
    },
    at: (index) => {
      const page = Math.floor(index / pageSize)
      const place = index % pageSize
      latest = page
      void fetchPage(page)
      if (place < ahead && page > 0) void fetchPage(page - 1)
      if (place >= pageSize - ahead && (page + 1) * pageSize < count) void fetchPage(page + 1)
      return shown.get(page)?.[place]
    },
    watch: (listener) => {
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
      }
    },
  }
}

/** What lies farthest from what came last; it comes again when it is looked at. */
const forgetFar = <Row>({ pages, asked }: Source<Row>, from: number): void => {
  if (pages.size <= mostPages) return
  const [farthest = from] = [...pages.keys()].sort((a, b) => Math.abs(b - from) - Math.abs(a - from))
  pages.delete(farthest)
  asked.delete(farthest)
}
