import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createAttachmentStore } from '../../../electron/attachment-store'
import { nameRefusal, sizeRefusal } from '../../../electron/attachment-words'
import { safeName } from '../../../electron/chosen-files'
import { failureOf } from '../../../electron/file-failures'
import { imageTypeOf, isProgram } from '../../../electron/sniff'
import { attachmentTypes, largestMade } from '../../../src/bridge/attachments'

let root: string
let folder: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'attachments-'))
  folder = join(root, 'vault', 'attachments')
})
afterEach(() => rm(root, { recursive: true, force: true }))

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const pathOf = (hash: string): string => join(folder, hash.slice(0, 2), hash)
const filesIn = async (): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

describe('keeping', () => {
  test('a file lies under the hash of what is in it, and is read back', async () => {
    const store = createAttachmentStore(folder)
    const large = randomBytes(9 * 1024 * 1024 + 5)
    for (const bytes of [bytesOf('签到表'), large]) {
      const hash = await store.keep(bytes)
      expect(hash).toBe(sha256(bytes))
      expect((await readFile(pathOf(hash))).equals(bytes)).toBe(true)
      const read = await store.read(hash)
      expect(read.status === 'read' && Buffer.from(read.bytes).equals(bytes)).toBe(true)
    }
  })

  test('the same content is one file, however often and however many at once', async () => {
    const store = createAttachmentStore(folder)
    const hashes = await Promise.all(Array.from({ length: 8 }, () => store.keep(bytesOf('同一张照片'))))
    expect(new Set(hashes).size).toBe(1)
    expect(await filesIn()).toEqual([hashes[0]])
  })

  test('a file that was altered, cut or lost is whole again when the same one is kept once more', async () => {
    const store = createAttachmentStore(folder)
    const bytes = bytesOf('合同扫描件')
    const hash = await store.keep(bytes)
    const breaks = [
      () => writeFile(pathOf(hash), 'x'.repeat(bytes.length)),
      () => truncate(pathOf(hash), 3),
      () => rm(pathOf(hash)),
    ]
    for (const damage of breaks) {
      await damage()
      expect((await store.read(hash)).status).toBe('faulty')
      await store.keep(bytes)
      expect((await store.read(hash)).status).toBe('read')
    }
  })

  test('what a killed process left half written is no file, and goes when the next one is kept', async () => {
    const before = createAttachmentStore(folder)
    const hash = await before.keep(bytesOf('第一份'))
    const torn = join(folder, hash.slice(0, 2), '.0f8fad5b-d9cb-469f-a165-70867728950e.tmp')
    await writeFile(torn, '第一份的一')
    const after = createAttachmentStore(folder)
    const second = await after.keep(bytesOf('第二份'))
    expect([...(await filesIn())].sort()).toEqual([hash, second].sort())
    expect((await after.read(hash)).status).toBe('read')
  })

  test('a folder that cannot be written, or a file in its place, is said and leaves nothing', async () => {
    await mkdir(join(root, 'vault'), { recursive: true })
    await writeFile(folder, '')
    const error = await createAttachmentStore(folder)
      .keep(bytesOf('x'))
      .catch((reason: unknown) => reason)
    expect(failureOf(error, '照片.jpg', 'keep')).toMatchObject({ status: 'failed', reason: 'other' })
    expect(failureOf(Object.assign(new Error(), { code: 'EACCES' }), '照片.jpg', 'keep')).toMatchObject({
      reason: 'readOnly',
      message: '数据文件夹不让写入，“照片.jpg”没有添加。',
    })
  })
})

// Only root may mount, and only Linux has tmpfs; elsewhere the words above stand for it.
const canMount = process.platform === 'linux' && process.getuid?.() === 0
if (canMount) {
  test('on a full disk nothing is kept and nothing is lost; with room again it goes on', async () => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', root])
    try {
      const store = createAttachmentStore(folder)
      const first = randomBytes(1024 * 1024)
      const kept = await store.keep(first)
      const second = randomBytes(1536 * 1024)
      const error = await store.keep(second).catch((reason: unknown) => reason)
      expect(failureOf(error, '视频.mp4', 'keep')).toMatchObject({
        reason: 'diskFull',
        message: '磁盘空间不足，“视频.mp4”没有添加。',
      })
      expect(await filesIn()).toEqual([kept])
      expect(await store.check({ files: [{ hash: kept, size: first.length }], thorough: true })).toEqual([])
      execFileSync('mount', ['-o', 'remount,size=8m', root])
      const hash = await store.keep(second)
      expect((await store.read(hash)).status).toBe('read')
    } finally {
      execFileSync('umount', [root])
    }
  })
}

describe('the check', () => {
  test('names what is missing, altered or unreadable; alterations of the same length only when it reads all', async () => {
    const store = createAttachmentStore(folder)
    const texts = ['完好的', '改过的', '截短的', '没有的', '变成文件夹的']
    const files = await Promise.all(
      texts.map(async (text) => ({ hash: await store.keep(bytesOf(text)), size: bytesOf(text).length })),
    )
    const [whole, same, cut, gone, odd] = files.map(({ hash }) => hash)
    if (
      whole === undefined ||
      same === undefined ||
      cut === undefined ||
      gone === undefined ||
      odd === undefined
    )
      throw new Error('five files')
    await writeFile(pathOf(same), '另外的')
    await truncate(pathOf(cut), 2)
    await rm(pathOf(gone))
    await rm(pathOf(odd))
    await mkdir(pathOf(odd))
    const quick = [
      { hash: cut, fault: 'altered' },
      { hash: gone, fault: 'missing' },
      { hash: odd, fault: 'altered' },
    ]
    expect(await store.check({ files, thorough: false })).toEqual(quick)
    expect(await store.check({ files, thorough: true })).toEqual([{ hash: same, fault: 'altered' }, ...quick])
    expect(await store.read(same)).toEqual({ status: 'faulty', fault: 'altered' })
    expect(await store.read(odd)).toEqual({ status: 'faulty', fault: 'unreadable' })
    expect(await createAttachmentStore(join(root, 'nowhere')).check({ files: [], thorough: true })).toEqual(
      [],
    )
    // Looking changes nothing.
    expect((await stat(pathOf(whole))).size).toBe(bytesOf('完好的').length)
    await chmod(pathOf(whole), 0o444)
    expect((await store.read(whole)).status).toBe('read')
  })
})

describe('what may come in', () => {
  test.each([...attachmentTypes.keys(), 'PDF', 'Jpg'])('.%s', (extension) =>
    expect(nameRefusal(`材料.${extension}`)).toBeUndefined(),
  )
  test.each([
    ['安装.exe', '“安装.exe”是程序或脚本，没有添加。'],
    ['报告.pdf.exe', '“报告.pdf.exe”是程序或脚本，没有添加。'],
    ['运行.BAT', '“运行.BAT”是程序或脚本，没有添加。'],
    ['脚本.ps1', '是程序或脚本'],
    ['快捷方式.lnk', '是程序或脚本'],
    ['台账.xlsm', '“台账.xlsm”带有宏，没有添加。'],
    ['网页.html', '不接受 .html 文件，“网页.html”没有添加。'],
    ['图.svg', '不接受 .svg 文件'],
    ['没有扩展名', '“没有扩展名”没有扩展名'],
    ['.pdf', '没有扩展名'],
    ['点.', '没有扩展名'],
  ])('not %s', (name, words) => expect(nameRefusal(name)?.message).toContain(words))

  test('neither empty nor over 50 MB; more only of what the program makes', () => {
    expect(sizeRefusal('报送数据.gz', 60 * 1024 * 1024, largestMade)).toBeUndefined()
    expect(sizeRefusal('报送数据.gz', largestMade + 1, largestMade)?.message).toContain('超过 1024 MB')
    expect(sizeRefusal('a.pdf', 50 * 1024 * 1024)).toBeUndefined()
    expect(sizeRefusal('a.pdf', 0)?.message).toBe('“a.pdf”是空文件，没有添加。')
    expect(sizeRefusal('视频.mp4', 50 * 1024 * 1024 + 1)).toMatchObject({
      reason: 'tooLarge',
      message: '“视频.mp4”有 51 MB，超过 50 MB，没有添加。',
    })
  })

  test('a program under another name is known by its bytes; a text that begins like one is none', () => {
    const windows = new Uint8Array(256)
    windows.set(bytesOf('MZ'))
    windows[0x3c] = 0x80
    windows.set(bytesOf('PE'), 0x80)
    expect(isProgram(windows)).toBe(true)
    expect(isProgram(new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2]))).toBe(true)
    expect(isProgram(bytesOf('#!/bin/sh\nrm -rf'))).toBe(true)
    for (const text of ['', 'M', 'MZ', `MZ-2021 设备清单${'，'.repeat(99)}`, '%PDF-1.7'])
      expect(isProgram(bytesOf(text)), text).toBe(false)
  })

  test('only raster images are images, by their bytes', () => {
    const images: readonly (readonly [readonly number[] | string, string | undefined])[] = [
      [[0xff, 0xd8, 0xff, 0xe0], 'image/jpeg'],
      [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], 'image/png'],
      ['GIF89a', 'image/gif'],
      ['RIFF\u0000\u0000\u0000\u0000WEBP', 'image/webp'],
      ['BM', 'image/bmp'],
      ['RIFF\u0000\u0000\u0000\u0000WAVE', undefined],
      ['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', undefined],
      ['<!doctype html>', undefined],
      ['%PDF-1.7', undefined],
      ['', undefined],
    ]
    for (const [head, type] of images)
      expect(imageTypeOf(typeof head === 'string' ? bytesOf(head) : new Uint8Array(head))).toBe(type)
  })

  test('a name is safe on every system before a file is written under it', () => {
    expect(
      ['../照片.jpg', 'a/b\\c:d.pdf', 'NUL.txt', 'con', '图\u202egpj.pdf', '表.pdf. '].map(safeName),
    ).toEqual(['__照片.jpg', 'a_b_c_d.pdf', 'NUL_.txt', 'con_', '图_gpj.pdf', '表.pdf_'])
  })
})

describe('a file that comes piece by piece', () => {
  test('is the same as one that came at once, and can be read from where it lies', async () => {
    const store = createAttachmentStore(folder)
    const incoming = await store.begin()
    await incoming.add(bytesOf('报送时的'))
    await incoming.add(bytesOf('数据'))
    const hash = await incoming.end()
    expect(hash).toBe(sha256(bytesOf('报送时的数据')))
    expect(await store.find(hash)).toEqual({ status: 'found', path: pathOf(hash) })
    await writeFile(pathOf(hash), '别的内容')
    expect(await store.find(hash)).toEqual({ status: 'faulty', fault: 'altered' })
    expect(await store.find('0'.repeat(64))).toEqual({ status: 'faulty', fault: 'missing' })
  })

  test('leaves nothing when it is dropped, or when its source fails', async () => {
    const store = createAttachmentStore(folder)
    const incoming = await store.begin()
    await incoming.add(bytesOf('一半'))
    await incoming.drop()
    const torn = async function* () {
      yield bytesOf('一半')
      await Promise.reject(new Error('the source failed'))
    }
    await expect(store.keep(torn())).rejects.toThrow('the source failed')
    expect(await filesIn()).toEqual([])
  })
})
