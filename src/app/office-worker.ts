import { expose, wrap } from 'comlink'
import { registers } from '../domain/registers/all'
import { createBackupJob } from '../features/backup/backup-job'
import { createGatherJob } from '../features/gather/gather-job'
import { createImportJob } from '../features/import/import-job'
import { createChangesJob } from '../features/reports/changes-job'
import { createQualityJob } from '../features/reports/quality/quality-job'
import { createReportJob } from '../features/reports/report-job'
import { createSentJob } from '../features/reports/sent-job'
import { createTemplateJob } from '../features/reports/templates/template-job'
import { createWeeklyJob } from '../features/weekly/weekly-job'
import { readingBeside } from '../storage/reading-beside'
import type { Store } from '../storage/store'
import { systemClock } from './clock'
import { readFrozen } from './read-frozen'
import { type RemoteStore, storeFrom } from './remote-store'
import { postFaults } from './worker-faults'

/** The worker for long work on workbooks. It can be ended at any moment; only the data worker writes. */
const start = (port: MessagePort) => {
  const remote = storeFrom(wrap<RemoteStore>(port))
  const store: Store = { ...remote, ...readingBeside(remote, 'ledger', registers) }
  const reporting = createReportJob(store, registers)
  return {
    importing: createImportJob(store, registers, systemClock),
    reporting,
    changing: createChangesJob(store, registers, readFrozen),
    sent: createSentJob(store, readFrozen),
    backing: createBackupJob(store, registers, reporting.writeList),
    weekly: createWeeklyJob(store, registers),
    templating: createTemplateJob(store, registers),
    gathering: createGatherJob(store, registers),
    quality: createQualityJob(store, registers, systemClock),
  }
}

let jobs: ReturnType<typeof start> | undefined
const ready = (): ReturnType<typeof start> => {
  if (jobs === undefined) throw new Error('The office worker is not connected.')
  return jobs
}

type Templating = ReturnType<typeof start>['templating']
type Importing = ReturnType<typeof start>['importing']
type Reporting = ReturnType<typeof start>['reporting']
type Gathering = ReturnType<typeof start>['gathering']

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
  newRecords: (...given: Parameters<Importing['newRecords']>) => ready().importing.newRecords(...given),
  commit: () => ready().importing.commit(),
  returned: () => ready().importing.returned(),
  runs: () => ready().importing.runs(),
  template: (...given: Parameters<Importing['template']>) => ready().importing.template(...given),
  mappings: (...given: Parameters<Importing['mappings']>) => ready().importing.mappings(...given),
  mappingNamed: (...given: Parameters<Importing['mappingNamed']>) => ready().importing.mappingNamed(...given),
  saveMapping: (...given: Parameters<Importing['saveMapping']>) => ready().importing.saveMapping(...given),
  dropMapping: (...given: Parameters<Importing['dropMapping']>) => ready().importing.dropMapping(...given),
  mappingFile: (...given: Parameters<Importing['mappingFile']>) => ready().importing.mappingFile(...given),
  takeMapping: (...given: Parameters<Importing['takeMapping']>) => ready().importing.takeMapping(...given),
  preview: async (...given: Parameters<Reporting['preview']>) => ready().reporting.preview(...given),
  pageAt: (...given: Parameters<Reporting['pageAt']>) => ready().reporting.pageAt(...given),
  write: (...given: Parameters<ReturnType<typeof start>['reporting']['write']>) =>
    ready().reporting.write(...given),
  print: async (...given: Parameters<ReturnType<typeof start>['reporting']['print']>) =>
    ready().reporting.print(...given),
  writeList: (...given: Parameters<ReturnType<typeof start>['reporting']['writeList']>) =>
    ready().reporting.writeList(...given),
  explain: (...given: Parameters<ReturnType<typeof start>['reporting']['explain']>) =>
    ready().reporting.explain(...given),
  tell: (...given: Parameters<ReturnType<typeof start>['reporting']['tell']>) =>
    ready().reporting.tell(...given),
  inspect: (...given: Parameters<ReturnType<typeof start>['reporting']['inspect']>) =>
    ready().reporting.inspect(...given),
  changesSince: async (...given: Parameters<ReturnType<typeof start>['changing']['changesSince']>) =>
    ready().changing.changesSince(...given),
  lookSent: () => ready().sent.look(),
  sentWith: (...given: Parameters<ReturnType<typeof start>['sent']['sentWith']>) =>
    ready().sent.sentWith(...given),
  backUp: (...given: Parameters<ReturnType<typeof start>['backing']['build']>) =>
    ready().backing.build(...given),
  weekDraft: (...given: Parameters<ReturnType<typeof start>['weekly']['draft']>) =>
    ready().weekly.draft(...given),
  openTemplate: (...given: Parameters<Templating['openTemplate']>) =>
    ready().templating.openTemplate(...given),
  saveTemplate: (...given: Parameters<Templating['saveTemplate']>) =>
    ready().templating.saveTemplate(...given),
  templates: () => ready().templating.templates(),
  renameTemplate: (...given: Parameters<Templating['renameTemplate']>) =>
    ready().templating.renameTemplate(...given),
  dropTemplate: (...given: Parameters<Templating['dropTemplate']>) =>
    ready().templating.dropTemplate(...given),
  fillTemplate: (...given: Parameters<Templating['fillTemplate']>) =>
    ready().templating.fillTemplate(...given),
  pack: (...given: Parameters<Gathering['pack']>) => ready().gathering.pack(...given),
  openPackage: async (...given: Parameters<Gathering['openPackage']>) =>
    ready().gathering.openPackage(...given),
  takePackage: async (...given: Parameters<Gathering['takePackage']>) =>
    ready().gathering.takePackage(...given),
  received: () => ready().gathering.received(),
  checkQuality: (...given: Parameters<ReturnType<typeof start>['quality']['check']>) =>
    ready().quality.check(...given),
}
export type Office = typeof office

postFaults()
expose(office)
