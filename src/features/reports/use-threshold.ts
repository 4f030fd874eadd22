import { useEffect, useState } from 'react'
import type { Store } from '../../storage/store'

const key = 'reports:threshold'
/** In percent (I). */
export const usualThreshold = 50
const most = 1000

/** From which change against the last submission on 上报体检 speaks, as it was last set. */
export const useThreshold = (store: Pick<Store, 'preference' | 'savePreference'>) => {
  const [threshold, setThreshold] = useState(usualThreshold)
  useEffect(() => {
    void store.preference(key).then((kept) => {
      if (typeof kept === 'number' && kept >= 0 && kept <= most) setThreshold(kept)
    })
  }, [store])
  const keep = (percent: number): void => {
    setThreshold(percent)
    void store.savePreference(key, percent)
  }
  return [threshold, keep] as const
}
