import { BrowserWindow, type Session, session, type WebContents } from 'electron'
import type { PartReceived, PdfResult, PrintPart, PrintResult, ShowResult } from '../src/bridge/channels'
import { appOrigin, scheme } from './own-address'
import { notPrinted, pdfNotMade } from './print-words'
import { dialogParent } from './window'

/**
 * Pages go to paper from a window of their own that nobody sees: the one that the user works in is never held up. The
 * pages are HTML that the window made; here nothing in them can run, and nothing is fetched.
 */
const address = `${appOrigin}/printing`
const policy = "default-src 'none'; style-src 'unsafe-inline'"

/** What is to be printed next, as it came. */
let parts: readonly Uint8Array[] = []
let printing: BrowserWindow | undefined

export const takePrintPart = ({ isFirst, bytes }: PrintPart): PartReceived => {
  parts = isFirst ? [bytes] : [...parts, bytes]
  return { status: 'received' }
}

export const makePdf = (): Promise<PdfResult> =>
  withPages(async (contents) => {
    const bytes = await contents.printToPDF({
      preferCSSPageSize: true,
      printBackground: true,
      margins: { top: 0, right: 0, bottom: 0, left: 0 },
    })
    return { status: 'made', bytes: new Uint8Array(bytes) } as const
  }, pdfNotMade)

/** Through the dialog of the system, where the printer is chosen. */
export const printPages = (): Promise<PrintResult> =>
  withPages(
    (contents) =>
      new Promise<PrintResult>((done) => {
        contents.print({ printBackground: true, margins: { marginType: 'none' } }, (isPrinted, reason) => {
          done(isPrinted ? { status: 'printed' } : notPrinted(reason))
        })
      }),
    (error) => notPrinted(error instanceof Error ? error.message : String(error)),
  )

/** 取消 */
export const endPrinting = (): ShowResult => {
  printing?.destroy()
  return { status: 'done' }
}

/** Shows the pages to nobody, does something with them, and leaves nothing; who ends it meanwhile gets `cancelled`. */
const withPages = async <T, F>(
  act: (contents: WebContents) => Promise<T>,
  failed: (error: unknown) => F,
): Promise<T | F | { readonly status: 'cancelled' }> => {
  endPrinting()
  const window = new BrowserWindow({
    parent: dialogParent(),
    show: false,
    webPreferences: { session: closedSession(), sandbox: true, javascript: false, spellcheck: false },
  })
  printing = window
  const ended = new Promise<{ readonly status: 'cancelled' }>((done) => {
    window.once('closed', () => {
      done({ status: 'cancelled' })
    })
  })
  const used = (async () => {
    try {
      await loaded(window)
      return await act(window.webContents)
    } catch (error) {
      return failed(error)
    }
  })()
  try {
    return await Promise.race([used, ended])
  } finally {
    parts = []
    if (!window.isDestroyed()) window.destroy()
    if (printing === window) printing = undefined
  }
}

/** The promise of loadURL itself fails when the window is ended meanwhile. */
const loaded = (window: BrowserWindow): Promise<void> =>
  new Promise((done, fail) => {
    window.webContents.once('did-finish-load', () => {
      done()
    })
    window.webContents.once('did-fail-load', (_event, code, description) => {
      fail(new Error(`${description} (${String(code)})`))
    })
    window.webContents.once('render-process-gone', (_event, { reason }) => {
      fail(new Error(reason))
    })
    void window.loadURL(address).catch(() => undefined)
  })

let closed: Session | undefined
/** Kept in memory, without a way to anything but the pages. */
const closedSession = (): Session => {
  if (closed !== undefined) return closed
  closed = session.fromPartition('printing')
  closed.protocol.handle(scheme, ({ url }) =>
    url === address
      ? new Response(new Blob(parts.map((part) => Uint8Array.from(part))), {
          headers: { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
        })
      : new Response('', { status: 404 }),
  )
  closed.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: url !== address })
  })
  closed.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false)
  })
  return closed
}
