// Every page is prerendered; `always` gives folder/index.html, which every static host serves.
export const prerender = true;
export const trailingSlash = 'always';
