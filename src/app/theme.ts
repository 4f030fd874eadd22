/** How antd looks here. The build reads it too, for the styles of the first picture. */
export const theme = {
  token: {
    colorPrimary: '#1456b8',
    colorInfo: '#1456b8',
    // The hover colour that antd derives is too light to read.
    colorLinkHover: '#0f3f86',
    colorError: '#b42318',
    colorTextPlaceholder: '#6b7280',
    colorTextDescription: '#5b6270',
    fontFamily: "'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
  },
}
