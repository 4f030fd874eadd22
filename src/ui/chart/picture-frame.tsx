import { Button } from 'antd'
import { type ReactNode, use, useState } from 'react'
import { tellSaved } from '../export-notice'
import { useNotices } from '../notices'
import './chart.css'
import type { Drawing, Picture } from './picture'
import { PictureDrawing } from './picture-drawing'
import { PictureFilesContext } from './picture-files'
import { PictureTable } from './picture-table'

interface PictureFrameProps {
  readonly picture: Picture
  /** What is chosen for it, beside its title. */
  readonly choice?: ReactNode
  /** Where more of it is. */
  readonly more?: ReactNode
}

/** What every picture has: its title, the table behind it, copying, saving, and words where there is nothing to draw. */
export const PictureFrame = ({ picture, choice, more }: PictureFrameProps) => {
  const [isTable, setTable] = useState(false)
  const { title, note, drawing, empty } = picture
  return (
    <figure className="panel picture" aria-label={title}>
      <figcaption className="picture-head">
        <h2>{title}</h2>
        {choice}
        <span className="spring" />
        {drawing !== undefined && (
          <>
            <Button
              size="small"
              aria-label={`${title}：${isTable ? '查看图' : '查看数据表'}`}
              onClick={() => setTable(!isTable)}
            >
              {isTable ? '图' : '数据表'}
            </Button>
            <ImageButtons picture={picture} drawing={drawing} />
          </>
        )}
      </figcaption>
      {drawing === undefined && (
        <p className="soft" role="note">
          {empty}
        </p>
      )}
      {drawing !== undefined && !isTable && <PictureDrawing picture={picture} drawing={drawing} />}
      {drawing !== undefined && isTable && <PictureTable {...picture} />}
      {note !== undefined && drawing !== undefined && <p className="soft">{note}</p>}
      {more}
    </figure>
  )
}

const ImageButtons = ({ picture, drawing }: { readonly picture: Picture; readonly drawing: Drawing }) => {
  const notices = useNotices()
  const files = use(PictureFilesContext)
  const { title } = picture
  const png = async (): Promise<Blob> => {
    const [{ imageOf }, { pngOf }] = await Promise.all([import('./draw'), import('./picture-png')])
    return pngOf(imageOf(picture, drawing))
  }
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': png() })])
      notices.done('已复制图片，可以粘贴到 WPS、Word 或聊天窗口')
    } catch {
      notices.failed('图片没有复制成。', '请再试一次，或改用“另存为 PNG”。')
    }
  }
  const save = async (): Promise<void> => {
    if (files === undefined) return
    let bytes: Uint8Array
    try {
      bytes = new Uint8Array(await (await png()).arrayBuffer())
    } catch {
      notices.failed('图片没有画成。', '请再试一次；若仍不行，请重新启动本程序。')
      return
    }
    const saved = await files.saveFile({ kind: 'picture', suggestedName: `${title}.png`, bytes })
    tellSaved(notices, saved, files, '已保存')
  }
  return (
    <>
      <Button size="small" aria-label={`${title}：复制图片`} onClick={() => void copy()}>
        复制图片
      </Button>
      <Button size="small" aria-label={`${title}：另存为 PNG`} onClick={() => void save()}>
        另存为 PNG
      </Button>
    </>
  )
}
