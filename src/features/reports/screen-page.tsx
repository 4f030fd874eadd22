import { memo, useEffect, useState } from 'react'
import { isCancelled } from '../../ui/cancelled'
import { PaperPage } from './paper-page'
import type { DrawnRow, ShownSheet } from './shown-sheets'

interface ScreenPageProps {
  readonly sheet: ShownSheet
  /** From 0. */
  readonly page: number
  readonly pixels: number
  /** What stands on a page that did not come with the sheet. */
  readonly load: (page: number) => Promise<readonly DrawnRow[]>
}

/** Cells that are drawn at once: a page may have a thousand, for which the window would stand still. */
const cellsAtOnce = 300

/** A page of the preview: some rows at a time, in the order in which they are read. */
export const ScreenPage = memo(({ sheet, page, pixels, load }: ScreenPageProps) => {
  const [drawn, setDrawn] = useState<readonly DrawnRow[]>([])
  const [isBusy, setBusy] = useState(true)
  useEffect(() => {
    let isGone = false
    const draw = async (): Promise<void> => {
      const rows =
        sheet.first[page] ??
        (await loaded(
          () => load(page),
          () => isGone,
        ))
      let some: readonly DrawnRow[] = []
      do {
        await turn()
        if (isGone) return
        some = portionOf(rows, some.length)
        setDrawn(some)
        setBusy(some.length < rows.length)
      } while (some.length < rows.length)
    }
    void draw()
    return () => {
      isGone = true
    }
  }, [sheet, page, load])
  return <PaperPage {...{ sheet, pixels, isBusy }} number={page + 1} rows={drawn} isOnScreen />
})
ScreenPage.displayName = 'ScreenPage'

/** Some rows more than there are. */
const portionOf = (rows: readonly DrawnRow[], count: number): readonly DrawnRow[] => {
  let end = count
  let cells = 0
  while (end < rows.length && (cells === 0 || cells < cellsAtOnce)) {
    cells += rows[end]?.cells.length ?? 0
    end += 1
  }
  return rows.slice(0, end)
}

/** Asked again where the worker was ended for something else. */
const loaded = async (
  load: () => Promise<readonly DrawnRow[]>,
  isGone: () => boolean,
): Promise<readonly DrawnRow[]> => {
  for (;;)
    try {
      return await load()
    } catch (error) {
      if (!isCancelled(error)) throw error
      if (isGone()) return []
    }
}

let turns: Promise<void> = Promise.resolve()

/** The pages in sight take turns: no picture of the window has to draw more than one of them draws at once. */
const turn = (): Promise<void> => {
  turns = turns.then(nextPicture)
  return turns
}

const nextPicture = (): Promise<void> =>
  new Promise((resolve) => {
    requestAnimationFrame(() => resolve())
  })
