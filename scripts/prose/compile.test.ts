// The prose compiler: what comes out, and that each misuse is named with its section.
import { describe, expect, it } from 'vitest';
import { proseModule } from '../vite-prose.ts';
import { compileProse } from './compile.ts';

const compile = (markdown: string) => compileProse(`## {#a}\n\n${markdown}\n`, 'prose.en.md').sections['a'];
const html = (markdown: string): string => compile(markdown)?.html ?? '';

describe('sections', () => {
  it('keeps ids in order, with covers and titles', () => {
    const source = '## {#why covers="000/4.1.1 003/第7-8周学习.1"} Why\n\nOne.\n\n## {#how}\n\nTwo.\n';
    const { order, sections } = compileProse(source, 'prose.en.md');
    expect(order).toEqual(['why', 'how']);
    expect(sections['why']).toMatchObject({ title: 'Why', covers: ['000/4.1.1', '003/第7-8周学习.1'] });
    expect(sections['how']).toMatchObject({ title: '', html: '<p>Two.</p>\n' });
  });

  it('takes a heading inside a code fence for code', () => {
    const { order, sections } = compileProse('## {#a}\n\n```python\n## {#b}\n# c\n```\n', 'prose.en.md');
    expect(order).toEqual(['a']);
    expect(sections['a']?.code).toEqual(['python\n## {#b}\n# c']);
  });

  it.each([
    ['words first\n', 'text before the first section'],
    ['# One\n', 'a section starts with'],
    ['## No id\n', 'a section starts with'],
    ['## {#a}\n\n## {#a}\n', 'used twice'],
    ['## {#a needs="b"}\n', 'unknown attribute needs'],
    ['## {#a}\n\n```ts\nlet x;\n', 'never closed'],
  ])('refuses %j', (source, message) => {
    expect(() => compileProse(source, 'prose.en.md')).toThrow(message);
  });
});

describe('formulas and code', () => {
  it('renders formulas by KaTeX and keeps them for comparison', () => {
    const section = compile('The score is $q \\cdot k$ over\n\n$$\n\\sqrt{d}\n$$\n\nand $5 is money.');
    expect(section?.formulas).toEqual(['q \\cdot k', '\\sqrt{d}']);
    expect(section?.html).toContain('class="katex"');
    expect(section?.html).toContain('katex-display');
    expect(section?.html).toContain('and $5 is money.');
  });

  it('leaves dollars in code alone', () => {
    expect(compile('`$a$` and\n\n```ts\nconst b = `$${c}`;\n```')?.formulas).toEqual([]);
  });

  it('highlights TypeScript and WGSL', () => {
    expect(html('```ts\nconst a = 1;\n```')).toContain('hljs-keyword');
    const wgsl = html('```wgsl\n@compute fn softmax_row() { let m = max(a, 1.0f); }\n```');
    expect(wgsl).toContain('<span class="hljs-title function_">softmax_row</span>');
    expect(wgsl).toContain('<span class="hljs-built_in">max</span>');
  });

  it.each([
    ['$\\frac{$', 'section {#a} at line 1'],
    ['```cobol\nMOVE\n```', 'no language "cobol"'],
    ['![a](b.png)', 'prose holds words only'],
    ['[a](/en/)', 'the site may be in a folder'],
    ['[a](javascript:alert%281%29)', 'the site may be in a folder'],
    ['a **bold', 'without its partner'],
  ])('refuses %j', (markdown, message) => {
    expect(() => compile(markdown)).toThrow(message);
  });
});

describe('text', () => {
  it('lets no HTML through', () => {
    const result = html('A <eos> token <script>alert(1)</script>\n\n<img src=x onerror=alert(1)>\n');
    expect(result).toContain('&lt;eos&gt;');
    expect(result).not.toMatch(/<(?:script|img|eos)/);
  });

  it('closes bold before a Chinese character', () => {
    expect(html('这是**注意力（attention）**的定义。')).toContain('<strong>注意力（attention）</strong>的');
    expect(html('**一步 $x^2$ 和 `a**b`**也行')).toMatch(/^<p><strong>.*<\/strong>也行<\/p>/);
  });

  it('joins Chinese lines without a space and English lines with one', () => {
    expect(html('第一行\n第二行\n第三行\nEnglish\nwords')).toBe(
      '<p>第一行第二行第三行\nEnglish\nwords</p>\n',
    );
    expect(html('```text\n甲\n乙\n```')).toContain('甲\n乙');
  });

  it('marks foreign links and keeps relative ones', () => {
    expect(html('[p](https://arxiv.org/abs/1706.03762)')).toContain('rel="external noopener noreferrer"');
    expect(html('[p](../x/)')).toContain('<a href="../x/">p</a>');
  });
});

describe('the module', () => {
  it('exports what src/prose.d.ts says', () => {
    const text = proseModule('## {#a covers="000/1"} T\n\nx\n', 'prose.en.md');
    const value: unknown = JSON.parse(text.replace('export default ', '').replace(/;\n$/, ''));
    expect(value).toEqual({
      sections: { a: { title: 'T', html: '<p>x</p>\n', covers: ['000/1'] } },
      order: ['a'],
    });
  });
});
