// Ambient types of the site: SvelteKit's App namespace and the file kinds that Vite turns into modules.
/// <reference types="vite/client" />

declare global {
  namespace App {}
}

export {};
