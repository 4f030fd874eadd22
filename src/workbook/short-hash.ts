/** FNV-1a over UTF-16 code units, as 6 letters: enough to notice that a text was changed, not to prove that it was not. */
export const markOf = (text: string): string => fnv(text, 0x811c_9dc5).slice(-6)

/** Twice with different seeds: long enough to tell shapes of ledgers apart, short enough to keep. */
export const shortHash = (text: string): string => fnv(text, 0x811c_9dc5) + fnv(text, 0x1234_5678)

const fnv = (text: string, seed: number): string => {
  let hash = seed
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x0100_0193)
  return (hash >>> 0).toString(36).padStart(7, '0')
}
