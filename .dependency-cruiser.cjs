// Who may import whom: the table of the house, as rules. `scripts/check-boundaries.mjs` runs them.
// For each folder of src: the other folders it may import, and the packages it may use.
const screens = [
  'react',
  'react-dom',
  'antd',
  '@ant-design/icons',
  'dayjs',
  'react-hook-form',
  'zustand',
  '@tanstack/[^/]+',
]
const below = ['domain', 'workbook', 'reports', 'exchange', 'xlsx', 'storage', 'bridge', 'ui']
const house = {
  domain: { folders: [], packages: ['pinyin-pro'] },
  workbook: { folders: ['domain'], packages: [] },
  reports: { folders: ['domain', 'workbook'], packages: [] },
  exchange: { folders: ['domain', 'workbook'], packages: [] },
  xlsx: { folders: ['workbook'], packages: ['hucre', 'xlsx', '@e965/xlsx'] },
  storage: { folders: ['domain', 'bridge'], packages: ['dexie'] },
  bridge: { folders: [], packages: ['zod'] },
  ui: { folders: ['domain'], packages: [...screens, 'echarts'] },
  features: { folders: below, packages: [...screens, 'echarts'] },
  // comlink joins the window to its two workers, which is composition.
  app: { folders: [...below, 'features'], packages: [...screens, 'comlink'] },
}

const either = (names) => `(${names.join('|')})`
const error = (name, from, to) => ({ name, severity: 'error', from, to })

const perFolder = Object.entries(house).flatMap(([folder, { folders, packages }]) => [
  error(
    `${folder} imports only the folders it may`,
    { path: `^src/${folder}/` },
    { path: '^(src|electron|test|scripts)/', pathNot: `^src/${either([folder, ...folders])}/` },
  ),
  error(
    `${folder} uses only the packages it may`,
    { path: `^src/${folder}/` },
    packages.length === 0
      ? { path: 'node_modules/' }
      : { path: 'node_modules/', pathNot: `node_modules/(@types/)?${either(packages)}/` },
  ),
])

module.exports = {
  forbidden: [
    ...perFolder,
    error(
      'every folder of src is in the table',
      { path: '^src/[^/]+/', pathNot: `^src/${either(Object.keys(house))}/` },
      {},
    ),
    error(
      'ui knows only the types of domain',
      { path: '^src/ui/' },
      { path: '^src/domain/', dependencyTypesNot: ['type-only'] },
    ),
    error(
      'charts are drawn in ui/chart',
      { path: '^src/', pathNot: '^src/ui/chart/' },
      { path: 'node_modules/echarts/' },
    ),
    error(
      'no feature imports another',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: '^src/features/$1/' },
    ),
    error('src knows no Node', { path: '^src/' }, { dependencyTypes: ['core'] }),
    error(
      'electron imports only the bridge',
      { path: '^electron/' },
      { path: '^(src|test|scripts)/', pathNot: '^src/bridge/' },
    ),
    error(
      'electron uses only electron',
      { path: '^electron/' },
      { path: 'node_modules/', pathNot: 'node_modules/(electron|electron-vite)/' },
    ),
    error('no cycles', {}, { circular: true }),
    error('everything resolves', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/fixtures/' },
    // Imports of types count.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css'],
    },
  },
}
