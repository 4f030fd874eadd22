import type { Register } from '../register'
import { consortia } from './consortia'
import { districts } from './districts'
import { experts } from './experts'
import { needs } from './needs'
import { organizations } from './organizations'
import { serviceRecords } from './service-records'
import { teams } from './teams'

/** Every register of the app, in the order of the navigation. A new register is one file and one line here. */
export const registers: readonly Register[] = [
  needs,
  serviceRecords,
  consortia,
  organizations,
  experts,
  teams,
  districts,
]
