import { useEffect, useMemo, useRef, useState } from 'react'
import { isCancelled } from '../../../ui/cancelled'
import { useNotices } from '../../../ui/notices'
import type { Quality, QualityJob, QualityProgress, QualityQuestion } from './quality-types'

interface Outcome {
  readonly ask: object
  readonly answer: '取消' | '出错' | undefined
}

/**
 * Asks again whenever the question or the ledger has changed, and of all records when that is asked for; what was found
 * before stays until the answer comes.
 */
export const useQuality = (job: QualityJob, question: QualityQuestion, revision: number) => {
  const { district, samples, today } = question
  const [turn, setTurn] = useState(0)
  const ask = useMemo(
    () => ({ question: { district, samples, today }, revision, turn }),
    [district, samples, today, revision, turn],
  )
  const [quality, setQuality] = useState<Quality>()
  const [progress, setProgress] = useState<QualityProgress>()
  const [outcome, setOutcome] = useState<Outcome>()
  const notices = useNotices()
  const lastTurn = useRef(turn)
  useEffect(() => {
    let isOld = false
    const isAnew = lastTurn.current !== turn
    lastTurn.current = turn
    const end = (answer: Outcome['answer']): void => {
      if (isOld) return
      setProgress(undefined)
      setOutcome({ ask, answer })
    }
    job
      .check({ ...ask.question, isAnew }, (now) => {
        if (!isOld) setProgress(now)
      })
      .then(
        (found) => {
          if (!isOld) setQuality(found)
          end(undefined)
        },
        (error: unknown) => {
          if (!isOld && !isCancelled(error))
            notices.failed('核查没有完成：程序内部出错。', '请按“重新核查”再试一次。')
          end(isCancelled(error) ? '取消' : '出错')
        },
      )
    return () => {
      isOld = true
    }
  }, [job, ask, turn, notices])
  const isBusy = outcome?.ask !== ask
  return {
    /** What was found, or while the first look goes on, what was found so far. */
    quality: quality ?? progress?.soFar,
    isBusy,
    /** Whether some registers were not looked at yet. */
    isPartial: quality === undefined && progress !== undefined,
    progress,
    /** What was asked last was called off or failed: what is shown, if anything, is from before. */
    isUnanswered: !isBusy && outcome.answer !== undefined,
    askAgain: () => setTurn((count) => count + 1),
  }
}
