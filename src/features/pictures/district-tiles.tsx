import { useMemo } from 'react'
import type { Store } from '../../storage/store'
import { PictureFrame } from '../../ui/chart/picture-frame'
import { tilesPicture } from './tiles-picture'
import { useRecords } from './use-records'

export interface DistrictTilesProps {
  readonly store: Store
  readonly today: string
  readonly onOpen: (register: string, id: string) => void
}

/** Every district as a tile by its pilot level; each opens its record. */
export const DistrictTiles = ({ store, today, onOpen }: DistrictTilesProps) => {
  const districts = useRecords(store, 'districts')
  const picture = useMemo(
    () =>
      districts === undefined ? undefined : tilesPicture(districts, today, (id) => onOpen('districts', id)),
    [districts, today, onOpen],
  )
  return picture === undefined ? null : <PictureFrame picture={picture} />
}
