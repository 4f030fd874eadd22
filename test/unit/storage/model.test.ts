import 'fake-indexeddb/auto'
import { test } from 'vitest'
import { runModel } from '../support/model-run'

test.each([1, 2, 3])(
  'whatever a user does, undoes and brings back, the ledger is what a plain model says (seed %i)',
  async (seed) => {
    await runModel(seed, 150)
  },
)
