/** How the reading library is asked when it is measured alone: for all that our reader takes from it, and no more. */
export const readingOptions = {
  type: 'array',
  dense: true,
  cellFormula: false,
  cellHTML: false,
  cellText: false,
  cellNF: true,
}
