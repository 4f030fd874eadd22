import 'fake-indexeddb/auto'
import { registers } from '../../../src/domain/registers/all'
import { factOperations } from '../../../src/features/samples/facts'
import { districtOperations } from '../../../src/features/samples/reference-data'
import { sampleOperations } from '../../../src/features/samples/samples'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import type { Store } from '../../../src/storage/store'
import { memoryVault } from './memory-vault'

const clock = { now: () => '2021-07-02T08:00:00.000Z', today: () => '2021-07-02' }

/** A ledger of 永川 on 2 July 2021 with the districts, the facts of the programme and the samples. */
export const sampleStore = async (): Promise<Store> => (await sampleLedger()).store

/** The same, and how to open it once more, as the next start does. */
export const sampleLedger = async (): Promise<{ readonly store: Store; readonly again: () => Store }> => {
  const [name, vault] = [newId(), memoryVault()]
  const again = (): Store => createStore(name, registers, clock, vault)
  const store = again()
  await store.saveSettings({ homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' })
  for (const operations of [districtOperations(), factOperations(), sampleOperations()]) {
    const done = await store.commit({ id: newId(), kind: 'setup', title: '准备', operations })
    if (!done.ok) throw new Error(done.message)
  }
  return { store, again }
}
