// What a lab's prose file becomes at build time (scripts/vite-prose.ts).
declare module '*.md' {
  /** One section of a lab's prose: a heading `## {#id covers="…"} title` and what follows it. */
  export type ProseSection = {
    /** The heading's own words; empty where the section has none. */
    title: string;
    /** Compiled at build time from our own Markdown: no script, no raw HTML of the author's. */
    html: string;
    /** Places in the curriculum that this section teaches, e.g. `000/4.1.1`. */
    covers: string[];
  };
  const prose: {
    sections: Record<string, ProseSection>;
    /** Section ids from top to bottom. */
    order: string[];
  };
  export default prose;
}
