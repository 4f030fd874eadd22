import { sentStates, submissions } from '../domain/registers/submissions'
import type { Store } from '../storage/store'

const filters = [{ kind: 'oneOf', field: 'status', values: sentStates }] as const

/** Whether a report was ever sent: until then no worker has to be started to look for what was changed since. */
export const isAnySent = async (store: Pick<Store, 'count'>): Promise<boolean> =>
  (await store.count({ register: submissions.name, filters })) > 0
