import { useEffect, useState } from 'react'
import { type DistrictEntry, districtEntry } from '../domain/district-entry'
import type { Store } from '../storage/store'
import { useRevision } from '../ui/use-revision'

/** All districts in the order of their codes, those that ended included. */
export const useDistricts = (store: Store): readonly DistrictEntry[] => {
  const [districts, setDistricts] = useState<readonly DistrictEntry[]>([])
  const revision = useRevision(store, 'districts')
  useEffect(() => {
    void store.all('districts').then((records) => setDistricts(records.map(districtEntry)))
  }, [store, revision])
  return districts
}

/** Its code, while its name is not known. */
export const nameOfDistrict = (districts: readonly DistrictEntry[], code: string): string =>
  districts.find((district) => district.code === code)?.name ?? code
