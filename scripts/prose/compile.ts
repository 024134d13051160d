// Compiles a lab's prose at build time: Markdown by marked, formulas by KaTeX, code by highlight.js.
// What a page gets is finished HTML; no author's HTML, image or script passes through.
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import plaintext from 'highlight.js/lib/languages/plaintext';
import python from 'highlight.js/lib/languages/python';
import typescript from 'highlight.js/lib/languages/typescript';
import katex from 'katex';
import { Marked, type Token, type TokenizerAndRendererExtension, type Tokens } from 'marked';
import { cutSections, type RawSection } from './sections.ts';
import { wgslLanguage } from './wgsl-language.ts';

hljs.registerLanguage('bash', bash);
hljs.registerLanguage('json', json);
hljs.registerLanguage('text', plaintext);
hljs.registerLanguage('python', python);
hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('wgsl', wgslLanguage);

/** A compiled section. `formulas` and `code` are as written, for the comparison of the two languages. */
export type Section = {
  title: string;
  html: string;
  covers: string[];
  formulas: string[];
  code: string[];
};
/** A compiled prose file: its sections by id, and the ids from top to bottom. */
export type CompiledProse = { sections: Record<string, Section>; order: string[] };

const cjk = '\\u2e80-\\u9fff\\uf900-\\ufaff\\ufe30-\\ufe4f\\uff00-\\uffef\\u2018-\\u201d\\u2026';

function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function renderFormula(tex: string, displayMode: boolean): string {
  return katex.renderToString(tex, { displayMode, throwOnError: true, strict: 'error', trust: false });
}

function renderCode({ text, lang }: Tokens.Code): string {
  const language = (lang ?? '').trim() || 'text';
  if (!hljs.getLanguage(language)) {
    throw new Error(`no language "${language}" for code, known: ${hljs.listLanguages().join(', ')}`);
  }
  const { value } = hljs.highlight(text, { language, ignoreIllegals: true });
  // Focusable, because a long line scrolls sideways and the keyboard must reach it.
  return `<pre tabindex="0"><code class="hljs language-${language}">${value}\n</code></pre>\n`;
}

function renderLink(href: string, inner: string): string {
  if (/^(?:https?|mailto):/i.test(href)) {
    return `<a href="${escapeHtml(href)}" rel="external noopener noreferrer">${inner}</a>`;
  }
  if (!/^(?:#|\.\.?\/)/.test(href)) {
    throw new Error(
      `link "${href}": write https://…, #section or a relative ./ ../ path (the site may be in a folder)`,
    );
  }
  return `<a href="${escapeHtml(href)}">${inner}</a>`;
}

const formulaBlock: TokenizerAndRendererExtension = {
  name: 'formulaBlock',
  level: 'block',
  start: (source) => source.match(/^ {0,3}\$\$/m)?.index,
  tokenizer(source) {
    const found = /^ {0,3}\$\$([\s\S]+?)\$\$[ \t]*(?:\n|$)/.exec(source);
    return found ? { type: 'formulaBlock', raw: found[0], tex: (found[1] ?? '').trim() } : undefined;
  },
  renderer: (token) => `<p class="formula">${renderFormula(String(token['tex']), true)}</p>\n`,
};

const formulaInline: TokenizerAndRendererExtension = {
  name: 'formulaInline',
  level: 'inline',
  start: (source) => source.match(/\$/)?.index,
  tokenizer(source) {
    const found = /^\$(?![\s$])((?:\\.|[^\\$\n])+?)(?<!\s)\$(?!\d)/.exec(source);
    return found ? { type: 'formulaInline', raw: found[0], tex: found[1] } : undefined;
  },
  renderer: (token) => renderFormula(String(token['tex']), false),
};

// CommonMark does not close `**…）**` before a Chinese character; this reading of ** does.
const strong: TokenizerAndRendererExtension = {
  name: 'strongAnywhere',
  level: 'inline',
  start: (source) => source.match(/\*\*/)?.index,
  tokenizer(source) {
    const found = /^\*\*(?![*\s])((?:\\.|`[^`]*`|[^*\\`]|\*(?!\*))+?)(?<!\s)\*\*(?!\*)/.exec(source);
    if (!found) return undefined;
    return { type: 'strongAnywhere', raw: found[0], tokens: this.lexer.inlineTokens(found[1] ?? '') };
  },
  renderer(token) {
    return `<strong>${this.parser.parseInline(token.tokens ?? [])}</strong>`;
  },
};

const marked = new Marked({
  gfm: true,
  extensions: [formulaBlock, formulaInline, strong],
  renderer: {
    html: ({ text }) => escapeHtml(text), // `<eos>` in a sentence is a word, never markup
    code: renderCode,
    image({ href }) {
      throw new Error(`image "${href}": prose holds words only, a picture is a figure in Lab.svelte`);
    },
    link({ href, tokens }) {
      return renderLink(href, this.parser.parseInline(tokens));
    },
  },
});

/** Joins lines that break between two Chinese characters, where HTML would show a space. */
function joinChineseLines(markdown: string): string {
  const fences = /(^ {0,3}(?:`{3,}|~{3,})[\s\S]*?^ {0,3}(?:`{3,}|~{3,})[ \t]*$)/m;
  const breaks = new RegExp(`^(?![ ]*[#|])(.*[${cjk}])\\n(?=[${cjk}])`, 'gm');
  const join = (text: string): string => {
    const joined = text.replace(breaks, '$1');
    return joined === text ? text : join(joined);
  };
  return markdown
    .split(fences)
    .map((part, index) => (index % 2 === 0 ? join(part) : part))
    .join('');
}

function compileSection(section: RawSection, file: string): Section {
  const formulas: string[] = [];
  const code: string[] = [];
  const collect = (token: Token): void => {
    if (token.type.startsWith('formula')) formulas.push(String((token as Tokens.Generic)['tex']));
    if (token.type === 'code') code.push(`${token.lang ?? ''}\n${token.text}`);
    if (token.type === 'text' && !('tokens' in token && token.tokens) && /\*\*|\$\$/.test(token.raw)) {
      throw new Error(`a ** or $$ without its partner in "${token.raw}"`);
    }
  };
  try {
    const tokens = marked.lexer(joinChineseLines(section.markdown));
    marked.walkTokens(tokens, collect);
    return { title: section.title, html: marked.parser(tokens), covers: section.covers, formulas, code };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`${file}, section {#${section.id}} at line ${section.line}: ${reason}`, { cause: error });
  }
}

/**
 * Compiles one prose file.
 * @param file only for messages
 * @throws Error naming file and section: bad formula, unknown code language, image, absolute link, unpaired ** or $$
 */
export function compileProse(source: string, file: string): CompiledProse {
  const raw = cutSections(source, file);
  const sections = Object.fromEntries(raw.map((section) => [section.id, compileSection(section, file)]));
  return { sections, order: raw.map((section) => section.id) };
}
