import { Button, Input, Spin } from 'antd'
import { type ClipboardEvent, type DragEvent, type KeyboardEvent, useRef, useState } from 'react'
import type { Attachment, AttachmentsField } from '../../../domain/field'
import { partsOfName } from '../../../domain/kinds/attachments'
import type { Unreadable } from '../form/edit-text'
import { useAttachmentFiles } from './attachment-files'
import { AttachmentRow } from './attachment-row'
import './attachments.css'
import { sourcesOf, useAdding } from './use-adding'
import { useFaults, useLooks } from './use-faults'

interface AttachmentsInputProps {
  readonly id: string
  readonly field: AttachmentsField
  readonly files: readonly Attachment[]
  readonly describedBy: string
  readonly onChange: (files: readonly Attachment[] | undefined, unfinished?: Unreadable) => void
  readonly onLeave: () => void
}

/** The files of a record: added by a dialog, dropped or pasted; renamed, opened, saved elsewhere, taken out. */
export const AttachmentsInput = (props: AttachmentsInputProps) => {
  const { id, field, files, describedBy, onChange, onLeave } = props
  const bridge = useAttachmentFiles()
  const faults = useFaults(files)
  const { again } = useLooks()
  const { progress, remarks, add, choose, stop, dismiss } = useAdding({ files, onChange })
  const [renaming, setRenaming] = useState<string | undefined>(undefined)
  const [over, setOver] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const locked = field.readOnly === true

  const change = (next: readonly Attachment[]): void => {
    onChange(next.length === 0 ? undefined : next)
    onLeave()
  }
  const bring = async (adding: Promise<void>): Promise<void> => {
    await adding
    // A file that was lost is whole again when it was added once more.
    again()
    onLeave()
  }
  const take = (event: ClipboardEvent | DragEvent, transfer: DataTransfer): void => {
    if (locked || transfer.files.length === 0) return
    event.preventDefault()
    event.stopPropagation()
    void bring(add(sourcesOf([...transfer.files], bridge)))
  }
  return (
    <div
      id={id}
      role="group"
      aria-labelledby={`${id}-label`}
      aria-describedby={describedBy}
      // A click into the area makes it the place where Ctrl+V goes.
      tabIndex={-1}
      className={over ? 'file-area over' : 'file-area'}
      onPaste={(event) => take(event, event.clipboardData)}
      onDragOver={(event) => {
        if (locked || !event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false)
        take(event, event.dataTransfer)
      }}
    >
      {files.length > 0 && (
        <ul className="files" aria-label={`${field.label}列表`}>
          {files.map((file) => (
            <AttachmentRow
              key={file.hash}
              file={file}
              fault={faults.get(file.hash)}
              {...(renaming === file.hash
                ? {
                    name: (
                      <NameInput
                        name={file.name}
                        onDone={(name) => {
                          setRenaming(undefined)
                          button.current?.focus()
                          if (name !== file.name)
                            change(files.map((other) => (other === file ? { ...file, name } : other)))
                        }}
                      />
                    ),
                  }
                : {})}
              actions={
                locked ? undefined : (
                  <>
                    <Button
                      size="small"
                      type="link"
                      aria-label={`改名 ${file.name}`}
                      onClick={() => setRenaming(file.hash)}
                    >
                      改名
                    </Button>
                    <Button
                      size="small"
                      type="link"
                      danger
                      aria-label={`移除 ${file.name}`}
                      onClick={() => {
                        change(files.filter((other) => other !== file))
                        button.current?.focus()
                      }}
                    >
                      移除
                    </Button>
                  </>
                )
              }
            />
          ))}
        </ul>
      )}
      <div className="file-adding">
        <Button
          ref={button}
          size="small"
          disabled={locked || progress !== undefined}
          onClick={() => void bring(choose())}
        >
          添加附件
        </Button>
        {progress === undefined ? (
          <span className="soft">
            {over ? '松开鼠标，添加这些文件' : '也可以把文件拖到这里，或点一下此处再按 Ctrl+V 粘贴文件或截图'}
          </span>
        ) : (
          <span role="status" className="file-progress">
            <Spin size="small" />
            {`正在添加 ${progress.name}（第 ${String(progress.number)} 个，共 ${String(progress.of)} 个${progress.share === undefined ? '' : `，${String(Math.round(progress.share * 100))}%`}）`}
            <Button size="small" onClick={stop}>
              停止添加
            </Button>
          </span>
        )}
      </div>
      <div aria-live="polite">
        {remarks.map(({ message, advice }) => (
          <div key={message} className="issue error">
            {message}
            {advice}
          </div>
        ))}
        {remarks.length > 0 && (
          <Button size="small" type="link" onClick={dismiss}>
            关闭提示
          </Button>
        )}
      </div>
    </div>
  )
}

/** The name without its extension, which says what the file is. */
const NameInput = ({ name, onDone }: { readonly name: string; readonly onDone: (name: string) => void }) => {
  const [stem, extension] = partsOfName(name)
  const [typed, setTyped] = useState(stem)
  // Leaving by a key takes the focus away, which is a second way of leaving.
  const left = useRef(false)
  const leave = (next: string): void => {
    if (left.current) return
    left.current = true
    onDone(next)
  }
  const finish = (): void => leave(typed.trim() === '' ? name : `${typed.trim()}${extension}`)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing || (event.key !== 'Enter' && event.key !== 'Escape')) return
    // Enter does not lead on to the next field, and Escape does not close the form.
    event.preventDefault()
    event.nativeEvent.stopPropagation()
    event.stopPropagation()
    if (event.key === 'Enter') finish()
    else leave(name)
  }
  return (
    <Input
      autoFocus
      size="small"
      aria-label={`${name} 的新名称`}
      value={typed}
      suffix={<span className="soft">{extension}</span>}
      onFocus={({ target }) => target.select()}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={onKeyDown}
      onBlur={finish}
    />
  )
}
