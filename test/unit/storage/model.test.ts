import 'fake-indexeddb/auto'
import { test } from 'vitest'
import { runModel } from '../support/model-run'

/** The long form does 20,000 operations: `npm run test:faults`. */
const [runs, operations] = process.env['FAULTS'] === 'long' ? [40, 500] : [3, 150]

test.each(Array.from({ length: runs }, (_, at) => at + 1))(
  'whatever a user does, undoes and brings back, the ledger is what a plain model says (seed %i)',
  async (seed) => {
    await runModel(seed, operations)
  },
)
