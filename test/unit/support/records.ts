import type { Fields } from '../../../src/domain/field'
import type { RecordHead, RecordOf } from '../../../src/domain/record'
import type { Register } from '../../../src/domain/register'
import { activities } from '../../../src/domain/registers/activities'
import { agreements } from '../../../src/domain/registers/agreements'
import { consortia } from '../../../src/domain/registers/consortia'
import { districtIndicators } from '../../../src/domain/registers/district-indicators'
import { districts } from '../../../src/domain/registers/districts'
import { experts } from '../../../src/domain/registers/experts'
import { organizations } from '../../../src/domain/registers/organizations'
import { serviceRecords } from '../../../src/domain/registers/service-records'
import { submissions } from '../../../src/domain/registers/submissions'
import { keyTasks } from '../../../src/domain/registers/key-tasks'
import { needs } from '../../../src/domain/registers/needs'
import { teams } from '../../../src/domain/registers/teams'
import { visits } from '../../../src/domain/registers/visits'
import { weeklyReports } from '../../../src/domain/registers/weekly-reports'

type Head = Partial<RecordHead>

let made = 0

const maker =
  <F extends Fields>(register: Register & { readonly fields: F }) =>
  (values: RecordOf<{ readonly fields: F }>['values'], head: Head = {}): RecordOf<{ readonly fields: F }> => {
    made += 1
    const number = String(made).padStart(5, '0')
    return {
      id: `${register.name}-${number}`,
      code: `${register.codePrefix ?? 'X'}-500118-2021-${number}`,
      districtCode: '500118',
      confidentiality: '内部',
      isSample: false,
      createdAt: '2021-07-01T08:00:00.000Z',
      createdBy: '张三',
      updatedAt: '2021-07-01T08:00:00.000Z',
      updatedBy: '张三',
      version: 1,
      deletedAt: null,
      values,
      ...head,
    }
  }

/** Records as the store keeps them; what a test does not say of them is ordinary. Numbers rise in the order of making. */
export const organization = maker(organizations)
export const expert = maker(experts)
export const team = maker(teams)
export const consortium = maker(consortia)
export const district = maker(districts)
export const districtIndicator = maker(districtIndicators)
export const keyTask = maker(keyTasks)
export const need = maker(needs)
export const visit = maker(visits)
export const weeklyReport = maker(weeklyReports)
export const draftService = maker(serviceRecords)

type ServiceValues = Parameters<typeof draftService>[0]

/** An audited service of April 2021. */
export const service = (values: ServiceValues = {}, head: Head = {}) =>
  draftService({ serviceDate: '2021-04-12', mode: '精准化', auditStatus: '已审核', ...values }, head)
export const submission = maker(submissions)
export const activity = maker(activities)
export const agreement = maker(agreements)
