/**
 * What was typed and is being saved. Whoever takes back what was done last waits for it: it was done before, though it is
 * not in the ledger yet.
 */
const saving = new Set<Promise<unknown>>()

export const savingUnderWay = (save: Promise<unknown>): void => {
  const done = (): void => {
    saving.delete(save)
  }
  saving.add(save)
  save.then(done, done)
}

/** Ends when all that is being saved now is saved, or has failed. */
export const allSaved = async (): Promise<void> => {
  await Promise.allSettled(saving)
}
