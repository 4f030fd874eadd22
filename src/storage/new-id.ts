/** A UUID v7: sorts by the time of its making. */
export const newId = (): string => {
  const time = Date.now().toString(16).padStart(12, '0')
  // A random UUID differs from one with a time only in its first 48 bits and its version.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`
}
