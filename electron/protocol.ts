import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { protocol } from 'electron'
import type { Failure } from '../src/bridge/channels'
import { appOrigin, scheme } from './own-address'
import { resolveInside } from './resolve-inside'

const rendererFolder = fileURLToPath(new URL('../renderer', import.meta.url))

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

// Styles are inline because antd writes them at run time; scripts never are.
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

const headers = {
  'Content-Security-Policy': policy,
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
}

/** Before `ready`: app:// is a secure origin of its own, with storage and a code cache. */
export const registerScheme = (): void => {
  protocol.registerSchemesAsPrivileged([
    {
      scheme,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ])
}

/** Gives an image that belongs to a record, with the type that its bytes have. */
type ReadImage = (
  hash: string,
) => Promise<{ readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> } | undefined>

/** Gives what was frozen of a submission, or why not. */
type ReadFrozen = (hash: string) => Promise<ReadableStream | Failure>

const frozenAddress = new RegExp(`^${appOrigin}/frozen/([0-9a-f]{64})$`, 'u')
const imageAddress = new RegExp(`^${appOrigin}/attachments/([0-9a-f]{64})$`, 'u')

/**
 * Serves the built window from app://ledger, by their hash the images of records and what was frozen of submissions, and
 * nothing else.
 */
export const serveApp = (readImage: ReadImage, readFrozen: ReadFrozen): void => {
  protocol.handle(scheme, async (request) => {
    if (request.method !== 'GET') return refused(404)
    const hash = imageAddress.exec(request.url)?.[1]
    if (hash !== undefined) {
      const image = await readImage(hash)
      if (image === undefined) return refused(404)
      return new Response(image.bytes, { headers: { ...headers, 'Content-Type': image.type } })
    }
    const frozen = frozenAddress.exec(request.url)?.[1]
    if (frozen !== undefined) return frozenAnswer(await readFrozen(frozen))
    const path = resolveInside(rendererFolder, appOrigin, request.url)
    if (path === undefined) return refused(404)
    const type = types[extname(path)]
    if (type === undefined) return refused(404)
    try {
      return new Response(new Uint8Array(await readFile(path)), {
        headers: { ...headers, 'Content-Type': type },
      })
    } catch (error) {
      if (isMissing(error)) return refused(404)
      throw error
    }
  })
}

/** The words go with a status of their own: to whoever asks, a file that is gone is an answer. */
const frozenAnswer = (found: ReadableStream | Failure): Response =>
  found instanceof ReadableStream
    ? new Response(found, { headers: { ...headers, 'Content-Type': 'application/gzip' } })
    : Response.json({ message: found.message, advice: found.advice }, { status: 410, headers })

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'EISDIR', 'ENOTDIR'].includes(String(error.code))

const refused = (status: number): Response => new Response('', { status, headers })
