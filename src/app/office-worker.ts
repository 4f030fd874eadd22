import { expose, wrap } from 'comlink'
import { registers } from '../domain/registers/all'
import { createImportJob } from '../features/import/import-job'
import { createReportJob } from '../features/reports/report-job'
import type { Store } from '../storage/store'
import { systemClock } from './clock'
import { storeFrom } from './remote-store'
import { postFaults } from './worker-faults'

/** The worker for long work on workbooks. It can be ended at any moment; only the data worker writes. */
const start = (port: MessagePort) => {
  const store = storeFrom(wrap<Store>(port))
  return {
    importing: createImportJob(store, registers, systemClock),
    reporting: createReportJob(store, registers),
  }
}

let jobs: ReturnType<typeof start> | undefined
const ready = (): ReturnType<typeof start> => {
  if (jobs === undefined) throw new Error('The office worker is not connected.')
  return jobs
}

type Importing = ReturnType<typeof start>['importing']

const office = {
  connect: (port: MessagePort): void => {
    jobs = start(port)
  },
  open: (...given: Parameters<Importing['open']>) => ready().importing.open(...given),
  correct: (...given: Parameters<Importing['correct']>) => ready().importing.correct(...given),
  picture: (...given: Parameters<Importing['picture']>) => ready().importing.picture(...given),
  mapping: (...given: Parameters<Importing['mapping']>) => ready().importing.mapping(...given),
  plan: (...given: Parameters<Importing['plan']>) => ready().importing.plan(...given),
  rows: (...given: Parameters<Importing['rows']>) => ready().importing.rows(...given),
  commit: () => ready().importing.commit(),
  build: async (...given: Parameters<ReturnType<typeof start>['reporting']['build']>) =>
    ready().reporting.build(...given),
  write: (...given: Parameters<ReturnType<typeof start>['reporting']['write']>) =>
    ready().reporting.write(...given),
  writeList: (...given: Parameters<ReturnType<typeof start>['reporting']['writeList']>) =>
    ready().reporting.writeList(...given),
}
export type Office = typeof office

postFaults()
expose(office)
