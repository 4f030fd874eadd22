import { renderToStaticMarkup } from 'react-dom/server'
import type { Sheet, Workbook } from '../../workbook/model'
import { mostPrinted, pixelsPerMillimetre } from './page-layout'
import styles from './paper.css?raw'
import { PaperPage } from './paper-page'
import { drawnRows, laidSheets, paperOf } from './shown-sheets'

export type PrintedPages =
  | { readonly ok: true; readonly pages: number; readonly html: Blob }
  | { readonly ok: false; readonly pages: number }

/** The pages of a workbook as a printer takes them: those of the preview, each on paper of its own size. */
export const printedPages = (workbook: Workbook): PrintedPages => {
  const laid = laidSheets(workbook)
  const pages = laid.reduce((count, { printed }) => count + printed.pages.length, 0)
  if (pages > mostPrinted) return { ok: false, pages }
  const bodies = laid.flatMap(({ sheet, printed }) => {
    const paper = paperOf({ sheet, printed })
    const size = kindOf(sheet)
    return printed.pages.map((page, index) =>
      renderToStaticMarkup(
        <div className={size}>
          <PaperPage
            sheet={paper}
            rows={drawnRows({ sheet, printed }, page)}
            number={index + 1}
            pixels={pixelsPerMillimetre}
          />
        </div>,
      ),
    )
  })
  const head = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(workbook.title)}</title><style>${styles}${onPaper}</style></head><body>`
  return { ok: true, pages, html: new Blob([head, ...bodies, '</body></html>'], { type: 'text/html' }) }
}

const kinds = ['A4', 'A3'].flatMap((size) => ['portrait', 'landscape'].map((side) => ({ size, side })))

const kindOf = ({ print }: Sheet): string => `${print?.paper ?? 'A4'}-${print?.orientation ?? 'landscape'}`

/** A page is as large as its paper, so that what stands on it is where the preview shows it. */
const onPaper = [
  'html, body { margin: 0; }',
  '.paper { break-after: page; break-inside: avoid; }',
  'body > div:last-child .paper { break-after: auto; }',
  ...kinds.map(
    ({ size, side }) =>
      `@page ${size}-${side} { size: ${size} ${side}; margin: 0; } .${size}-${side} { page: ${size}-${side}; }`,
  ),
].join('\n')

const escaped = (text: string): string =>
  text.replace(/[&<>]/gu, (sign) => `&#${String(sign.charCodeAt(0))};`)
