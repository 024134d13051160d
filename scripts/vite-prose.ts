// The Vite plugin that turns src/labs/**/prose.*.md into modules (types in src/prose.d.ts).
import { relative } from 'node:path';
import type { Plugin } from 'vite';
import { compileProse } from './prose/compile.ts';

/** @returns the module's text: the default export without what only the tests need */
export function proseModule(source: string, file: string): string {
  const { sections, order } = compileProse(source, file);
  const shown = Object.fromEntries(
    Object.entries(sections).map(([id, { title, html, covers }]) => [id, { title, html, covers }]),
  );
  return `export default ${JSON.stringify({ sections: shown, order })};\n`;
}

/** @returns the plugin: every `.md` below src/labs that is imported without a query is compiled */
export function prose(): Plugin {
  let root = '';
  return {
    name: 'glassbox-prose',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    transform: {
      filter: { id: /\/src\/labs\/.*\.md$/ },
      handler(source, id) {
        return { code: proseModule(source, relative(root, id)), map: null, moduleType: 'js' };
      },
    },
  };
}
