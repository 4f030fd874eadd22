import { useMemo } from 'react'
import type { LedgerRecord } from '../../../domain/record'
import type { RecordView } from '../../../storage/store'
import { PictureFrame } from '../../../ui/chart/picture-frame'
import { rolesPicture, type ShowMembers } from './roles-picture'

interface RoleHeptagonProps {
  readonly record: LedgerRecord
  readonly names: RecordView['names']
  readonly label: string
  /** The day on which one has to be a member. */
  readonly day: string
  readonly onMembers: ShowMembers | undefined
}

/** Which of the seven roles a consortium covers, and with how many members. */
export const RoleHeptagon = ({ record, names, label, day, onMembers }: RoleHeptagonProps) => {
  const picture = useMemo(
    () => rolesPicture(record, { names, label, day }, onMembers),
    [record, names, label, day, onMembers],
  )
  return <PictureFrame picture={picture} />
}
