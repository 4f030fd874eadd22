import { expose, wrap } from 'comlink'
import { registers } from '../domain/registers/all'
import { createBackupJob } from '../features/backup/backup-job'
import { createImportJob } from '../features/import/import-job'
import { createReportJob } from '../features/reports/report-job'
import type { Store } from '../storage/store'
import { systemClock } from './clock'
import { storeFrom } from './remote-store'
import { postFaults } from './worker-faults'

/** The worker for long work on workbooks. It can be ended at any moment; only the data worker writes. */
const start = (port: MessagePort) => {
  const store = storeFrom(wrap<Store>(port))
  const reporting = createReportJob(store, registers)
  return {
    importing: createImportJob(store, registers, systemClock.today),
    reporting,
    backing: createBackupJob(store, registers, reporting.writeList),
  }
}

let jobs: ReturnType<typeof start> | undefined
const ready = (): ReturnType<typeof start> => {
  if (jobs === undefined) throw new Error('The office worker is not connected.')
  return jobs
}

const office = {
  connect: (port: MessagePort): void => {
    jobs = start(port)
  },
  open: (...given: Parameters<ReturnType<typeof start>['importing']['open']>) =>
    ready().importing.open(...given),
  mapping: (...given: Parameters<ReturnType<typeof start>['importing']['mapping']>) =>
    ready().importing.mapping(...given),
  plan: (...given: Parameters<ReturnType<typeof start>['importing']['plan']>) =>
    ready().importing.plan(...given),
  rows: (...given: Parameters<ReturnType<typeof start>['importing']['rows']>) =>
    ready().importing.rows(...given),
  commit: () => ready().importing.commit(),
  build: async (...given: Parameters<ReturnType<typeof start>['reporting']['build']>) =>
    ready().reporting.build(...given),
  write: (...given: Parameters<ReturnType<typeof start>['reporting']['write']>) =>
    ready().reporting.write(...given),
  writeList: (...given: Parameters<ReturnType<typeof start>['reporting']['writeList']>) =>
    ready().reporting.writeList(...given),
  backUp: (...given: Parameters<ReturnType<typeof start>['backing']['build']>) =>
    ready().backing.build(...given),
}
export type Office = typeof office

postFaults()
expose(office)
