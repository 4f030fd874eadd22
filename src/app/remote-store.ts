import { proxy, type Remote } from 'comlink'
import type { Batch, Store } from '../storage/store'

/** What another thread can ask of a store. */
export interface RemoteStore extends Store {
  /** `commit` of a batch as JSON. */
  readonly commitText: (batch: string, without?: 'records') => ReturnType<Store['commit']>
}

/** A store that can be watched from another thread: the way to stop is handed over, not copied. */
export const remoteStore = (store: Store): RemoteStore => ({
  ...store,
  // Nobody but the app itself writes such a text.
  commitText: (batch, without) => store.commit(JSON.parse(batch) as Batch, without),
  watch: async (listener) => proxy(await store.watch(listener)),
  watchCopy: async (listener) => proxy(await store.watchCopy(listener)),
})

/** How to stop what another thread is doing. */
const stopping = (stop: unknown): (() => void) => {
  return () => {
    void (stop as () => Promise<void>)()
  }
}

/** From so many on a text travels faster than a copy of each. */
const manyOperations = 1000

/** The store of another thread, as if it were here. */
export const storeFrom = (remote: Remote<RemoteStore>): Store => {
  const call = <K extends keyof Store>(name: K): Store[K] =>
    // A remote function takes the same arguments and gives the same promise; Comlink's types cannot show it for each.
    ((...given: readonly unknown[]) =>
      (remote[name] as unknown as (...args: readonly unknown[]) => Promise<unknown>)(
        ...given,
      )) as unknown as Store[K]
  return {
    open: (onProgress) => remote.open(proxy(onProgress)),
    copyState: call('copyState'),
    watchCopy: async (listener) => stopping(await remote.watchCopy(proxy(listener))),
    settings: call('settings'),
    saveSettings: call('saveSettings'),
    preference: call('preference'),
    savePreference: call('savePreference'),
    page: call('page'),
    ids: call('ids'),
    heldIds: call('heldIds'),
    get: call('get'),
    getMany: call('getMany'),
    facets: call('facets'),
    shown: call('shown'),
    neighbours: call('neighbours'),
    find: call('find'),
    lookForDuplicates: (register, goOn) => remote.lookForDuplicates(register, proxy(goOn)),
    duplicates: call('duplicates'),
    alike: call('alike'),
    proposals: call('proposals'),
    needBoard: call('needBoard'),
    weekBoard: call('weekBoard'),
    ruleOut: call('ruleOut'),
    tellApart: call('tellApart'),
    related: call('related'),
    pick: call('pick'),
    all: call('all'),
    together: call('together'),
    findByKey: call('findByKey'),
    sampleCount: call('sampleCount'),
    sentFiles: call('sentFiles'),
    noteSent: call('noteSent'),
    attachments: call('attachments'),
    counts: call('counts'),
    count: call('count'),
    monthly: call('monthly'),
    check: call('check'),
    checkMany: call('checkMany'),
    commit: (batch, without) =>
      batch.operations.length < manyOperations
        ? call('commit')(batch, without)
        : remote.commitText(JSON.stringify(batch), without),
    undo: call('undo'),
    batch: call('batch'),
    batches: call('batches'),
    people: call('people'),
    changesIn: call('changesIn'),
    history: call('history'),
    pasts: call('pasts'),
    asOf: call('asOf'),
    trash: call('trash'),
    trashCounts: call('trashCounts'),
    snapshots: call('snapshots'),
    takeSnapshot: call('takeSnapshot'),
    compare: (from, onProgress) => remote.compare(from, proxy(onProgress)),
    compared: call('compared'),
    restore: call('restore'),
    forgetCompared: call('forgetCompared'),
    draft: call('draft'),
    saveDraft: call('saveDraft'),
    dropDraft: call('dropDraft'),
    watch: async (listener) => stopping(await remote.watch(proxy(listener))),
  }
}
