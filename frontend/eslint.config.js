import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
  { ignores: ['dist/', 'test-results/', 'playwright-report/', 'src/bridge/types.gen.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      'no-undef': 'off', // TypeScript knows better
      'max-lines': ['error', { max: 300, skipBlankLines: false, skipComments: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      'svelte/prefer-svelte-reactivity': 'off', // a plain Map is meant where nothing is drawn from it
    },
  },
  {
    // A table of words, not code.
    files: ['src/i18n/en.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    // One way to the program: only bridge/ may fetch or open a stream.
    files: ['src/**/*.ts', 'src/**/*.svelte'],
    ignores: ['src/bridge/**', 'src/**/*.test.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'fetch', message: 'Only src/bridge speaks to the program.' },
        { name: 'EventSource', message: 'Only src/bridge speaks to the program.' },
        { name: 'XMLHttpRequest', message: 'Only src/bridge speaks to the program.' },
      ],
    },
  },
);
