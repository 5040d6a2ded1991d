import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Optional dependencies (the binary packages of esbuild, rollup, tailwind, PostgreSQL ...) that package-lock.json names without an entry
 * of their own. npm drops such an entry silently when a registry lacks the package at the moment of locking; `npm ci` then fails for
 * everyone with "Missing: ... from lock file".
 * @param {{ packages: Record<string, { optionalDependencies?: Record<string, string> }> }} lock a parsed lock file, version 2 or 3
 * @returns {string[]} one sentence for each, empty when the lock is complete
 */
export function missingOptionalEntries({ packages }) {
  return Object.entries(packages).flatMap(([location, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !isResolved(packages, location, name))
      .map((name) => `${location || 'package.json'} needs ${name}, which has no entry in package-lock.json`),
  );
}

/**
 * Looks for a package as Node does: beside the one that needs it, then in each node_modules further up.
 * @param {Record<string, unknown>} packages
 * @param {string} location `node_modules/a/node_modules/b`, or '' for the project itself
 * @param {string} name
 */
function isResolved(packages, location, name) {
  for (let from = location; ; from = from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/')))) {
    if (packages[`${from === '' ? '' : `${from}/`}node_modules/${name}`] !== undefined) return true;
    if (from === '') return false;
  }
}

/** Errors: lists what the project's lock file lacks, and how to mend it. */
export function checkLock() {
  const file = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../package-lock.json');
  const missing = missingOptionalEntries(JSON.parse(fs.readFileSync(file, 'utf8')));
  if (missing.length === 0) return;
  throw new Error(
    `package-lock.json is incomplete, \`npm ci\` would fail on a fresh machine:\n  ${missing.join('\n  ')}\n` +
      'Pin the package that needs them to a version whose binaries the registry has, remove the lock file, and run npm install.',
  );
}

if (process.argv[1] !== undefined && fileURLToPath(import.meta.url) === path.resolve(process.argv[1])) checkLock();
