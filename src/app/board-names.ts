/** The registers that can be looked at as a board or a picture, too. */
export const boardNames: Readonly<Record<string, string>> = {
  needs: '流程看板',
  weeklyReports: '周报看板',
  keyTasks: '甘特图',
  districts: '区县图',
  submissions: '应报清单',
}
