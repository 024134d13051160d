// Cuts a prose file into its sections. Knows headings and fences, nothing of Markdown otherwise.

/** One section as written: where it starts, what its heading says, and its Markdown. */
export type RawSection = { id: string; title: string; covers: string[]; line: number; markdown: string };

const sectionHeading = /^## \{#([a-z0-9]+(?:-[a-z0-9]+)*)((?:\s+[a-z]+="[^"]*")*)\}\s*(.*)$/;
const fenceLine = /^ {0,3}(`{3,}|~{3,})/;

/** The places of `covers="000/4.1.1 003/…"`, cut at spaces. @throws on any attribute but `covers` */
function readCovers(attributes: string, where: string): string[] {
  let covers: string[] = [];
  for (const [, name, value] of attributes.matchAll(/([a-z]+)="([^"]*)"/g)) {
    if (name !== 'covers') throw new Error(`${where}: unknown attribute ${name}, only covers="…" is known`);
    covers = (value ?? '').split(/\s+/).filter(Boolean);
  }
  return covers;
}

/** Reads one `##` line. @throws when it carries no `{#id}` or the id was used before */
function openSection(text: string, line: number, file: string, seen: Set<string>): RawSection {
  const where = `${file}:${line}`;
  const found = sectionHeading.exec(text);
  if (!found) throw new Error(`${where}: a section starts with "## {#id covers="…"} title", got "${text}"`);
  const [, id = '', attributes = '', title = ''] = found;
  if (seen.has(id)) throw new Error(`${where}: section id "${id}" is used twice`);
  seen.add(id);
  return { id, title: title.trim(), covers: readCovers(attributes, where), line, markdown: '' };
}

/** The fence that is open after this line: the marker that opened it, or undefined outside code. */
function fenceAfter(line: string, open: string | undefined): string | undefined {
  const marker = fenceLine.exec(line)?.[1];
  if (!marker) return open;
  if (!open) return marker;
  const closes = marker[0] === open[0] && marker.length >= open.length && /^ {0,3}[`~]+\s*$/.test(line);
  return closes ? undefined : open;
}

/**
 * Cuts a prose file at its `## {#id covers="…"} title` headings.
 * @throws Error with file and line on text before the first section, a heading of level 1 or 2 without an id,
 *   an id used twice, an unknown attribute, or a code fence left open
 */
export function cutSections(source: string, file: string): RawSection[] {
  const sections: RawSection[] = [];
  const seen = new Set<string>();
  let open: string | undefined;
  for (const [index, line] of source.replace(/\r\n?/g, '\n').split('\n').entries()) {
    if (!open && /^##? /.test(line)) {
      sections.push(openSection(line, index + 1, file, seen));
      continue;
    }
    const section = sections.at(-1);
    if (section) section.markdown += line + '\n';
    else if (line.trim() !== '') throw new Error(`${file}:${index + 1}: text before the first section`);
    open = fenceAfter(line, open);
  }
  if (open) throw new Error(`${file}: a code fence is never closed`);
  return sections;
}
