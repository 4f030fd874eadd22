import checkFile from 'eslint-plugin-check-file'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

const noClockOrChance = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Pure code takes the time as an argument.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Pure code takes the time as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Pure code takes chance as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='crypto']",
    message: 'Pure code takes chance as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='performance']",
    message: 'Pure code takes the time as an argument.',
  },
]
const noClasses = {
  selector: 'ClassDeclaration:not([superClass.name="Component"])',
  message: 'Functions rather than classes; an error boundary has to be one.',
}
const noEnums = { selector: 'TSEnumDeclaration', message: 'Unions of strings rather than enums.' }

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
      ...reactHooks.configs.recommended.rules,
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'check-file/filename-naming-convention': [
        'error',
        { '**/*.{ts,tsx}': 'KEBAB_CASE' },
        { ignoreMiddleExtensions: true },
      ],
      'check-file/folder-naming-convention': ['error', { '{src,electron,test}/**/': 'KEBAB_CASE' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', noClasses, noEnums],
    },
  },
  {
    files: ['src/**/*.{ts,tsx}', 'electron/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noClasses,
        noEnums,
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
      ],
    },
  },
  {
    files: ['src/{domain,workbook,reports}/**/*.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        noClasses,
        noEnums,
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
        ...noClockOrChance,
      ],
    },
  },
  {
    files: ['electron/**/*.ts'],
    ignores: ['electron/ipc.ts', 'electron/preload.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain', 'ipcRenderer'],
              message: 'Messages go through ipc.ts and preload.ts.',
            },
          ],
        },
      ],
    },
  },
)
