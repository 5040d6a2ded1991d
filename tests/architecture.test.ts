import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/**
 * The import table of the house. A layer may import what stands in its row, and nothing else; `reads` and `types` narrow a
 * permission to read queries and to `import type`. lib stands below services: it may use the database, not the use cases.
 */
type Layer =
  | 'domain' | 'schema' | 'migrations' | 'db' | 'queries' | 'services' | 'integrations' | 'lib' | 'paths' | 'server' | 'routes'
  | 'components' | 'ui' | 'i18n' | 'scripts' | 'bootstrap' | 'entry';

const MAY_IMPORT: Record<Layer, readonly Layer[]> = {
  domain: ['domain'],
  schema: ['domain'],
  migrations: [],
  db: ['domain', 'schema', 'db', 'migrations', 'bootstrap'],
  queries: ['domain', 'schema', 'queries', 'db'],
  services: ['domain', 'schema', 'queries', 'services', 'integrations', 'lib', 'paths', 'db'],
  integrations: ['domain', 'lib', 'integrations'],
  lib: ['domain', 'schema', 'queries', 'db', 'lib', 'paths', 'i18n', 'components'],
  paths: ['domain'],
  server: ['domain', 'schema', 'queries', 'services', 'lib', 'paths', 'db', 'server', 'i18n'],
  routes: ['domain', 'schema', 'queries', 'services', 'integrations', 'lib', 'paths', 'components', 'ui', 'i18n', 'db'],
  components: ['domain', 'queries', 'paths', 'components', 'ui', 'i18n'],
  ui: ['ui'],
  i18n: ['i18n', 'domain'],
  scripts: ['domain', 'schema', 'queries', 'services', 'lib', 'paths', 'db', 'scripts', 'bootstrap'],
  bootstrap: ['bootstrap'],
  entry: ['domain', 'lib', 'components', 'ui', 'i18n', 'paths'],
};

/** Layers that may name another layer's types but never run its code. */
const TYPES_ONLY: readonly [from: Layer, to: Layer][] = [
  ['components', 'queries'], ['services', 'schema'], ['routes', 'schema'], ['lib', 'schema'], ['server', 'schema'], ['queries', 'schema'],
  ['scripts', 'schema'], ['db', 'schema'], ['schema', 'domain'], ['routes', 'db'],
  ['lib', 'components'],
];

const root = path.resolve(import.meta.dirname, '..');

function sourceFiles(dir: string): string[] {
  return fs
    .readdirSync(path.join(root, dir), { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(dir, file))
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file) && !/\.test\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
}

function layerOf(file: string): Layer | null {
  if (file === 'app/lib/paths.ts') return 'paths';
  // Plain JavaScript, because it runs before anything is installed.
  if (/^scripts\/[\w-]+\.mjs$/.test(file)) return 'bootstrap';
  const rules: readonly [RegExp, Layer][] = [
    [/^app\/domain\//, 'domain'], [/^db\/schema\.ts$/, 'schema'], [/^db\/migrations\//, 'migrations'], [/^db\/queries\//, 'queries'],
    [/^db\//, 'db'], [/^app\/services\//, 'services'], [/^app\/integrations\//, 'integrations'], [/^app\/lib\//, 'lib'],
    [/^app\/server\//, 'server'], [/^app\/routes\//, 'routes'], [/^app\/(components|table)\//, 'components'], [/^app\/ui\//, 'ui'],
    [/^app\/i18n\//, 'i18n'], [/^scripts\//, 'scripts'], [/^app\/(root|entry\.client|entry\.server|routes)\.tsx?$/, 'entry'],
  ];
  return rules.find(([pattern]) => pattern.test(file))?.[1] ?? null;
}

/** The noun of a route's parts: the first word of its folder, 'imports' for app/routes/imports.$importId/... */
function nounOf(file: string): string {
  // `roi_.rows` stands beside the page `roi` instead of inside of it.
  return path.basename(path.dirname(file)).split(/_?[.[]/)[0] ?? '';
}

const isPage = (file: string) => /\/route\.tsx?$/.test(file);

interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = fs.readFileSync(path.join(root, file), 'utf8');
  const statements = text.matchAll(/^\s*(import|export)\s+(type\s)?[^'"`;]*?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)|^\s*import\s+['"]([^'"]+)['"]/gm);
  return [...statements].flatMap((match) => {
    const specifier = match[3] ?? match[4] ?? match[5] ?? '';
    const target = resolveOwn(file, specifier);
    return target ? [{ target, typeOnly: match[2] !== undefined }] : [];
  });
}

function resolveOwn(from: string, specifier: string): string | null {
  if (specifier.startsWith('#')) return specifier.slice(1);
  if (specifier.startsWith('.')) return path.join(path.dirname(from), specifier);
  return null;
}

const files = ['app', 'db', 'scripts'].flatMap(sourceFiles);

describe('the import table', () => {
  it.each(files)('%s imports only what its layer may', (file) => {
    const from = layerOf(file);
    expect(from, `${file} lies in no layer`).not.toBeNull();
    if (!from) return;
    for (const { target, typeOnly } of importsOf(file)) {
      const to = layerOf(target);
      // The pages of one noun share their parts; the pages themselves nobody imports.
      if (!to || (from === 'routes' && to === 'routes' && nounOf(file) === nounOf(target) && (typeOnly || !isPage(target)))) continue;
      expect(MAY_IMPORT[from], `${file} imports ${target}`).toContain(to);
      if (TYPES_ONLY.some(([a, b]) => a === from && b === to) && from !== to) {
        expect(typeOnly, `${file} may import only types from ${target}`).toBe(true);
      }
    }
  });

  it('nothing imports a route', () => {
    const offenders = files.filter((file) => importsOf(file).some(({ target }) => layerOf(target) === 'routes'));
    expect(offenders.filter((file) => path.dirname(path.dirname(file)) !== 'app/routes' && !file.startsWith('app/routes/'))).toEqual([]);
  });
});

describe('house rules', () => {
  it('every runtime module of db/ carries the suffix that keeps it out of the browser', () => {
    const plain = sourceFiles('db').filter((file) => !file.endsWith('.server.ts') && file !== 'db/schema.ts' && !file.startsWith('db/migrations/'));
    expect(plain).toEqual([]);
  });

  it('stage words name folders in domain', () => {
    const folders = fs.readdirSync(path.join(root, 'app/domain'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
    for (const folder of folders) expect(['ingestion', 'attribution', 'scoring', 'proposals', 'finance']).toContain(folder);
  });

  it('a use case is a file named <verb>-<noun>, and the files beside it are parts of one', () => {
    const names = fs.readdirSync(path.join(root, 'app/services')).filter((name) => name.endsWith('.ts')).map((name) => name.replace(/(\.server)?\.ts$/, ''));
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/);
    const offenders = files.filter((file) => file.startsWith('app/services/')).filter((file) => importsOf(file).some(({ target, typeOnly }) => !typeOnly && /\.server\.tsx?$/.test(target)) && !file.endsWith('.server.ts'));
    expect(offenders, 'what runs on the server says so in its name').toEqual([]);
  });

  it('no barrel: an import names the file that it means', () => {
    const reexports = files.filter((file) => /^\s*export\s+(type\s+)?(\*|\{[^}]*\})\s*from\b/m.test(fs.readFileSync(path.join(root, file), 'utf8')));
    expect(reexports).toEqual([]);
    expect(files.filter((file) => /(^|\/)index\.(ts|tsx|mjs)$/.test(file))).toEqual([]);
    expect(files.filter((file) => /(^|\/)(utils?|misc|helpers?|common)\.tsx?$/.test(file) && !file.startsWith('app/i18n/'))).toEqual([]);
  });

  /** Lists that are one thing and grow with the product. */
  const LONG: ReadonlySet<string> = new Set(['db/schema.ts']);

  it('no file is longer than 300 lines', () => {
    const lines = (file: string) => fs.readFileSync(path.join(root, file), 'utf8').split('\n').length - 1;
    expect(files.filter((file) => lines(file) > 300 && !LONG.has(file))).toEqual([]);
  });

  it('every import of ours names its file with its extension', () => {
    const bare = files.filter((file) => importsOf(file).some(({ target }) => !/\.(ts|tsx|js|mjs|css|json)(\?\w+)?$/.test(target)));
    expect(bare).toEqual([]);
  });

  const reachesBrowser = (file: string) => /^app\/(components|table|ui|i18n|domain)\//.test(file) && !/\.server\.tsx?$/.test(file);

  it('nothing that the browser runs imports what only the server may', () => {
    const offenders = files.filter((file) => reachesBrowser(file) && importsOf(file).some(({ target, typeOnly }) => !typeOnly && (/\.server\.tsx?$/.test(target) || target.startsWith('db/'))));
    expect(offenders).toEqual([]);
  });

  it('a part of a page beside its route imports no server module either', () => {
    const parts = files.filter((file) => file.startsWith('app/routes/') && !/\.server\.tsx?$/.test(file) && !/\/route\.tsx?$/.test(file));
    expect(parts.filter((file) => importsOf(file).some(({ target, typeOnly }) => !typeOnly && (/\.server\.tsx?$/.test(target) || target.startsWith('db/'))))).toEqual([]);
  });

  it('types from db/ have an import line of their own: an inline `type` keeps the module in the client build', () => {
    const inline = files.filter((file) => /\.tsx?$/.test(file) && /import\s*\{[^}]*\btype\s[^}]*\}\s*from\s*['"]#?db\//.test(fs.readFileSync(path.join(root, file), 'utf8')));
    expect(inline).toEqual([]);
  });

  /** Patterns that are refused anywhere in our code, each with the reason it is refused for (reliability.md 2.4). */
  const BANNED: readonly [pattern: RegExp, why: string, where: RegExp][] = [
    [/\bsql\.(raw|lit)\b/, 'SQL injection', /^(app|db)\//],
    [/dangerouslySetInnerHTML/, 'stored XSS', /^app\/(?!root\.tsx|components\/nonce)/],
    [/Math\.random/, 'not a random source', /^(app|db|scripts)\//],
    [/\bparseFloat\(/, 'money is never a float', /^app\/domain\/(money|attribution|finance|ingestion)/],
    [/console\.log/, 'structured logs only', /^(app|db)\//],
    [/\bnew Date\(\)|Date\.now\(\)/, 'the clock is injected', /^(app\/domain|app\/services|db\/queries)\//],
    [/request\.formData\(\)/, 'body limits and one reader', /^app\/routes\//],
    [/:\s*any\b|\bas any\b|@ts-ignore|@ts-nocheck/, 'types are not switched off', /^(app|db|scripts)\//],
    [/\.orderBy\((?:(?!\.limit\(|;\n)[\s\S])*?\.executeTakeFirst/, 'the driver would fetch every row to keep the first: say limit(1)', /^(app|db|scripts)\//],
    [/\b(TODO|FIXME|XXX)\b/, 'finished work only', /^(app|db|scripts)\//],
  ];

  it.each(BANNED.map(([pattern, why, where]) => ({ pattern, why, where })))('no $pattern ($why)', ({ pattern, where }) => {
    const offenders = files.filter((file) => where.test(file) && pattern.test(stripComments(fs.readFileSync(path.join(root, file), 'utf8'))));
    expect(offenders).toEqual([]);
  });

  function stripComments(text: string): string {
    return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1');
  }
});
