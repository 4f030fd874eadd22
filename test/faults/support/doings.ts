import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Page } from '@playwright/test'
import { stubSaveDialog } from '../../e2e/support/launch'
import { closeNotices, fillOrganization, goTo } from '../../e2e/support/steps'
import type { LedgerRecord } from '../../../src/domain/record'
import type { Batch, CommitResult, Operation } from '../../../src/storage/store'
import type { Dice } from '../../unit/support/dice'
import { byKey, type Foreseen } from './account'
import { keyOf } from './ledger'
import type { Session } from './session'

/** What the user is doing when something goes wrong. Whoever adds a page that writes adds a line to `doings`. */
export interface Doing {
  readonly name: string
  /** How often it is broken off in the short form and in the long one. */
  readonly often: readonly [short: number, long: number]
  /** How long a trial of it can last until the fault comes, in milliseconds. */
  readonly span: number
  /** Gets there. Nothing goes wrong yet. */
  readonly prepare: (session: Session, dice: Dice) => Promise<void>
  /** Goes on until it is done or the app ends. */
  readonly run: (session: Session, dice: Dice) => Promise<void>
}

const register = 'organizations'
let words = 0
const word = (): string => `词${String((words += 1))}`

const newOrganization = (dice: Dice): Operation & { readonly kind: 'create' } => ({
  kind: 'create',
  register,
  id: randomUUID(),
  values: { name: `机构${word()}`, orgType: '企业', ...(dice.chance(0.5) ? { park: word() } : {}) },
  ...(dice.chance(0.3) ? { remark: '长'.repeat(dice.below(400)) } : {}),
})

type Done = Extract<CommitResult, { readonly ok: true }>

/** Sends a batch and notes what came of it. */
const commit = async (
  { ledger, account }: Session,
  kind: Batch['kind'],
  operations: readonly Operation[],
): Promise<Done> => {
  const id = randomUUID()
  const known = account.records()
  const foreseen = operations.map((operation): readonly [string, Foreseen] => {
    const key = keyOf(register, operation.id)
    const values = 'values' in operation ? operation.values : (known.get(key)?.values ?? {})
    return [key, { values, isDeleted: operation.kind === 'delete' }]
  })
  const acknowledge = account.sent(new Map(foreseen), id)
  const done = await ledger.commit({ id, kind, title: `${kind} ${String(operations.length)}`, operations })
  if (!done.ok) throw new Error(`${kind}: ${done.message}`)
  if (done.isCopied) acknowledge(id, byKey(register, done.records))
  return done
}

/** One change at random of one organization: new, edited, deleted, brought back. */
export const saveOne = async (session: Session, dice: Dice): Promise<Done> => {
  const known = [...session.account.records()].filter(([key]) => key.startsWith(`${register}|`))
  const [, record] = known[dice.below(known.length)] ?? []
  if (record === undefined || dice.chance(0.5)) return commit(session, 'save', [newOrganization(dice)])
  const { id, version, values, deletedAt } = record
  if (deletedAt !== null) return commit(session, 'restore', [{ kind: 'restore', register, id, version }])
  if (dice.chance(0.3)) return commit(session, 'delete', [{ kind: 'delete', register, id, version }])
  const next = { ...values, park: word() }
  return commit(session, 'save', [{ kind: 'update', register, id, version, values: next }])
}

/** Makes a new organization, and takes that back. */
const saveAndUndo = async (session: Session, dice: Dice): Promise<void> => {
  const { batch, records } = await commit(session, 'save', [newOrganization(dice)])
  const { account, ledger } = session
  const foreseen = records.map(
    ({ id, values }) => [keyOf(register, id), { values, isDeleted: true }] as const,
  )
  const acknowledge = account.sent(new Map(foreseen))
  const undone = await ledger.undo(batch)
  if (!undone.ok) throw new Error(`undo: ${undone.reason}`)
  const ids = records.map(({ id }) => id)
  acknowledge(undone.batch, byKey(register, await ledger.records(register, ids)))
}

/** Only new ones: they go on being whole or not there whatever becomes of those before. */
export const saveNew = (session: Session, dice: Dice): Promise<Done> =>
  commit(session, 'save', [newOrganization(dice)])

/** An import of so many rows, which is one batch; each with this note. */
export const importMany = (
  session: Session,
  dice: Dice,
  rows: number,
  noteOf: () => string = () => '',
): Promise<Done> =>
  commit(
    session,
    'import',
    Array.from({ length: rows }, () => ({ ...newOrganization(dice), sourceNote: noteOf() })),
  )

/** A new organization by the window's own form, up to where it says 已保存. */
const saveByHand = async ({ page, account }: Session): Promise<void> => {
  const name = `手填${word()}`
  await page.getByRole('button', { name: '新建机构', exact: true }).click()
  await fillOrganization(page, name)
  const said = account.sentByHand(name)
  const dialog = page.getByRole('dialog', { name: '新建机构' })
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await page.getByText('已保存', { exact: true }).first().waitFor()
  said()
  await dialog.waitFor({ state: 'hidden' })
  await closeNotices(page)
}

const nothing = (): Promise<void> => Promise.resolve()
const toOrganizations = ({ page }: Session): Promise<void> => goTo(page, '机构')
const forEver = async (work: () => Promise<unknown>): Promise<never> => {
  for (;;) await work()
}

export const saving: Doing = {
  name: 'saving',
  often: [2, 80],
  span: 500,
  prepare: nothing,
  run: (session, dice) =>
    forEver(async () => {
      if (dice.chance(0.8)) await saveOne(session, dice)
      else await saveAndUndo(session, dice)
    }),
}

const importing: Doing = {
  name: 'importing',
  often: [3, 40],
  span: 700,
  prepare: nothing,
  run: async (session, dice) => {
    await importMany(session, dice, 200 + dice.below(1000))
  },
}

const typing: Doing = {
  name: 'typing',
  often: [1, 20],
  span: 1500,
  prepare: async (session) => {
    await toOrganizations(session)
    await session.page.getByRole('button', { name: '新建机构', exact: true }).click()
    await session.page.getByLabel('机构全称', { exact: true }).waitFor()
  },
  run: ({ page }) => {
    const name = page.getByRole('dialog', { name: '新建机构' }).getByLabel('机构全称', { exact: true })
    return forEver(() => name.pressSequentially(`写到一半${word()}`))
  },
}

const savingByHand: Doing = {
  name: 'saving in the window',
  often: [1, 20],
  span: 2500,
  prepare: toOrganizations,
  run: (session) => forEver(() => saveByHand(session)),
}

const snapshotting: Doing = {
  name: 'snapshotting',
  often: [2, 30],
  span: 250,
  prepare: async (session, dice) => {
    await saveOne(session, dice)
  },
  run: async ({ app }) => {
    await app.evaluate(({ BrowserWindow }) => {
      for (const window of BrowserWindow.getAllWindows()) window.close()
    })
  },
}

/** What restoring `then` comes to. */
const foreseenRestore = (
  then: ReadonlyMap<string, LedgerRecord>,
  now: ReadonlyMap<string, LedgerRecord>,
): ReadonlyMap<string, Foreseen> =>
  new Map(
    [...now].flatMap(([key, record]): readonly (readonly [string, Foreseen])[] => {
      const other = then.get(key)
      const wasLive = other?.deletedAt === null
      const isLive = record.deletedAt === null
      if (!wasLive) return isLive ? [[key, { values: record.values, isDeleted: true }]] : []
      const isSame = isLive && isDeepStrictEqual(record.values, other.values)
      return isSame ? [] : [[key, { values: other.values, isDeleted: false }]]
    }),
  )

/** A snapshot, and then as much again of everything: taken back to the snapshot. */
const restoring: Doing = {
  name: 'restoring',
  often: [2, 30],
  span: 900,
  prepare: async (session, dice) => {
    const { ledger, account } = session
    const taken = await ledger.takeSnapshot()
    if (taken.status === 'failed') throw new Error(taken.message)
    restorable = account.records()
    await importMany(session, dice, 400)
    for (let count = 0; count < 6; count += 1) await saveOne(session, dice)
    await ledger.compare(taken.snapshot.name)
  },
  run: async ({ ledger, account }) => {
    const foreseen = foreseenRestore(restorable, account.records())
    const acknowledge = account.sent(foreseen)
    const done = await ledger.restore('恢复快照')
    if (!done.ok || done.batch === undefined) throw new Error('restore')
    const ids = [...foreseen.keys()].map((key) => key.slice(register.length + 1))
    if (done.isCopied) acknowledge(done.batch, byKey(register, await ledger.records(register, ids)))
  },
}
let restorable: ReadonlyMap<string, LedgerRecord> = new Map()

const exportNow = async (page: Page, answer: string | RegExp): Promise<void> => {
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await page.getByText(answer).first().waitFor()
}

/** Exports the list of organizations, up to where the window answers. */
export const exportList = async (session: Session, answer: string | RegExp): Promise<void> => {
  await toExport(session)
  await exportNow(session.page, answer)
}

const toExport = async (session: Session): Promise<void> => {
  await stubSaveDialog(session.app, join(session.exports, '机构.xlsx'))
  await toOrganizations(session)
}

const exporting: Doing = {
  name: 'exporting',
  often: [1, 20],
  span: 1200,
  prepare: toExport,
  run: ({ page }) => exportNow(page, '已导出 机构.xlsx'),
}

export const doings: readonly Doing[] = [
  saving,
  importing,
  restoring,
  typing,
  savingByHand,
  snapshotting,
  exporting,
]
