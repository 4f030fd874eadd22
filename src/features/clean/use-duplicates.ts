import { useCallback, useEffect, useRef, useState } from 'react'
import type { Duplicates, Store } from '../../storage/store'
import { useRevision } from '../../ui/use-revision'

const mostPairs = 200

interface Progress {
  readonly register: string
  readonly done: number
  readonly total: number
}

/**
 * Possible duplicates in these registers (names, parted by spaces), one register after the other; what was found before stays
 * until the answer comes. Called off, it goes on where it stopped.
 */
export const useDuplicates = (store: Store, wanted: string) => {
  const [found, setFound] = useState<Readonly<Record<string, Duplicates>>>({})
  const [progress, setProgress] = useState<Progress>()
  const [isCalledOff, setCalledOff] = useState(false)
  const stopped = useRef(false)
  const [turn, setTurn] = useState(0)
  const revision = useRevision(store)
  useEffect(() => {
    let isOld = false
    const isWanted = (): boolean => !isOld && !stopped.current
    const isGone = (): boolean => isOld
    const show = async (register: string): Promise<void> => {
      if (isGone()) return
      const duplicates = await store.duplicates(register, mostPairs)
      if (!isGone()) setFound((known) => ({ ...known, [register]: duplicates }))
    }
    const look = async (): Promise<void> => {
      for (const register of wanted.split(' ')) {
        const isThrough = await store.lookForDuplicates(register, (done, total) => {
          if (isWanted()) setProgress({ register, done, total })
          return isWanted()
        })
        // What was looked through before it was called off keeps up with the ledger.
        if (isThrough) await show(register)
      }
      if (!isGone()) setProgress(undefined)
    }
    void look()
    return () => {
      isOld = true
    }
  }, [store, wanted, revision, turn])
  const callOff = useCallback((): void => {
    stopped.current = true
    setProgress(undefined)
    setCalledOff(true)
  }, [])
  const goOn = useCallback((): void => {
    stopped.current = false
    setCalledOff(false)
    setTurn((count) => count + 1)
  }, [])
  return { found, progress, isCalledOff, callOff, goOn }
}
