import 'fake-indexeddb/auto'
import { beforeEach, expect, test } from 'vitest'
import { registers } from '../../../src/domain/registers/all'
import type { Values } from '../../../src/domain/field'
import { newId } from '../../../src/storage/new-id'
import { createStore } from '../../../src/storage/repository'
import { newestVersion } from '../../../src/storage/versions'
import type { Batch, Comparison, Operation, Store } from '../../../src/storage/store'
import { memoryVault, type MemoryVault } from '../support/memory-vault'

const today = '2021-07-02'
let minute = 0
const clock = {
  now: () => new Date(Date.UTC(2021, 6, 2, 8, (minute += 1))).toISOString(),
  today: () => today,
}
const settings = { homeDistrict: '500118', unitName: '重庆市永川区科学技术协会', person: '张三' }
let name = ''
let vault: MemoryVault
let store: Store
beforeEach(async () => {
  name = newId()
  vault = memoryVault()
  store = createStore(name, registers, clock, vault)
  await store.saveSettings(settings)
})

const save = async (...operations: readonly Operation[]): Promise<void> => {
  const batch: Batch = { id: newId(), kind: 'save', title: '测试', operations }
  const done = await store.commit(batch)
  if (!done.ok) throw new Error(done.message)
}
const organization = (label: string, more: Values = {}): Operation & { readonly id: string } => ({
  kind: 'create',
  register: 'organizations',
  id: newId(),
  values: { name: label, orgType: '企业', ...more },
})
const update = (id: string, version: number, values: Values): Operation => ({
  kind: 'update',
  register: 'organizations',
  id,
  version,
  values: { orgType: '企业', ...values },
})
const remove = (id: string, version: number): Operation => ({
  kind: 'delete',
  register: 'organizations',
  id,
  version,
})

const backup = { kind: 'backup' } as const
const compared = async (from: Store = store): Promise<Comparison> => {
  const found = await from.compare(backup, () => undefined)
  if ('message' in found) throw new Error(found.message)
  return found
}
const names = async (from: Store = store): Promise<readonly unknown[]> =>
  (await from.all('organizations')).map(({ values }) => values['name']).sort()
const rows = async (kind: 'added' | 'changed' | 'removed') =>
  (await store.compared({ register: 'organizations', kind, offset: 0, limit: 10 })).rows

/** Three organizations, a backup, then one changed, one deleted, one made. */
const changedSinceBackup = async () => {
  const [kept, changed, deleted] = [organization('甲厂'), organization('乙厂'), organization('丙厂')]
  await save(kept, changed, deleted)
  vault.openBackup(vault.lines, '{"preferences":[],"drafts":[]}')
  await save(update(changed.id, 1, { name: '乙总厂' }))
  await save(remove(deleted.id, 1))
  await save(organization('丁厂'))
}

test('a backup is compared record by record, and restoring it is one action that can be undone and redone', async () => {
  await changedSinceBackup()
  const before = await names()
  const { ledger, registers: counts } = await compared()
  expect(ledger).toBe('same')
  expect(counts).toEqual([{ register: 'organizations', added: 1, changed: 1, removed: 1, same: 1 }])
  expect((await rows('added')).map(({ label }) => label)).toEqual(['丙厂'])
  expect((await rows('removed')).map(({ label }) => label)).toEqual(['丁厂'])
  expect((await rows('changed'))[0]).toMatchObject({ label: '乙厂', fields: { name: ['乙总厂', '乙厂'] } })

  const done = await store.restore('恢复备份 甲.zip')
  expect(done).toMatchObject({ ok: true, records: 3, isCopied: true })
  expect(await names()).toEqual(['丙厂', '乙厂', '甲厂'])
  const [batch] = (await store.batches({ limit: 1 })).batches
  expect(batch).toMatchObject({ kind: 'backup', title: '恢复备份 甲.zip', count: 3 })
  expect((await compared()).registers).toEqual([
    { register: 'organizations', added: 0, changed: 0, removed: 0, same: 3 },
  ])

  const undone = await store.undo(batch?.id ?? '')
  expect(undone).toMatchObject({ ok: true, records: 3 })
  expect(await names()).toEqual(before)
  await store.undo(undone.ok ? undone.batch : '')
  expect(await names()).toEqual(['丙厂', '乙厂', '甲厂'])
})

test('what was restored is made again from the second copy exactly as it was', async () => {
  await changedSinceBackup()
  await compared()
  await store.restore('恢复')
  const again = createStore(newId(), registers, clock, vault)
  expect(await again.open(() => undefined)).toMatchObject({ kind: 'rebuilt', agrees: true })
  expect(await again.all('organizations')).toEqual(await store.all('organizations'))
})

test('nothing is restored once the ledger has changed since it was compared', async () => {
  await changedSinceBackup()
  await compared()
  await save(organization('戊厂'))
  const before = await names()
  expect(await store.restore('恢复')).toMatchObject({ ok: false })
  expect(await names()).toEqual(before)
})

test('an empty ledger takes over all of it: records, history and numbers, and both copies have them', async () => {
  await changedSinceBackup()
  const lines = vault.lines
  const everything = async (from: Store) => ({
    organizations: await from.all('organizations'),
    batches: (await from.batches({ limit: 20 })).batches.map(({ isHere: _isHere, ...batch }) => batch),
    trash: await from.trashCounts(),
  })
  const own = memoryVault()
  const other = createStore(newId(), registers, clock, own)
  own.openBackup(
    lines,
    JSON.stringify({
      preferences: [
        { key: 'settings', value: settings },
        { key: 'device', value: 'other' },
      ],
      drafts: [],
    }),
  )
  expect(await compared(other)).toMatchObject({ ledger: 'empty', seq: 4 })
  expect(await other.restore('恢复')).toMatchObject({
    ok: true,
    batch: undefined,
    records: 4,
    isCopied: true,
  })
  expect(await everything(other)).toEqual(await everything(store))
  expect(await other.settings()).toEqual(settings)
  expect((await other.batches({ limit: 1 })).batches[0]?.isHere).toBe(false)
  const rebuilt = createStore(newId(), registers, clock, own)
  await rebuilt.open(() => undefined)
  expect(await everything(rebuilt)).toEqual(await everything(store))
  const made = await other.commit({
    id: newId(),
    kind: 'save',
    title: '测试',
    operations: [organization('己厂')],
  })
  const taken = new Set((await store.all('organizations')).map(({ code }) => code))
  expect(made.ok && taken.has(made.records[0]?.code ?? '')).toBe(false)
})

test('records of another ledger come in with who made them, and go again when that is undone', async () => {
  await changedSinceBackup()
  const lines = vault.lines
  const own = memoryVault()
  const other = createStore(newId(), registers, clock, own)
  await other.saveSettings({ ...settings, person: '李四' })
  await other.commit({ id: newId(), kind: 'save', title: '测试', operations: [organization('庚厂')] })
  own.openBackup(lines, null)
  expect(await compared(other)).toMatchObject({ ledger: 'other' })
  const done = await other.restore('恢复')
  expect(await names(other)).toEqual(await names())
  expect((await other.all('organizations')).map(({ createdBy }) => createdBy)).toEqual([
    '张三',
    '张三',
    '张三',
  ])
  const again = createStore(newId(), registers, clock, own)
  expect(await again.open(() => undefined)).toMatchObject({ kind: 'rebuilt', agrees: true })
  await other.undo(done.ok ? (done.batch ?? '') : '')
  expect(await names(other)).toEqual(['庚厂'])
})

const linesWith = (change: (line: string) => string): readonly string[] => vault.lines.map(change)
const faults: readonly (readonly [what: string, lines: () => readonly string[], sentence: string])[] = [
  ['is empty', () => [], '不是科创台账的格式'],
  ['is no JSON', () => linesWith(() => '{"batch":'), '不是科创台账的格式'],
  [
    'has fields that an object has by itself',
    () => linesWith((line) => line.replaceAll('"orgType"', '"__proto__"')),
    '不是科创台账的格式',
  ],
  [
    'leaves an action out',
    () => vault.lines.slice(vault.lines.findIndex((line) => line.includes('"end":1')) + 1),
    '不是科创台账的格式',
  ],
  [
    'holds fewer changes than it says',
    () => vault.lines.filter((_line, index) => index !== 1),
    '不是科创台账的格式',
  ],
  [
    'holds what the field cannot hold',
    () => linesWith((line) => line.replaceAll('"甲厂"', '{"a":1}')),
    '内容不合格式',
  ],
  [
    'knows a field that we do not',
    () => linesWith((line) => line.replaceAll('"orgType"', '"laterField"')),
    '内容不合格式',
  ],
  [
    'knows a register that we do not',
    () => linesWith((line) => line.replaceAll('"organizations"', '"laterRegister"')),
    '新版本',
  ],
  [
    'is of a later version',
    () => linesWith((line) => line.replace(`"schema":${String(newestVersion)}`, '"schema":9999')),
    '新版本',
  ],
]
test.each(faults)(
  'a backup that %s is refused in words, and nothing changes',
  async (_what, lines, sentence) => {
    await changedSinceBackup()
    const before = await names()
    vault.openBackup(lines(), null)
    const found = await store.compare(backup, () => undefined)
    expect('message' in found ? found.message : '').toContain(sentence)
    expect(await names()).toEqual(before)
  },
)

test('a backup that lacks actions is refused with how many', async () => {
  await changedSinceBackup()
  vault.openBackup(vault.lines, null, [{ seq: 9, title: '', at: '' }])
  expect(await store.compare(backup, () => undefined)).toMatchObject({
    message: '这份备份缺少 1 次操作，不完整。',
  })
})

test('before an import and before a restore a snapshot is asked for; a big job waits where there is none', async () => {
  const many = Array.from({ length: 501 }, (_, index) => organization(`第 ${String(index)} 厂`))
  const batch = { id: newId(), kind: 'import', title: '导入', operations: many } as const
  expect(await store.commit(batch)).toMatchObject({ ok: false, reason: 'copy' })
  expect(await store.all('organizations')).toEqual([])
  expect(await store.commit({ ...batch, operations: many.slice(0, 500) })).toMatchObject({ ok: true })
  vault.canSnapshot()
  const next = Array.from({ length: 501 }, (_, index) => organization(`又 ${String(index)} 厂`))
  expect(await store.commit({ ...batch, id: newId(), operations: next })).toMatchObject({ ok: true })
  vault.openBackup(vault.lines, null)
  await save(organization('辛厂'))
  await compared()
  await store.restore('恢复')
  expect(vault.snapshotsAsked()).toEqual(['import', 'import', 'import', 'restore'])
})
