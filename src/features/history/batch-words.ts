import type { BatchHead, BatchKind, Change } from '../../domain/history'

/** What a batch is called in lists and filters. */
export const kindWords: Readonly<Record<BatchKind, string>> = {
  setup: '建账',
  save: '保存',
  step: '办理',
  delete: '删除',
  restore: '移出回收站',
  import: '导入',
  merge: '汇总',
  sample: '示例与公开资料',
  undo: '撤销',
  redo: '恢复撤销',
  backup: '恢复备份',
}

export const actionWords: Readonly<Record<Change['action'], string>> = {
  create: '新建',
  update: '修改',
  delete: '删除',
  restore: '恢复',
}

/** The word on the button that takes a batch back. */
export const undoWord = (kind: BatchKind): '撤销' | '恢复' => (kind === 'undo' ? '恢复' : '撤销')

/** Without 撤销： or 恢复： before it. */
export const bareTitle = ({ kind, title }: Pick<BatchHead, 'kind' | 'title'>): string =>
  kind === 'undo' || kind === 'redo' ? title.replace(/^(?:撤销|恢复)：/u, '') : title
