/**
 * The key tasks of the 《实施方案》 (domain F8). The text of the plan was not found: three of the ten are named in the source
 * text (S), word for word; the names of the others are for the user to type in, nothing is invented for them.
 */
export const notYetKnown = '（待录入）'

const named = [
  '遴选共建一批“科创中国”创新枢纽城市',
  '重组“科创中国”平台落地组织模式',
  '推动“科创中国”重庆科技志愿服务',
]

const keyTaskCount = 10

/** Number and name of the ten tasks. */
export const keyTaskSlots: readonly { readonly number: number; readonly title: string }[] = Array.from(
  { length: keyTaskCount },
  (_, index) => ({ number: index + 1, title: named[index] ?? notYetKnown }),
)
