import { useEffect, useState } from 'react'
import type { LedgerRecord } from '../../domain/record'
import type { Store } from '../../storage/store'
import { useRevision } from '../../ui/use-revision'

/** The records of a register of which there are few; undefined until they are here. */
export const useRecords = (
  store: Store,
  register: 'keyTasks' | 'districts',
): readonly LedgerRecord[] | undefined => {
  const [records, setRecords] = useState<readonly LedgerRecord[] | undefined>(undefined)
  const revision = useRevision(store)
  useEffect(() => {
    let isOld = false
    void store.all(register).then((found) => {
      if (!isOld) setRecords(found)
    })
    return () => {
      isOld = true
    }
  }, [store, register, revision])
  return records
}
