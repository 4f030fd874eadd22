const reason = 'cancelled'

/** What a job says when it was ended from here. */
export const cancelled = (): Error => new Error(reason)

export const isCancelled = (error: unknown): boolean => error instanceof Error && error.message === reason
