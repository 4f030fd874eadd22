import { districtEntry } from '../domain/district-entry'
import { editedSince } from '../domain/edited-since'
import { type Issue, warningAt } from '../domain/issue'
import { aloneOn, type LedgerRecord } from '../domain/record'
import type { Register } from '../domain/register'
import { registers } from '../domain/registers/all'
import { districts } from '../domain/registers/districts'
import { labelOfPath, validate } from '../domain/validate'
import type { ReportData, ReportOptions } from './report'

/** Something that the rules of a register find in one of its records. */
export interface RecordFault {
  readonly register: Register
  readonly record: LedgerRecord
  readonly issue: Issue
  /** What it is about, where that is no field. */
  readonly about?: string
}

/** What is to be looked through: the data holds the districts and each register that is asked about. */
export interface FaultScope {
  readonly data: Pick<ReportData, 'records' | 'linked' | 'rules' | 'isEditedSince'>
  readonly options: Pick<ReportOptions, 'district' | 'filledOn'>
  readonly samples: boolean
}

/** A gap (必填未填) is an error here: it has to be filled before the reports go up. */
export const isError = ({ issue }: Pick<RecordFault, 'issue'>): boolean => issue.level !== 'warning'

/** The field of an issue, as a path in the form; undefined where it is about the whole record. */
export const fieldOfFault = ({ issue: { path } }: Pick<RecordFault, 'issue'>): string | undefined =>
  path.startsWith('@') || path === '' ? undefined : path

/** 核查项: the label of the field. */
export const placeOfFault = (fault: Pick<RecordFault, 'register' | 'issue' | 'about'>): string => {
  if (fault.about !== undefined) return fault.about
  const field = fieldOfFault(fault)
  return field === undefined ? '整条记录' : labelOfPath(fault.register.fields, field)
}

/** The live records of a register that are looked through. */
export const checkedRecords = (
  register: Register,
  { data, options: { district }, samples }: FaultScope,
): readonly LedgerRecord[] =>
  (data.records(register) as readonly LedgerRecord[]).filter(
    ({ deletedAt, isSample, districtCode }) =>
      deletedAt === null &&
      (samples || !isSample) &&
      (district === undefined || register.scope === 'city' || districtCode === district),
  )

/** What the rules of a register find in one record. Whatever they ask of other records goes through `linked` of the data. */
export const faultsOf = (
  register: Register,
  { data, options }: Pick<FaultScope, 'data' | 'options'>,
): ((record: LedgerRecord) => readonly RecordFault[]) => {
  const places = new Map(data.records(districts).map((place) => [place.code, districtEntry(place)]))
  const context = { ...aloneOn(options.filledOn, data.rules), linked: data.linked }
  return (record) => [
    ...validate(register, record.values, { ...context, district: places.get(record.districtCode) }).map(
      (issue) => ({ register, record, issue }),
    ),
    ...(data.isEditedSince?.(record) === true
      ? [{ register, record, issue: editedIssue, about: editedSince.label }]
      : []),
  ]
}

/** What the rules of a register find in its records, in their order. */
const faultsIn = (register: Register, scope: FaultScope): readonly RecordFault[] =>
  checkedRecords(register, scope).flatMap(faultsOf(register, scope))

/** Edits stay allowed; the next R17 tells of them (domain C, rule 6). */
const editedIssue = warningAt('', `${editedSince.why}；请核对改动，必要时向上级说明或重新报送`)

/** Everything that the rules of the registers find in the records, errors first. */
export const recordFaults = (scope: FaultScope): readonly RecordFault[] =>
  registers
    .flatMap((register) => faultsIn(register, scope))
    .sort((a, b) => Number(isError(b)) - Number(isError(a)))
