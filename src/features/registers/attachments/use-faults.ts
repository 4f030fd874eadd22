import { useEffect, useState } from 'react'
import { create } from 'zustand'
import type { FileFault } from '../../../bridge/channels'
import type { Attachment } from '../../../domain/field'
import { useAttachmentFiles } from './attachment-files'

interface Looks {
  readonly round: number
  /** Files were kept, or one was found wrong: every list that is shown looks again. */
  readonly again: () => void
}

export const useLooks = create<Looks>((set) => ({
  round: 0,
  again: () => set(({ round }) => ({ round: round + 1 })),
}))

/** What is wrong with these files, by hash: each is read and compared when it comes into view. */
export const useFaults = (attachments: readonly Attachment[]): ReadonlyMap<string, FileFault> => {
  const { checkAttachments } = useAttachmentFiles()
  const { round } = useLooks()
  const [faults, setFaults] = useState<ReadonlyMap<string, FileFault>>(new Map())
  const key = attachments.map(({ hash, size }) => `${hash} ${String(size)}`).join('\n')
  useEffect(() => {
    if (key === '') return
    let left = false
    const files = key.split('\n').map((line) => {
      const [hash = '', size] = line.split(' ')
      return { hash, size: Number(size) }
    })
    void checkAttachments({ files, thorough: true }).then((found) => {
      if (!left) setFaults(new Map(found.map(({ hash, fault }) => [hash, fault])))
    })
    return () => {
      left = true
    }
  }, [checkAttachments, key, round])
  return faults
}
