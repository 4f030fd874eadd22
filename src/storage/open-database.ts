import Dexie from 'dexie'
import { type Database, indexIn, recordsIn } from './database'
import { type UpgradeHeard, versions } from './versions'

/** Opens the database; every commit is on the disk before it is acknowledged. `heard` is told how far an upgrade has come. */
export const openDatabase = (name: string, heard: UpgradeHeard = () => undefined): Database => {
  const dexie = new Dexie(name, { chromeTransactionDurability: 'strict' })
  for (const { version, stores, upgrade } of versions) {
    const declared = dexie.version(version).stores(stores)
    if (upgrade !== undefined) declared.upgrade((transaction) => upgrade(transaction, heard))
  }
  return {
    dexie,
    records: recordsIn(dexie.table('recordPages')),
    index: indexIn(dexie.table('indexPages')),
    changes: dexie.table('changePacks'),
    batches: dexie.table('batches'),
    counters: dexie.table('counters'),
    drafts: dexie.table('drafts'),
    preferences: dexie.table('preferences'),
    state: dexie.table('state'),
  }
}
