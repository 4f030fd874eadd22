import { useCallback, useEffect, useState } from 'react'
import type { Store } from '../../storage/store'
import { type ExportProfile, readProfiles } from '../../workbook/export-profile'

const key = 'export-profiles'

export interface Profiles {
  readonly profiles: readonly ExportProfile[]
  readonly keep: (next: readonly ExportProfile[]) => Promise<void>
}

/** 导出方案 as they were saved; they lie beside what the screens remember, and so in the second copy and in backups too. */
export const useProfiles = (store: Pick<Store, 'preference' | 'savePreference'>): Profiles => {
  const [profiles, setProfiles] = useState<readonly ExportProfile[]>([])
  useEffect(() => {
    void store.preference(key).then((kept) => setProfiles(readProfiles(kept)))
  }, [store])
  const keep = useCallback(
    async (next: readonly ExportProfile[]): Promise<void> => {
      await store.savePreference(key, next)
      setProfiles(next)
    },
    [store],
  )
  return { profiles, keep }
}
