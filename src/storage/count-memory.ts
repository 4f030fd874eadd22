/** Numbers that take an index to count, kept until something in their register changes. */
export interface CountMemory {
  readonly of: (register: string, key: string, count: () => Promise<number>) => Promise<number>
  readonly forget: (registers: Iterable<string>) => void
}

export const createCountMemory = (): CountMemory => {
  const known = new Map<string, Map<string, Promise<number>>>()
  return {
    of: async (register, key, count) => {
      const own = known.get(register) ?? new Map<string, Promise<number>>()
      known.set(register, own)
      const asked = own.get(key) ?? count()
      own.set(key, asked)
      try {
        return await asked
      } catch (error) {
        own.delete(key)
        throw error
      }
    },
    // Who is counting goes on counting for those who have asked already.
    forget: (registers) => {
      for (const register of registers) known.delete(register)
    },
  }
}
