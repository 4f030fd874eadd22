import checkFile from 'eslint-plugin-check-file'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const ban = (selector, message) => ({ selector, message })

const everywhere = [
  ban(
    'ClassDeclaration:not([superClass.name="Component"])',
    'Functions rather than classes; an error boundary has to be one.',
  ),
  ban('ClassExpression', 'Functions rather than classes.'),
  ban('TSEnumDeclaration', 'Unions of strings rather than enums.'),
]
// A tool's own configuration has to be a default export.
const namedExports = [ban('ExportDefaultDeclaration', 'Named exports only.')]
const timeAsArgument = 'Pure code takes the time as an argument.'
const chanceAsArgument = 'Pure code takes chance as an argument.'
const noClockOrChance = [
  ban("MemberExpression[object.name='Date'][property.name='now']", timeAsArgument),
  ban("NewExpression[callee.name='Date'][arguments.length=0]", timeAsArgument),
  ban("CallExpression[callee.name='Date']", timeAsArgument),
  ban('Identifier[name=/^(performance|Temporal)$/]', timeAsArgument),
  ban("MemberExpression[object.name='Math'][property.name='random']", chanceAsArgument),
  ban('Identifier[name=/^(crypto|randomUUID|getRandomValues)$/]', chanceAsArgument),
]
// Whatever way they are imported.
const noWayRound = [
  ban(
    'Identifier[name=/^(ipcMain|ipcRenderer)$/]',
    'Messages go through electron/ipc.ts and electron/preload.ts.',
  ),
]

export default tseslint.config(
  { ignores: ['out', 'release', '.cache', 'test-output', 'node_modules'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { 'check-file': checkFile, 'react-hooks': reactHooks },
    languageOptions: {
      parserOptions: {
        project: ['src/*/tsconfig.json', 'src/tsconfig.json', 'electron/tsconfig.json', 'test/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // The plugin's other rules prepare for the React compiler, which this project does not use.
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'check-file/filename-naming-convention': [
        'error',
        { '**/*.{ts,tsx}': 'KEBAB_CASE' },
        { ignoreMiddleExtensions: true },
      ],
      'check-file/folder-naming-convention': ['error', { '{src,electron,test}/**/': 'KEBAB_CASE' }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-console': 'error',
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      'no-restricted-syntax': ['error', ...everywhere, ...noWayRound],
    },
  },
  {
    files: ['{src,test,scripts}/**/*.{ts,tsx}', 'electron/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...noWayRound, ...namedExports] },
  },
  {
    files: ['electron/{ipc,preload}.ts'],
    rules: { 'no-restricted-syntax': ['error', ...everywhere, ...namedExports] },
  },
  {
    files: ['src/{domain,workbook,reports,exchange}/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...everywhere, ...noWayRound, ...namedExports, ...noClockOrChance],
    },
  },
)
