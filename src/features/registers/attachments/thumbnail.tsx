import {
  AudioOutlined,
  FileExcelOutlined,
  FileImageOutlined,
  FileOutlined,
  FilePdfOutlined,
  FilePptOutlined,
  FileTextOutlined,
  FileWordOutlined,
  FileZipOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons'
import { type ComponentType, useState } from 'react'
import { extensionOf } from '../../../bridge/attachments'
import type { Attachment } from '../../../domain/field'

const icons: Readonly<Record<string, ComponentType>> = {
  pdf: FilePdfOutlined,
  ofd: FilePdfOutlined,
  doc: FileWordOutlined,
  docx: FileWordOutlined,
  wps: FileWordOutlined,
  xls: FileExcelOutlined,
  xlsx: FileExcelOutlined,
  et: FileExcelOutlined,
  csv: FileExcelOutlined,
  ppt: FilePptOutlined,
  pptx: FilePptOutlined,
  dps: FilePptOutlined,
  txt: FileTextOutlined,
  zip: FileZipOutlined,
  rar: FileZipOutlined,
  '7z': FileZipOutlined,
  mp3: AudioOutlined,
  mp4: VideoCameraOutlined,
}

/** A picture of the file: itself, where it is one that the window can show, else a sign and its kind in letters. */
export const Thumbnail = ({ file: { name, type, hash } }: { readonly file: Attachment }) => {
  const [failed, setFailed] = useState(false)
  const isImage = type.startsWith('image/')
  if (isImage && !failed) {
    return (
      <img
        className="file-picture"
        src={`/attachments/${hash}`}
        alt={name}
        loading="lazy"
        decoding="async"
        draggable={false}
        onError={() => setFailed(true)}
      />
    )
  }
  const extension = extensionOf(name)
  const Icon = isImage ? FileImageOutlined : (icons[extension] ?? FileOutlined)
  return (
    <span className="file-picture file-sign" aria-hidden>
      <Icon />
      <span>{extension.toUpperCase()}</span>
    </span>
  )
}
