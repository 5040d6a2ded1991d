import fs from 'node:fs';
import path from 'node:path';
import crypto from 'node:crypto';
import { spawn } from 'node:child_process';
import { exclusively } from './exclusive.mjs';
import { isInstalled } from './installed.mjs';

// Paths are relative to the project: run.mjs has gone there.
const installedMark = 'node_modules/.kol-lock';
const builtMark = 'build/.src';
const lockFile = '.data/prepare.lock';
const startedAt = Date.now();

/** Tells on standard error what is being done; standard output belongs to the command. */
export function progress(/** @type {string} */ message) {
  console.error(`[${((Date.now() - startedAt) / 1000).toFixed(1)} s] ${message}`);
}

/** Installs and builds what is missing or stale. */
export async function prepareBuild() {
  await ensureInstalled();
  await ensureBuilt();
}

/** `npm ci` when the installed packages are not those of the lock file, or were installed for another Node or system. */
export async function ensureInstalled() {
  const wanted = [hash([fs.readFileSync('package-lock.json')]), process.versions.modules, process.platform, process.arch].join(' ');
  await ensure(installedMark, wanted, async () => {
    if (isInstalled()) return; // by hand, with npm ci or npm install
    progress('installing packages (npm ci)');
    const npm = process.env.npm_execpath;
    // Development packages build the portal, also where NODE_ENV=production would leave them out. No package needs its install script.
    const args = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    await (npm ? run([npm, ...args], {}, { quiet: true }) : run(args, {}, { quiet: true, program: 'npm' }));
  });
}

/** `remix vite:build` when the sources are not those of the last build. */
export async function ensureBuilt() {
  await ensure(builtMark, hashOfSources(), async () => {
    progress('building');
    fs.rmSync(builtMark, { force: true }); // a build that fails half-way must not count as the old one
    const args = [packageFile('@remix-run/dev/dist/cli.js'), 'vite:build', '--logLevel', 'warn'];
    await run(args, { NODE_ENV: 'production' }, { quiet: true });
    progress('built');
  });
}

/** Where a file of an installed package lies. */
export const packageFile = (/** @type {string} */ name) => path.resolve('node_modules', name);

/**
 * Runs Node (or `program`) and resolves when it succeeded. Otherwise this process ends as the child did, with its exit code or by its
 * signal. Ctrl-C reaches the child by itself, as a member of the terminal's group; other stop signals are passed on.
 * @param {string[]} args
 * @param {Record<string, string>} [env] added to ours
 * @param {{ quiet?: boolean, program?: string }} [options] quiet: nothing is read from our input or written to our output
 * @returns {Promise<void>}
 */
export async function run(args, env = {}, { quiet = false, program = process.execPath } = {}) {
  const child = spawn(program, args, { stdio: quiet ? ['ignore', 2, 2] : 'inherit', env: { ...process.env, ...env } });
  const ignore = () => undefined;
  const passOn = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
  process.on('SIGINT', ignore);
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, passOn);
  const { code, signal } = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (exitCode, exitSignal) => resolve({ code: exitCode, signal: exitSignal }));
  });
  process.off('SIGINT', ignore);
  for (const name of ['SIGTERM', 'SIGHUP']) process.off(name, passOn);
  if (code === 0) return;
  if (signal === null) process.exit(code);
  process.kill(process.pid, signal);
  await new Promise(() => undefined); // the signal ends this process
}

/**
 * Does `work` unless the mark file says that it was done for `wanted`. Of two processes that come at once the second waits, then finds
 * the work done. The lock is taken only when there is work, so that a prepared checkout may be read-only.
 * @param {string} mark
 * @param {string} wanted
 * @param {() => Promise<void>} work
 */
async function ensure(mark, wanted, work) {
  const isDone = () => fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === wanted;
  if (isDone()) return;
  const onWait = (/** @type {number} */ pid) => progress(`waiting for process ${pid}, which is installing or building here`);
  await exclusively(lockFile, async () => {
    if (isDone()) return;
    await work();
    fs.writeFileSync(mark, wanted);
  }, { onWait });
}

function hashOfSources() {
  const folders = ['app', 'db', 'scripts'].flatMap(filesBelow).filter((file) => !/\.test\.tsx?$/.test(file));
  const files = [...folders, 'package.json', 'package-lock.json', 'remix.config.js', 'tsconfig.json', 'vite.config.ts'];
  return hash(files.flatMap((file) => [file, '\0', fs.readFileSync(file), '\0']));
}

/**
 * @param {string} folder
 * @returns {string[]} in a fixed order
 */
function filesBelow(folder) {
  const entries = fs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesBelow(file) : [file];
  });
}

/** @param {(string | Buffer)[]} parts */
function hash(parts) {
  const sum = crypto.createHash('sha256');
  for (const part of parts) sum.update(part);
  return sum.digest('hex');
}
