import type { ReportOptions } from '../../reports/report'
import { latestOf } from '../../workbook/export-profile'
import type { Choice } from './report-state'
import type { ReportsPageProps } from './reports-props'

/** What was chosen, with what the settings say of the office. */
export const optionsOf = (
  { settings, profiles, district, districtName, unitName, today, now }: ReportsPageProps,
  choice: Choice,
): ReportOptions => ({
  ...choice,
  profile: latestOf(profiles, choice.profile),
  district,
  districtName,
  unitName,
  unitHead: settings.unitHead ?? '',
  reviewer: settings.reviewer ?? '',
  filler: settings.person,
  phone: settings.phone ?? '',
  filledOn: today,
  createdAt: now(),
})
