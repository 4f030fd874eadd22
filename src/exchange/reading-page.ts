/**
 * The page that lies in a backup for whoever opens it without the app, or takes the desk over: what is in here, what is
 * open and due, how to restore it. It is made from figures and lists alone. (I)
 */
export interface ReadingPage {
  readonly kind: 'backup' | 'handover'
  readonly unitName: string
  readonly districtName: string
  readonly person: string
  /** `2021-04-08 09:30`, in Beijing. */
  readonly moment: string
  readonly locked: boolean
  readonly registers: readonly {
    readonly title: string
    readonly unit: string
    readonly count: number
    /** Name of its workbook, relative to the page. */
    readonly workbook: string
    /** How many stand where: 待受理 3，服务中 2. */
    readonly states: readonly { readonly state: string; readonly count: number }[]
  }[]
  /** Records that are not closed, and those to which something is to be pointed out today. */
  readonly open: readonly OpenItem[]
  readonly due: readonly DueItem[]
  readonly files: readonly { readonly path: string; readonly name: string; readonly of: string }[]
}

export interface OpenItem {
  readonly code: string
  readonly label: string
  readonly state: string
  readonly owner: string
  /** ISO day; empty where there is none. */
  readonly due: string
}

export interface DueItem {
  readonly register: string
  readonly code: string
  readonly label: string
  readonly flag: string
  readonly why: string
}

/** One HTML text that refers to nothing but the files beside it; whatever comes from records is escaped. */
export const readingPage = (page: ReadingPage): string => {
  const title = page.kind === 'handover' ? '岗位交接说明' : '备份说明'
  return `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${text(`${title} ${page.unitName}`)}</title>
<style>${style}</style>
</head>
<body>
<h1>${text(title)}</h1>
<p>${text(page.unitName)}（${text(page.districtName)}）　${text(page.person)}　${text(page.moment)}</p>
${contents(page)}
${page.kind === 'handover' ? handover(page) : ''}
${howTo(page)}
${files(page)}
</body>
</html>
`
}

const style = `body{font:15px/1.7 'Microsoft YaHei','PingFang SC','Noto Sans CJK SC',sans-serif;max-width:960px;margin:24px auto;padding:0 20px;color:#1f2329}
h1{font-size:24px}h2{font-size:18px;margin-top:28px;border-bottom:1px solid #c9ced6}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #c9ced6;padding:4px 8px;text-align:left;vertical-align:top}
th{background:#f0f3f8;white-space:nowrap}td.n{text-align:right}@media print{body{margin:0}}`

const text = (raw: string): string =>
  raw.replace(/[&<>"']/gu, (sign) => `&#${String(sign.codePointAt(0) ?? 0)};`)

const table = (headings: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${headings.map((heading) => `<th>${text(heading)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('\n')}</tbody></table>`

const link = (path: string, label: string): string =>
  `<a href="${path.split('/').map(encodeURIComponent).join('/')}">${text(label)}</a>`

const contents = ({ registers }: ReadingPage): string => `<h2>里面有什么</h2>
${table(
  ['台账', '数量', '各状态', '表格'],
  registers.map(({ title, unit, count, states, workbook }) => [
    text(title),
    text(`${String(count)} ${unit}`),
    text(states.map((one) => `${one.state} ${String(one.count)}`).join('，')),
    link(workbook, '打开表格'),
  ]),
)}`

const handover = ({
  open,
  due,
}: ReadingPage): string => `<h2>未办结的企业需求（${String(open.length)} 项）</h2>
${
  open.length === 0
    ? '<p>没有未办结的需求。</p>'
    : table(
        ['编号', '需求', '状态', '责任人', '办理时限'],
        open.map((item) => [item.code, item.label, item.state, item.owner, item.due].map(text)),
      )
}
<h2>到期和需要处理的事项（${String(due.length)} 项）</h2>
${
  due.length === 0
    ? '<p>没有到期或需要处理的事项。</p>'
    : table(
        ['台账', '编号', '名称', '提示', '原因'],
        due.map((item) => [item.register, item.code, item.label, item.flag, item.why].map(text)),
      )
}`

const howTo = ({ kind, locked }: ReadingPage): string => `<h2>怎样恢复</h2>
<ol>
<li>在新电脑上安装科创台账，第一次打开时，在欢迎页按“从备份恢复”，选择整个备份文件（不要解压）。</li>
<li>已经在用的台账：打开“备份与恢复”，按“从备份恢复…”。恢复前会列出哪些记录会增加、修改、删除，恢复后可以撤销。</li>
${locked ? '<li>这份备份设了口令，请向做备份的人索取；口令忘了无法打开。</li>' : ''}
${kind === 'handover' ? '<li>恢复后请到“设置”里把填报人改成自己的姓名。</li>' : ''}
<li>不装程序也可以看：“台账”文件夹里是各台账的 Excel 表格。</li>
</ol>`

const files = ({ files: all }: ReadingPage): string =>
  all.length === 0
    ? ''
    : `<h2>附件（${String(all.length)} 个）</h2>
${table(
  ['文件', '所属记录'],
  all.map(({ path, name, of }) => [link(path, name), text(of)]),
)}`
