// What `npm start`, `npm test` and the other commands do. Plain Node without dependencies, because on a fresh clone nothing is installed
// yet; the syntax stays old enough for an outdated Node to read it and to say that it is too old.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const oldest = [20, 19];

await main(process.argv[2], process.argv.slice(3)).catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

/**
 * @param {string | undefined} command
 * @param {string[]} args
 */
async function main(command, args) {
  refuseOldNode();
  // Relative names are meant from where the user stands; npm itself goes to the project and tells where that was.
  const callerFolder = process.env.INIT_CWD || process.cwd();
  const dataDir = process.env.KOL_DATA_DIR;
  process.env.KOL_DATA_DIR = dataDir ? path.resolve(callerFolder, dataDir) : path.join(projectRoot, '.data');
  process.chdir(projectRoot);
  const commands = { start, test, dev, build, bench, kol: (/** @type {string[]} */ rest) => kol(rest, callerFolder) };
  if (command === undefined || !Object.hasOwn(commands, command)) {
    throw new Error(`usage: node scripts/run.mjs ${Object.keys(commands).join('|')} [arguments]`);
  }
  await commands[/** @type {keyof typeof commands} */ (command)](args);
}

function refuseOldNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new Error(`KOL Matrix needs Node ${oldest.join('.')} or newer; this is Node ${process.versions.node} (${process.execPath}).`);
}

/** Serves the portal in this very process, so that signals and its exit code need no passing on. */
async function start() {
  const { prepareBuild } = await import('./prepare.mjs');
  await prepareBuild();
  process.env.NODE_ENV = 'production';
  process.env.PORT = process.env.PORT || '3000';
  stopWithNpm();
  await import('../build/server/index.js');
}

/**
 * npm does not pass SIGTERM on: a service manager that stops `npm start`, or kills it, would leave the portal running. Its end shows in
 * our ancestors changing (npm, and the shell between npm and us), and is answered as the signal would be.
 */
function stopWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return;
  const ancestors = () => `${process.ppid} ${parentOf(process.ppid)}`;
  const atStart = ancestors();
  const watch = setInterval(() => {
    if (ancestors() === atStart) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
  }, 500);
  watch.unref();
}

/** The parent of another process; '' where the system does not tell. */
function parentOf(/** @type {number} */ pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1] ?? '';
  } catch {
    return '';
  }
}

/** The command line: same build, same process. Standard input and output belong to the command; progress goes to standard error. */
async function kol(/** @type {string[]} */ args, /** @type {string} */ callerFolder) {
  const { prepareBuild } = await import('./prepare.mjs');
  await prepareBuild();
  process.env.NODE_ENV = 'production';
  const program = path.join(projectRoot, 'build/server/kol.js');
  process.chdir(callerFolder);
  process.argv = [process.execPath, program, ...args];
  await import('../build/server/kol.js');
}

async function build() {
  const { prepareBuild } = await import('./prepare.mjs');
  await prepareBuild();
}

async function dev(/** @type {string[]} */ args) {
  const { ensureInstalled, run, packageFile } = await import('./prepare.mjs');
  await ensureInstalled();
  await run([packageFile('@remix-run/dev/dist/cli.js'), 'vite:dev', ...args]);
}

/** Everything that must hold before a change is good. Arguments go to vitest: `npm test -- --project unit app/domain/money`. */
async function test(/** @type {string[]} */ args) {
  const { checkLock } = await import('./check-lock.mjs');
  checkLock();
  const { ensureInstalled, ensureBuilt, run, packageFile, progress } = await import('./prepare.mjs');
  await ensureInstalled();
  const env = includesBrowserTests(args) ? await browserEnvironment(progress) : {};
  progress('types, lint, build');
  const build = async () => {
    await run([packageFile('oxlint/bin/oxlint')]);
    await ensureBuilt();
  };
  await Promise.all([run([packageFile('typescript/bin/tsc'), '--noEmit']), build()]);
  progress('tests');
  await run([packageFile('vitest/vitest.mjs'), 'run', ...args], { NODE_ENV: 'test', ...env });
  progress('all passed');
}

/** Without `--project` every project runs; a selection that leaves out `e2e` needs no browser. */
function includesBrowserTests(/** @type {string[]} */ args) {
  const chosen = args.flatMap((arg, index) => (arg.startsWith('--project=') ? [arg.slice(10)] : arg === '--project' ? [args[index + 1]] : []));
  return chosen.length === 0 || chosen.includes('e2e');
}

/** Found once, here, so that a missing browser fails the run before anything else, and installing it counts to no test's time. */
async function browserEnvironment(/** @type {(message: string) => void} */ progress) {
  const { findBrowser, ensureChineseFont } = await import('./browser.mjs');
  const browser = await findBrowser(progress);
  ensureChineseFont(progress);
  progress(`browser: ${browser.version} (${browser.source})`);
  return { KOL_BROWSER: browser.executablePath, KOL_BROWSER_ENV: JSON.stringify(browser.env) };
}

/** The benchmark is TypeScript, which Node 20 cannot run, and measures the built product. */
async function bench(/** @type {string[]} */ args) {
  const { prepareBuild, run } = await import('./prepare.mjs');
  await prepareBuild();
  const esbuild = await import('esbuild');
  const outdir = 'build/bench';
  await esbuild.build({
    entryPoints: ['tests/bench/main.ts'],
    outdir,
    bundle: true,
    splitting: true, // a process of the benchmark loads what its own part needs
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'linked',
    logLevel: 'warning',
  });
  await run(['--enable-source-maps', `${outdir}/main.js`, ...args], { NODE_ENV: 'production' });
}
