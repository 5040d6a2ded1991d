import fs from 'node:fs';
import path from 'node:path';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const projectRoot = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/**
 * @typedef {object} Browser
 * @property {string} executablePath a Chromium, Chrome or Edge that was proven to run
 * @property {Record<string, string>} env to add to the environment when launching it (Playwright's `env` replaces: spread process.env)
 * @property {string} source where it came from
 * @property {string} version as it prints it
 */

/**
 * Finds a browser for the browser tests, or gets one: KOL_BROWSER, Playwright's own, the system's, the one from npm (linux-x64), apt-get
 * when root, Playwright's download. Never answers "none": tests that skip themselves prove nothing.
 * Errors: what was tried, and what to install.
 * @param {(message: string) => void} [log]
 * @returns {Promise<Browser>}
 */
export async function findBrowser(log = console.error) {
  /** @type {string[]} */
  const failures = [];
  const given = process.env.KOL_BROWSER;
  if (given) {
    const browser = proven(given, 'KOL_BROWSER', JSON.parse(process.env.KOL_BROWSER_ENV || '{}'), failures);
    if (browser) return browser;
    throw new Error(`KOL_BROWSER does not run: ${failures.join('; ')}`);
  }
  const sources = [playwrightBrowser, systemBrowser, npmBrowser, aptBrowser, downloadedBrowser];
  for (const find of sources) {
    const browser = await find(failures, log);
    if (browser) return browser;
  }
  throw new Error(
    'The browser tests need Chromium, Chrome or Edge. Install one (Debian: apt-get install chromium) or set KOL_BROWSER=/path/to/chrome. ' +
      `Tried:\n  ${failures.join('\n  ') || 'nothing was found at the usual places'}`,
  );
}

/**
 * Screenshots of the Chinese interface show boxes without a Chinese font; text in the page is right all the same, so this only warns
 * where it cannot install one.
 * @param {(message: string) => void} [log]
 */
export function ensureChineseFont(log = console.error) {
  if (process.platform !== 'linux') return;
  const hasFont = () => (spawnSync('fc-list', [':lang=zh'], { encoding: 'utf8' }).stdout ?? '').trim() !== '';
  if (hasFont()) return;
  if (canUseApt()) {
    log('installing Chinese fonts (fonts-noto-cjk) with apt-get');
    aptInstall(['fontconfig', 'fonts-noto-cjk']);
  }
  if (!hasFont()) log('no Chinese font is installed: screenshots will show boxes (Debian: apt-get install fontconfig fonts-noto-cjk)');
}

/** @typedef {(failures: string[], log: (message: string) => void) => Promise<Browser | null>} Finder */

/** @type {Finder} */
async function playwrightBrowser(failures) {
  const { chromium } = await import('playwright-core');
  const executable = chromium.executablePath();
  return isFile(executable) ? proven(executable, 'Playwright', {}, failures) : null;
}

/** @type {Finder} */
async function systemBrowser(failures) {
  for (const executable of systemPaths().filter(isFile)) {
    const browser = proven(executable, 'system', {}, failures);
    if (browser) return browser;
  }
  return null;
}

function systemPaths() {
  if (process.platform === 'darwin') {
    return ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return [...names.map((name) => `/usr/bin/${name}`), '/snap/bin/chromium'];
}

/**
 * A Chromium made for cloud functions, with the libraries it needs. It unpacks about 200 MB below TMPDIR; a folder of the project's own,
 * because another user's leftovers in /tmp would break it. The variables it reads and writes are put back.
 * @type {Finder}
 */
async function npmBrowser(failures) {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const names = ['TMPDIR', 'AWS_LAMBDA_JS_RUNTIME', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'];
  const saved = names.map((name) => process.env[name]);
  process.env.TMPDIR = path.join(projectRoot, 'node_modules/.cache/chromium');
  process.env.AWS_LAMBDA_JS_RUNTIME = 'nodejs22.x'; // makes it unpack its libraries and set LD_LIBRARY_PATH
  try {
    fs.mkdirSync(process.env.TMPDIR, { recursive: true });
    const { default: chromium } = await import('@sparticuz/chromium');
    const executable = await chromium.executablePath();
    const { LD_LIBRARY_PATH, FONTCONFIG_PATH } = process.env;
    return proven(executable, '@sparticuz/chromium', { ...(LD_LIBRARY_PATH && { LD_LIBRARY_PATH }), ...(FONTCONFIG_PATH && { FONTCONFIG_PATH }) }, failures);
  } catch (error) {
    failures.push(`@sparticuz/chromium: ${error instanceof Error ? error.message : error}`);
    return null;
  } finally {
    names.forEach((name, index) => {
      if (saved[index] === undefined) delete process.env[name];
      else process.env[name] = saved[index];
    });
  }
}

/** @type {Finder} */
async function aptBrowser(failures, log) {
  if (!canUseApt()) return null;
  log('installing chromium with apt-get');
  aptInstall(['chromium']);
  return isFile('/usr/bin/chromium') ? proven('/usr/bin/chromium', 'apt-get', {}, failures) : null;
}

/** @type {Finder} */
async function downloadedBrowser(failures, log) {
  log('downloading Chromium with Playwright');
  const cli = path.join(projectRoot, 'node_modules/playwright-core/cli.js');
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: ['ignore', 2, 2], timeout: 300_000 });
  return playwrightBrowser(failures, log);
}

/**
 * @param {string} executablePath
 * @param {string} source
 * @param {Record<string, string>} env
 * @param {string[]} failures receives the reason when it does not run
 * @returns {Browser | null}
 */
function proven(executablePath, source, env, failures) {
  const shown = spawnSync(executablePath, ['--headless=new', '--no-sandbox', '--version'], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  });
  if (shown.status === 0) return { executablePath, env, source, version: shown.stdout.trim() };
  failures.push(`${source}: ${executablePath}: ${(shown.error?.message ?? shown.stderr).split('\n')[0]}`);
  return null;
}

function canUseApt() {
  return process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0;
}

/** @param {string[]} packages */
function aptInstall(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 2, 2], env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: ['ignore', 'ignore', 2], env });
}

/** @param {string} file */
function isFile(file) {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
