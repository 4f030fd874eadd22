import { proxy, type Remote, transfer, wrap } from 'comlink'
import type { BackupJob } from '../features/backup/backup-job'
import type { GatherJob, GatherOutcome, OpenedPackage } from '../features/gather/gather-types'
import type { ImportJob, ImportOutcome, OpenedLedger, TakenMapping } from '../features/import/import-types'
import type { ChangesJob } from '../features/reports/changes-job'
import type { QualityJob } from '../features/reports/quality/quality-types'
import type { ReportJob } from '../features/reports/report-job'
import type { SentJob } from '../features/reports/sent-job'
import type {
  FilledTemplate,
  TemplateFault,
  TemplateJob,
  TemplateView,
} from '../features/reports/templates/template-types'
import type { WeeklyJob } from '../features/weekly/weekly-job'
import type { ErrorReport } from '../bridge/channels'
import type { Store } from '../storage/store'
import { cancelled } from '../ui/cancelled'
import { isAnySent } from './any-sent'
import { watchWorker } from './faults'
import type { Office } from './office-worker'
import { type RemoteStore, storeFrom } from './remote-store'

/** Everything behind the screens: the store, and the long jobs with a way to end them. */
export interface Services {
  readonly store: Store
  readonly importing: ImportJob
  readonly reporting: ReportJob
  readonly changing: ChangesJob
  readonly sent: SentJob
  readonly backing: BackupJob
  readonly gathering: GatherJob
  readonly weekly: WeeklyJob
  readonly templating: TemplateJob
  readonly quality: QualityJob
  /** Ends what the office worker is doing, without a trace, and starts it anew. */
  readonly cancelWork: () => void
}

export const servicesOver = (dataWorker: Worker, onFault: (report: ErrorReport) => void): Services => {
  const data = wrap<RemoteStore & Connections>(dataWorker)
  const store = storeFrom(data)
  const office = restartable((port) => void data.connect(transfer(port, [port])), onFault)
  return {
    store,
    importing: {
      open: (bytes, name, onStage) =>
        office.run(async (worker): Promise<OpenedLedger> => worker.open(bytes, name, heard(onStage))),
      correct: (corrections) =>
        office.run(async (worker): Promise<OpenedLedger> => worker.correct(corrections)),
      picture: (sheet, table, first, rows) =>
        office.run((worker) => worker.picture(sheet, table, first, rows)),
      mapping: (table, register) => office.run((worker) => worker.mapping(table, register)),
      plan: (choices, onStage) => office.run((worker) => worker.plan(choices, heard(onStage))),
      rows: (states, offset, limit) => office.run((worker) => worker.rows(states, offset, limit)),
      newRecords: (register, offset, limit) =>
        office.run((worker) => worker.newRecords(register, offset, limit)),
      commit: () => office.run(async (worker): Promise<ImportOutcome> => worker.commit()),
      returned: () => office.run((worker) => worker.returned()),
      runs: () => office.run((worker) => worker.runs()),
      template: (register) => office.run((worker) => worker.template(register)),
      mappings: (register) => office.run((worker) => worker.mappings(register)),
      mappingNamed: (table, register, name) =>
        office.run((worker) => worker.mappingNamed(table, register, name)),
      saveMapping: (name, choices) => office.run((worker) => worker.saveMapping(name, choices)),
      dropMapping: (name) => office.run((worker) => worker.dropMapping(name)),
      mappingFile: (name) => office.run((worker) => worker.mappingFile(name)),
      takeMapping: (bytes) => office.run(async (worker): Promise<TakenMapping> => worker.takeMapping(bytes)),
    },
    reporting: {
      preview: (code, options, onStage) =>
        office.run((worker) => worker.preview(code, options, heard(onStage))),
      pageAt: (...given) => office.run((worker) => worker.pageAt(...given)),
      write: (code, options, onStage) => office.run((worker) => worker.write(code, options, heard(onStage))),
      print: (code, options, onStage) =>
        office.run(async (worker): ReturnType<ReportJob['print']> =>
          worker.print(code, options, heard(onStage)),
        ),
      explain: (...given) => office.run((worker) => worker.explain(...given)),
      tell: (...given) => office.run((worker) => worker.tell(...given)),
      inspect: (code, options, onStage) =>
        office.run((worker) => worker.inspect(code, options, heard(onStage))),
      writeList: (request, onStage) => office.run((worker) => worker.writeList(request, heard(onStage))),
    },
    changing: {
      changesSince: (workbook, data, onStage) =>
        office.run(async (worker): ReturnType<ChangesJob['changesSince']> =>
          worker.changesSince(workbook, data, heard(onStage)),
        ),
    },
    sent: {
      look: () => office.run((worker) => worker.lookSent()),
      sentWith: async (register, id) =>
        (await isAnySent(store)) ? office.run((worker) => worker.sentWith(register, id)) : [],
    },
    backing: {
      build: (request, onStage) =>
        office.run((worker) => worker.backUp(request, onStage === undefined ? undefined : proxy(onStage))),
    },
    weekly: {
      draft: (team, week) => office.run((worker) => worker.weekDraft(team, week)),
    },
    templating: {
      openTemplate: (bytes, fileName, choice) =>
        office.run(async (worker): Promise<TemplateView | TemplateFault> =>
          worker.openTemplate(bytes, fileName, choice),
        ),
      saveTemplate: (template) =>
        office.run(async (worker): Promise<{ readonly ok: true } | TemplateFault> =>
          worker.saveTemplate(template),
        ),
      templates: () => office.run((worker) => worker.templates()),
      renameTemplate: (name, to) =>
        office.run(async (worker): Promise<{ readonly ok: true } | TemplateFault> =>
          worker.renameTemplate(name, to),
        ),
      dropTemplate: (name) => office.run((worker) => worker.dropTemplate(name)),
      fillTemplate: (name, options, onStage) =>
        office.run(async (worker): Promise<FilledTemplate> =>
          worker.fillTemplate(name, options, heard(onStage)),
        ),
    },
    gathering: {
      pack: (request, readFile) => office.run((worker) => worker.pack(request, proxy(readFile))),
      openPackage: (bytes, name) =>
        office.run(async (worker): Promise<OpenedPackage> => worker.openPackage(bytes, name)),
      takePackage: (choice, at, keepFile) =>
        office.run(async (worker): Promise<GatherOutcome> => worker.takePackage(choice, at, proxy(keepFile))),
      received: () => office.run((worker) => worker.received()),
    },
    quality: {
      check: (question, onProgress) =>
        office.run((worker) => worker.checkQuality(question, heard(onProgress))),
    },
    cancelWork: office.cancel,
  }
}

interface Connections {
  readonly connect: (port: MessagePort) => void
}

/** A listener that another thread can call. */
const heard = <L extends (stage: never) => void>(onStage: L | undefined): L | undefined =>
  onStage === undefined ? undefined : proxy(onStage)

/** A worker started when first needed; cancelling ends it, and whoever waits is told so. */
const restartable = (connect: (port: MessagePort) => void, onFault: (report: ErrorReport) => void) => {
  let running: { readonly worker: Worker; readonly office: Remote<Office> } | undefined
  const waiting = new Set<(reason: Error) => void>()
  const started = async () => {
    if (running !== undefined) return running.office
    const worker = new Worker(new URL('./office-worker.ts', import.meta.url), {
      type: 'module',
      name: 'office',
    })
    watchWorker(worker, onFault)
    const office = wrap<Office>(worker)
    running = { worker, office }
    const { port1, port2 } = new MessageChannel()
    connect(port1)
    await office.connect(transfer(port2, [port2]))
    return office
  }
  return {
    run: <T>(work: (office: Remote<Office>) => Promise<T>): Promise<T> =>
      new Promise<T>((resolve, reject) => {
        waiting.add(reject)
        void started()
          .then(work)
          .then(resolve, reject)
          .finally(() => waiting.delete(reject))
      }),
    cancel: () => {
      running?.worker.terminate()
      running = undefined
      for (const reject of waiting) reject(cancelled())
      waiting.clear()
    },
  }
}
