import { proxy, type Remote } from 'comlink'
import type { Store } from '../storage/store'

/** A store whose `watch` can be called from another thread: the way to stop is handed over, not copied. */
export const remoteStore = (store: Store): Store => ({
  ...store,
  watch: async (listener) => proxy(await store.watch(listener)),
})

/** The store of another thread, as if it were here. */
export const storeFrom = (remote: Remote<Store>): Store => {
  const call = <K extends keyof Store>(name: K): Store[K] =>
    // A remote function takes the same arguments and gives the same promise; Comlink's types cannot show it for each.
    ((...given: readonly unknown[]) =>
      (remote[name] as unknown as (...args: readonly unknown[]) => Promise<unknown>)(
        ...given,
      )) as unknown as Store[K]
  return {
    settings: call('settings'),
    saveSettings: call('saveSettings'),
    preference: call('preference'),
    savePreference: call('savePreference'),
    page: call('page'),
    ids: call('ids'),
    get: call('get'),
    getMany: call('getMany'),
    neighbours: call('neighbours'),
    find: call('find'),
    related: call('related'),
    pick: call('pick'),
    all: call('all'),
    findByKey: call('findByKey'),
    sampleCount: call('sampleCount'),
    attachments: call('attachments'),
    counts: call('counts'),
    check: call('check'),
    commit: call('commit'),
    undo: call('undo'),
    batches: call('batches'),
    draft: call('draft'),
    saveDraft: call('saveDraft'),
    dropDraft: call('dropDraft'),
    watch: async (listener) => {
      const stop = await remote.watch(proxy(listener))
      return () => {
        void (stop as unknown as () => Promise<void>)()
      }
    },
  }
}
