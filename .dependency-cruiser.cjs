// Who may import whom: the table of the house in README.md, as rules.
const allowed = {
  domain: [],
  workbook: ['domain'],
  reports: ['domain', 'workbook'],
  xlsx: ['workbook'],
  storage: ['domain', 'bridge'],
  bridge: [],
  ui: ['domain'],
  features: ['domain', 'workbook', 'reports', 'xlsx', 'storage', 'bridge', 'ui'],
}

const folders = Object.entries(allowed).map(([folder, others]) => ({
  name: `${folder} imports only what it may`,
  severity: 'error',
  from: { path: `^src/${folder}/` },
  to: { path: '^(src|electron)/', pathNot: `^src/(${[folder, ...others].join('|')})/` },
}))

const owners = {
  'pinyin-pro': '^src/domain/',
  dexie: '^src/storage/',
  zod: '^src/bridge/',
  hucre: '^src/xlsx/',
  xlsx: '^src/xlsx/',
  '@e965/xlsx': '^src/xlsx/',
  comlink: '^src/app/',
  electron: '^electron/',
  '(react|react-dom|antd|@ant-design|react-hook-form|zustand|@tanstack|dayjs)': '^src/(ui|features|app)/',
}

const packages = Object.entries(owners).map(([name, owner]) => ({
  name: `${name} has one owner`,
  severity: 'error',
  from: { path: '^(src|electron)/', pathNot: owner },
  to: { path: `^node_modules/${name}(/|$)` },
}))

module.exports = {
  forbidden: [
    ...folders,
    ...packages,
    { name: 'no cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no feature imports another',
      severity: 'error',
      from: { path: '^src/features/([^/]+)/' },
      to: { path: '^src/features/', pathNot: '^src/features/$1/' },
    },
    {
      name: 'electron knows the bridge alone',
      severity: 'error',
      from: { path: '^electron/' },
      to: { path: '^src/', pathNot: '^src/bridge/' },
    },
    {
      name: 'the app does not reach into electron',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^electron/' },
    },
    {
      name: 'pure folders know no Node',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'everything resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^electron$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.css'],
    },
  },
}
