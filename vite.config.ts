import os from 'node:os';
import { vitePlugin as remix } from '@remix-run/dev';
import tailwindcss from '@tailwindcss/vite';
import type { Plugin, Rollup } from 'vite';
import { defineConfig } from 'vitest/config';
import remixConfig from './remix.config.js';

/**
 * The server build's entries are ours, not Remix's: the portal's own main program and the command line. Both share the
 * chunks of one module graph, so a route and the front before it never hold two copies of a module (two pools, two caches).
 * Remix sets the input itself; a plugin that runs after it has the last word.
 */
const serverEntries = (): Plugin => ({
  name: 'kol-server-entries',
  enforce: 'post',
  config: (_config, env) =>
    env.isSsrBuild
      ? { build: { rollupOptions: { input: { index: './app/server/main.ts', kol: './scripts/kol.ts' }, output: { entryFileNames: '[name].js' } } } }
      : { build: { rollupOptions: { output: { manualChunks: ofEveryPage() } } } },
});

/** What the root and the entry of the browser import reaches every page: one file of ours and one of libraries instead of fifteen. */
function ofEveryPage(): Rollup.GetManualChunk {
  let everywhere: Set<string> | null = null;
  return (id, { getModuleInfo, getModuleIds }) => {
    everywhere ??= reachedFrom([...getModuleIds()].filter((each) => /\/app\/(?:root|entry\.client)\.tsx$/.test(each)), (each) => getModuleInfo(each)?.importedIds ?? []);
    if (!everywhere.has(id)) return undefined;
    return id.includes('/node_modules/') || id.startsWith('\0') ? 'libraries' : 'shell'; // a zero byte begins what the bundler adds of its own
  };
}

function reachedFrom(starts: readonly string[], next: (id: string) => readonly string[]): Set<string> {
  const reached = new Set(starts);
  for (const id of reached) for (const each of next(id)) reached.add(each); // a set is walked to what is added meanwhile
  return reached;
}

/**
 * Lists of words and the schemas made of them share a file in the domain. The browser wants the lists; as long as making a schema counts
 * as doing something, it gets the schemas and 29 kB of zod with every page. Making one does nothing else, and this says so.
 */
const pureSchemas = (): Plugin => ({
  name: 'kol-pure-schemas',
  enforce: 'post',
  transform(code, id, options) {
    if (options?.ssr || !/\/app\/.*\.tsx?$/.test(id) || !/from ['"]zod['"]/.test(code)) return null;
    const making = /(?<![\w.$*/])(?:z\.[a-z]\w*|\w+Schema\.(?:nullable|optional|default|extend|pick|omit|partial|array|min|max|refine|transform))\(/g;
    return { code: code.replace(making, '/* @__PURE__ */ $&'), map: null };
  },
});

// esbuild 0.28 refuses Vite 6's default target, so the target is named in all three places that read one.
const target = 'es2022';
const QUIET: ReadonlySet<string> = new Set(['EMPTY_BUNDLE', 'INVALID_ANNOTATION']);
const testing = process.env.VITEST !== undefined;
/** The files of one worker share their modules, which are loaded once: a third of the time. Each file has a database of its own all the same. */
const isolate = false;
/** Vitest leaves one processor idle; on a machine with two that is half of them. */
const maxWorkers = Math.max(2, os.availableParallelism() - 1);
const onDatabase = { globalSetup: ['tests/setup/database.ts'], setupFiles: ['tests/setup/every-file.ts'], testTimeout: 30_000, hookTimeout: 60_000, maxWorkers };

export default defineConfig({
  // A resource route has nothing for the browser: its chunk is empty on purpose. Misplaced annotations are zod's.
  build: { target, rollupOptions: { onwarn: (warning, tell) => (QUIET.has(warning.code ?? '') ? undefined : tell(warning)) } },
  esbuild: { target },
  optimizeDeps: { esbuildOptions: { target } },
  plugins: testing ? [] : [tailwindcss(), remix(remixConfig), serverEntries(), pureSchemas()],
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['app/**/*.test.{ts,tsx}', 'tests/architecture.test.ts', 'tests/bench/**/*.test.ts'], environment: 'node', isolate, maxWorkers, testTimeout: 30_000 } },
      { extends: true, test: { ...onDatabase, name: 'integration', isolate, include: ['tests/{db,queries,services,routes}/**/*.test.ts'] } },
      // Flows start processes and read the environment as those do.
      { extends: true, test: { ...onDatabase, name: 'flows', include: ['tests/flows/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          globalSetup: ['tests/e2e/start-portal.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
