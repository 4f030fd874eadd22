import type { Register } from '../register'
import { achievements } from './achievements'
import { activities } from './activities'
import { agreements } from './agreements'
import { consortia } from './consortia'
import { districtIndicators } from './district-indicators'
import { districts } from './districts'
import { experts } from './experts'
import { keyTasks } from './key-tasks'
import { needs } from './needs'
import { organizations } from './organizations'
import { policies } from './policies'
import { serviceRecords } from './service-records'
import { submissions } from './submissions'
import { teams } from './teams'
import { visits } from './visits'
import { weeklyReports } from './weekly-reports'

/** Every register of the app, in the order of the navigation. A new register is one file and one line here. */
export const registers: readonly Register[] = [
  needs,
  serviceRecords,
  weeklyReports,
  consortia,
  organizations,
  experts,
  teams,
  achievements,
  activities,
  agreements,
  visits,
  districts,
  districtIndicators,
  keyTasks,
  policies,
  submissions,
]
