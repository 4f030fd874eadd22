import { beijingDay } from '../../domain/kinds/date'
import type { Register } from '../../domain/register'
import { packageText, readPackage, recordsOfDistrict } from '../../exchange/district-package'
import { type ClashChoice, mergedRecord, type MergeItem, planMerge } from '../../exchange/merge-plan'
import { newId } from '../../storage/new-id'
import type { Operation, Store } from '../../storage/store'
import { deletedIn, deletionsHere } from './deletions'
import type { GatherJob, OpenedPackage, Received, Told } from './gather-types'
import { clashesIn, countsIn } from './merge-views'
import { carryFiles, filesOf, provenFiles } from './package-files'
import { packed, partsOf, unpacked, withFiles } from './packing'
import { presentFor } from './present-records'

interface Held {
  readonly opened: Extract<OpenedPackage, { ok: true }>
  readonly items: readonly MergeItem[]
  /** Deletions that can be followed. */
  readonly going: readonly Operation[]
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[]
}

export const createGatherJob = (store: Store, allRegisters: readonly Register[]): GatherJob => {
  const registers = new Map(allRegisters.map((register) => [register.name, register]))
  let held: Held | undefined

  const received = async (): Promise<readonly Received[]> => {
    const known = ((await store.preference(receivedKey)) ?? []) as readonly Received[]
    const batches = await Promise.all(known.map(({ batch }) => store.batch(batch)))
    const standing = known.filter((_, index) => batches[index]?.undone === false)
    return [...new Map(standing.map((one) => [one.district, one])).values()]
  }

  return {
    pack: async ({ district, districtName, unitName, person, at }, readFile) => {
      const all = await Promise.all(
        allRegisters.map(async (register) => ({ register, records: await store.all(register.name) })),
      )
      const records = recordsOfDistrict(district, all)
      const { listed: files, contents, left } = await carryFiles(filesOf(registers, records), readFile)
      const deleted = await deletedIn(store, allRegisters, district)
      const made = { district, districtName, unitName, person, madeAt: at, records, deleted, files }
      return {
        fileName: `${districtName}_科创台账数据_${beijingDay(at).replaceAll('-', '')}.kcdata`,
        bytes: withFiles(await packed(packageText(made)), contents),
        records: records.length + deleted.length,
        left,
      }
    },
    openPackage: async (bytes, fileName) => {
      held = undefined
      const parts = partsOf(bytes)
      const read = readPackage((await unpacked(parts.text)) ?? '', allRegisters)
      if (!read.ok) return read
      const { records, deleted, files, ...made } = read.made
      const proven = await provenFiles(files, parts.rest)
      if (proven === undefined) return brokenFiles
      const named = filesOf(registers, records)
      const carried = named.flatMap(({ hash, name }) => {
        const content = proven.get(hash)
        return content === undefined ? [] : [{ name, bytes: content }]
      })
      const leaving = await deletionsHere(store, registers, made.district, deleted)
      const items = planMerge(read.made, registers, await presentFor(store, registers, read.made.records))
      const before = (await received()).find(({ district }) => district === made.district)?.madeAt
      const opened = {
        ok: true as const,
        fileName,
        ...made,
        before,
        counts: countsIn(items),
        clashes: told(clashesIn(items)),
        deletions: { ...told(leaving.views), followed: leaving.operations.length },
        files: { carried: carried.length, missing: named.length - carried.length },
      }
      held = { opened, items, going: leaving.operations, files: carried }
      return opened
    },
    takePackage: async (choice, at, keepFile) => {
      if (held === undefined) throw new Error('No package is open.')
      const { opened, items, going, files } = held
      for (const { name, bytes } of files) {
        const problem = await keepFile(name, bytes)
        if (problem !== undefined) return { ok: false, message: `附件“${name}”没有存下。${problem}` }
      }
      const operations = [
        ...items.flatMap((item) => operationOf(item, choice.clashes) ?? []),
        ...(choice.deletions === 'follow' ? going : []),
      ]
      const batch = newId()
      const title = `汇总 ${opened.districtName} ${beijingDay(opened.madeAt)} 的数据包`
      const done = await store.commit({ id: batch, kind: 'merge', title, operations }, 'records')
      if (!done.ok) return done
      held = undefined
      const { district, madeAt, unitName, person } = opened
      const now: Received = {
        district,
        madeAt,
        takenAt: at,
        unitName,
        person,
        records: operations.length,
        batch,
      }
      const others = ((await store.preference(receivedKey)) ?? []) as readonly Received[]
      await store.savePreference(receivedKey, [...others, now].slice(-mostRemembered))
      return { ok: true, isCopied: done.isCopied, received: now }
    },
    received,
  }
}

/** Records that the dialog names. */
const mostNamed = 50

const told = <T>(all: readonly T[]): Told<T> => ({ total: all.length, first: all.slice(0, mostNamed) })

const brokenFiles: OpenedPackage = {
  ok: false,
  message: '数据包里的附件不完整或被改动过。',
  advice: '请让区县重新生成并发送。',
}

const receivedKey = 'gathered'
const mostRemembered = 2000

const operationOf = (item: MergeItem, choice: ClashChoice): Operation | undefined => {
  const { register, kind, theirs, ours, taken, clashes } = item
  const isTaken = choice === 'theirs' ? [...taken, ...clashes] : taken
  if (kind === 'same' || (ours !== undefined && isTaken.length === 0)) return undefined
  // What was thrown away here stays there, unless the district's word is to count.
  const isGone = typeof ours?.deletedAt === 'string'
  if (isGone && !isTaken.includes('@deletedAt')) return undefined
  const { values, districtCode, confidentiality, sourceNote, remark } = mergedRecord(item, choice)
  const input = {
    register: register.name,
    id: theirs.id,
    values,
    districtCode,
    confidentiality,
    ...(sourceNote === undefined ? {} : { sourceNote }),
    ...(remark === undefined ? {} : { remark }),
  }
  return ours === undefined
    ? { kind: 'create', code: theirs.code, ...input }
    : { kind: 'update', version: ours.version, ...input }
}
