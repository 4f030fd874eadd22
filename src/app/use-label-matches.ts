import { useEffect, useState } from 'react'
import type { labelMatches } from '../domain/search'

/**
 * The search in a list of options, for what stands in the first picture of the window: it comes a moment later, because
 * the readings of all characters come with it. Until then options are found as they are written.
 */
export const useLabelMatches = (): typeof labelMatches => {
  const [matches, setMatches] = useState<typeof labelMatches>(() => asWritten)
  useEffect(() => {
    void import('../domain/search').then((search) => setMatches(() => search.labelMatches))
  }, [])
  return matches
}

const asWritten: typeof labelMatches = (typed, option) =>
  typeof option?.label === 'string' && option.label.includes(typed)
