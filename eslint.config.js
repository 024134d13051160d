// Lint rules, flat: the recommended sets, and the few bans that the house lives by.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const randomBan = {
  object: 'Math',
  property: 'random',
  message: 'Use the seeded generator of src/lib/base/random.ts: same seed, same bytes.',
};

export default defineConfig(
  { ignores: ['build/', '.svelte-kit/', 'test-results/', '.cache/', '.training/', 'static/', 'stubs/'] },
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript checks names; the DOM's and WebGPU's globals would have to be listed again here.
      'no-undef': 'off',
      eqeqeq: ['error', 'always'],
      'no-empty': ['error', { allowEmptyCatch: false }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
    rules: {
      // Only the Prose component shows HTML, and that was compiled by us at build time.
      'svelte/no-at-html-tags': 'error',
      // Links come resolved from functions (homePath, labPath …), which the rule cannot follow; that every link works
      // under a sub-path is what tests/e2e/sub-path.spec.ts clicks through.
      'svelte/no-navigation-without-resolve': [
        'error',
        { ignoreLinks: true, ignorePushState: true, ignoreReplaceState: true },
      ],
    },
  },
  {
    files: ['src/**/*.{ts,svelte}', 'tests/**/*.ts', 'tools/**/*.ts'],
    ignores: ['src/lib/base/random.ts'],
    rules: { 'no-restricted-properties': ['error', randomBan] },
  },
  {
    files: ['src/**/*.{ts,svelte}'],
    rules: {
      'no-console': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'alert', message: 'Say it on the page, in both languages.' },
        { name: 'confirm', message: 'Use the Dialog of src/lib/ui.' },
        { name: 'prompt', message: 'Use the Dialog of src/lib/ui.' },
      ],
    },
  },
);
