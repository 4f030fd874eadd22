/** What the user can mend: what happened, and what to do. */
export interface Failure {
  readonly status: 'failed'
  readonly reason: FailureReason
  readonly message: string
  readonly advice: string
}
export type FailureReason =
  'busy' | 'readOnly' | 'diskFull' | 'folderGone' | 'tooLarge' | 'notFound' | 'altered' | 'other'
