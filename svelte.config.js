// SvelteKit: a static site, every page prerendered, a Content-Security-Policy by hash on every page.
// BASE_PATH=/some/path builds the site for that path; relative asset paths make any other sub-path work too.
import adapter from '@sveltejs/adapter-static';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

const base = (process.env.BASE_PATH ?? '').replace(/\/+$/, '');
if (base !== '' && !base.startsWith('/')) throw new Error(`BASE_PATH must start with "/", got "${base}"`);

/** @type {import('@sveltejs/kit').Config} */
const config = {
  preprocess: vitePreprocess(),
  kit: {
    // What is not prerendered does not exist: 404.html, which most hosts serve by itself, says so in both languages.
    adapter: adapter({ pages: 'build', assets: 'build', fallback: '404.html', strict: true }),
    // Types only: see src/webgpu-flags.d.ts.
    alias: { '@webgpu/types': 'src/webgpu-flags.d.ts' },
    paths: { base: /** @type {'' | `/${string}`} */ (base), relative: true },
    prerender: { handleHttpError: 'fail', handleMissingId: 'fail', handleUnseenRoutes: 'fail' },
    csp: {
      mode: 'hash',
      directives: {
        'default-src': ['none'],
        'script-src': ['self', 'wasm-unsafe-eval'],
        'style-src': ['self', 'unsafe-inline'],
        'img-src': ['self', 'data:', 'blob:'],
        'font-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self', 'blob:'],
        'frame-src': ['self'],
        'manifest-src': ['self'],
        'base-uri': ['self'],
        'form-action': ['none'],
      },
    },
  },
};

export default config;
