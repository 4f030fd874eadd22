/* Colours of pictures, as in theme.css: a picture that is copied knows no style sheet. */
export const ink = '#1f2329'
export const soft = '#5b6270'
export const line = '#e3e6eb'
export const lineStrong = '#c9ced6'
export const paper = '#ffffff'
export const brand = '#1456b8'
export const danger = '#c22f2f'
export const fonts = "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"

export const text = { color: ink, fontFamily: fonts, fontSize: 12 }

/** What has the keyboard or the mouse. */
export const picked = { stroke: ink, lineWidth: 2.5 }
