/**
 * The code with which the system (`ENOSPC`, `EACCES` …) or the unpacker (`Z_DATA_ERROR` …) refused something; undefined for
 * anything else, which is a bug. Node's own complaints about how it is called begin with `ERR_`.
 */
export const codeOf = (error: unknown): string | undefined => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'ERR_'
  return code.startsWith('ERR_') ? undefined : code
}

/** What the work gives, or `otherwise` where the system refused it. A bug goes on being thrown. */
export const ifPossible = async <T, U>(work: Promise<T>, otherwise: U): Promise<T | U> => {
  try {
    return await work
  } catch (error) {
    if (codeOf(error) === undefined) throw error
    return otherwise
  }
}

/** What the work gives, or `otherwise` where the system refused it with one of these codes. */
export const unless = async <T, U>(
  codes: readonly string[],
  work: Promise<T>,
  otherwise: U,
): Promise<T | U> => {
  try {
    return await work
  } catch (error) {
    if (codes.includes(codeOf(error) ?? '')) return otherwise
    throw error
  }
}
