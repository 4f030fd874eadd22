import { useEffect, useState } from 'react'
import type { Register } from '../../../domain/register'
import type { Store } from '../../../storage/store'
import { parseCustom, type SavedCustom } from './saved-custom'

const key = 'custom-reports'

/** 自定义报表 as they were saved; they lie beside what the screens remember, and so in the second copy and in backups too. */
export const useCustoms = (
  store: Pick<Store, 'preference' | 'savePreference'>,
  registers: readonly Register[],
) => {
  const [customs, setCustoms] = useState<readonly SavedCustom[]>()
  useEffect(() => {
    void store.preference(key).then((kept) =>
      setCustoms(
        (Array.isArray(kept) ? kept : []).flatMap((one: unknown) => {
          const read = parseCustom(registers, one)
          return read.ok ? [read.custom] : []
        }),
      ),
    )
  }, [store, registers])
  const keep = async (next: readonly SavedCustom[]): Promise<void> => {
    await store.savePreference(key, next)
    setCustoms(next)
  }
  return { customs, keep }
}
