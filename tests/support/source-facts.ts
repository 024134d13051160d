// Reads source files as text and says what the architecture test asks: imports, lines, functions. Runs nothing.
import { posix } from 'node:path';
import ts from 'typescript';

/** One import as written: what it names, whether only types cross, and on which line of the file. */
export type ImportFact = { specifier: string; typeOnly: boolean; line: number };
/** A function with its name, where it starts and how many lines it takes, head and braces included. */
export type FunctionFact = { name: string; line: number; lines: number };

/** The scripts of a file: itself, or the script blocks of a .svelte file, each with its first line. */
function scriptsOf(path: string, text: string): { code: string; firstLine: number }[] {
  if (!path.endsWith('.svelte')) return [{ code: text, firstLine: 1 }];
  return [...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((found) => {
    const start = found.index + found[0].indexOf('>') + 1;
    return { code: found[1] ?? '', firstLine: text.slice(0, start).split('\n').length };
  });
}

const parsed = new Map<string, ts.SourceFile>();

/** The syntax tree of a script; kept, because two questions are asked of each. */
function parse(code: string): ts.SourceFile {
  const source = parsed.get(code) ?? ts.createSourceFile('x.ts', code, ts.ScriptTarget.Latest, true);
  parsed.set(code, source);
  return source;
}

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => void children.push(child));
  for (const child of children) yield* nodesOf(child);
}

function isTypeOnly(node: ts.ImportDeclaration | ts.ExportDeclaration): boolean {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const named = clause.namedBindings;
  if (clause.name || !named || !ts.isNamedImports(named) || named.elements.length === 0) return false;
  return named.elements.every((element) => element.isTypeOnly);
}

/** The literal in `import('x')`, `import.meta.glob('x')` or `new URL('x', import.meta.url)`, as a worker is named. */
function calledSpecifiers(node: ts.Node, source: ts.SourceFile): string[] {
  if (!ts.isCallExpression(node) && !ts.isNewExpression(node)) return [];
  const callee = node.expression;
  const isImport = callee.kind === ts.SyntaxKind.ImportKeyword;
  const isGlob = callee.getText(source) === 'import.meta.glob';
  const isUrl = ts.isNewExpression(node) && node.arguments?.[1]?.getText(source) === 'import.meta.url';
  const first = node.arguments?.[0];
  if (!first || !(isImport || isGlob || isUrl)) return [];
  const literals = ts.isArrayLiteralExpression(first) ? [...first.elements] : [first];
  return literals.filter(ts.isStringLiteralLike).map((literal) => literal.text);
}

function specifiersIn(node: ts.Node, source: ts.SourceFile): { specifier: string; typeOnly: boolean }[] {
  if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier) {
    const { text } = node.moduleSpecifier as ts.StringLiteral;
    return [{ specifier: text, typeOnly: isTypeOnly(node) }];
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    return [{ specifier: (node.argument.literal as ts.StringLiteral).text, typeOnly: true }];
  }
  return calledSpecifiers(node, source).map((specifier) => ({ specifier, typeOnly: false }));
}

/** Every import of a file: static, re-exported, dynamic, by glob, and workers named by URL. */
export function importsOf(path: string, text: string): ImportFact[] {
  return scriptsOf(path, text).flatMap(({ code, firstLine }) => {
    const source = parse(code);
    return [...nodesOf(source)].flatMap((node) => {
      const line = (): number => source.getLineAndCharacterOfPosition(node.getStart(source)).line + firstLine;
      return specifiersIn(node, source).map((fact) => ({ ...fact, line: line() }));
    });
  });
}

/** Functions with a body directly inside `node`, not those inside one another. */
function innerFunctions(node: ts.Node): ts.Node[] {
  const inner: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    if (ts.isFunctionLike(child) && 'body' in child && child.body) inner.push(child);
    else inner.push(...innerFunctions(child));
  });
  return inner;
}

/**
 * Every function with a body: declarations, methods, arrow functions, including those inside others. The lines of a
 * function inside another count for itself: a factory of short methods is as easy to read as a class of them.
 */
export function functionsOf(path: string, text: string): FunctionFact[] {
  return scriptsOf(path, text).flatMap(({ code, firstLine }) => {
    const source = parse(code);
    const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
    const span = (node: ts.Node): number => lineAt(node.getEnd()) - lineAt(node.getStart(source)) + 1;
    const factOf = (node: ts.Node): FunctionFact => {
      const inner = innerFunctions(node).reduce((sum, child) => sum + span(child) - 1, 0);
      const holder = ts.isFunctionLike(node) && node.name ? node : node.parent;
      const named = ts.isFunctionLike(holder) || ts.isVariableDeclaration(holder) ? holder.name : undefined;
      const name = named?.getText(source) ?? 'a function';
      return { name, line: lineAt(node.getStart(source)) + firstLine, lines: span(node) - inner };
    };
    const all = (node: ts.Node): ts.Node[] => innerFunctions(node).flatMap((child) => [child, ...all(child)]);
    return all(source).map(factOf);
  });
}

/**
 * The repository path an import names: `src/lib/gpu/plan` for `../gpu/plan` and `$lib/gpu/plan`.
 * @returns undefined for a package, for `$app/…` and for `./$types`
 */
export function resolveLocal(fromPath: string, specifier: string): string | undefined {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare === '$lib' || bare.startsWith('$lib/')) return posix.join('src/lib', bare.slice('$lib'.length));
  if (bare.startsWith('/')) return bare.slice(1);
  if (!bare.startsWith('.') || bare.endsWith('/$types')) return undefined;
  return posix.join(posix.dirname(fromPath), bare);
}

/** The package an import names: `d3` for `d3`, `@a/b` for `@a/b/c`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}
