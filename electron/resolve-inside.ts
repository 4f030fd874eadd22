import { join, normalize, sep } from 'node:path'

/** The file a request means, or undefined for another origin, an undecodable name, or a way out of the folder. */
export const resolveInside = (folder: string, origin: string, address: string): string | undefined => {
  if (!address.startsWith(`${origin}/`)) return undefined
  const path = decoded(address.slice(origin.length).split(/[?#]/u)[0] ?? '/')
  if (path === undefined || path.includes('\0') || path.includes('\\')) return undefined
  const file = normalize(join(folder, path === '/' ? 'index.html' : path))
  return file.startsWith(normalize(folder) + sep) ? file : undefined
}

const decoded = (path: string): string | undefined => {
  try {
    return decodeURIComponent(path)
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}
