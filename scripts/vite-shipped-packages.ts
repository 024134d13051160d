// A Vite plugin that notes which npm packages end up in what the browser gets, workers included.
// scripts/licences.mjs makes THIRD_PARTY_LICENSES of it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Plugin } from 'vite';

/** Where the list lies after a build: a JSON array of package names, sorted. */
export const shippedPackagesFile = '.svelte-kit/shipped-packages.json';

const shipped = new Set<string>();

/** @returns the package that a module file belongs to; undefined for our own files */
export function packageOfModule(id: string): string | undefined {
  return /.*[/\\]node_modules[/\\]((?:@[^/\\]+[/\\])?[^/\\]+)/.exec(id)?.[1]?.replaceAll('\\', '/');
}

/** @returns the plugin; give one to the site's build and one to the workers' */
export function shippedPackages(): Plugin {
  return {
    name: 'glassbox-shipped-packages',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const ids = output.type === 'chunk' ? output.moduleIds : output.originalFileNames;
        for (const id of ids) {
          const name = packageOfModule(id);
          if (name !== undefined) shipped.add(name);
        }
      }
      mkdirSync(dirname(shippedPackagesFile), { recursive: true });
      writeFileSync(shippedPackagesFile, JSON.stringify([...shipped].sort()));
    },
  };
}
