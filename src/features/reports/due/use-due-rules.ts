import { useEffect, useState } from 'react'
import { type DueRule, parseDue } from '../../../reports/due'
import type { Store } from '../../../storage/store'

const key = 'reports:due'

/** Which reports are due how often, as this office set it. */
export const useDueRules = (store: Pick<Store, 'preference' | 'savePreference'>) => {
  const [rules, setRules] = useState<readonly DueRule[]>()
  useEffect(() => {
    void store.preference(key).then((kept) => setRules(parseDue(kept)))
  }, [store])
  const keep = async (next: readonly DueRule[]): Promise<void> => {
    setRules(next)
    await store.savePreference(key, next)
  }
  return { rules, keep }
}
