import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { randomBytes } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { embeddedMajor } from './embedded-binaries.server.ts';
import { canReach, privateArea } from './embedded-account.server.ts';
import type { Account } from './embedded-account.server.ts';

/** The database that the portal uses; the role that it connects as has the same name. */
export const embeddedDatabase = 'kol';
const embeddedUser = 'kol';

/** Where the parts of one embedded database lie. All paths are absolute. */
export interface ClusterPaths {
  /** PostgreSQL's own data directory; its name holds the major version because no other major can open it. */
  clusterDir: string;
  /** Read by every process that connects; only the user who runs the portal may. */
  passwordFile: string;
  /** A pipe that keeps the server alive for as long as any process holds its writing end; see embedded-process.server.ts. */
  holdFile: string;
}

/**
 * Finds the place of the data below `dataDir`. Where PostgreSQL's account cannot get there (a checkout in /root), the data lies in
 * /var/lib/kol-portal and a file in `dataDir` remembers the place, so that a checkout which is moved keeps its data.
 */
export function clusterPaths(dataDir: string, accountOf: (clusterDir: string) => Account | null): ClusterPaths {
  const root = path.resolve(dataDir);
  const name = `pg${embeddedMajor}`;
  const placeFile = path.join(root, `${name}.place`);
  const inside = path.join(root, name);
  const paths = (clusterDir: string): ClusterPaths => ({
    clusterDir,
    passwordFile: path.join(root, `${name}.password`),
    holdFile: `${clusterDir}.hold`,
  });
  if (fs.existsSync(placeFile)) return paths(fs.readFileSync(placeFile, 'utf8').trim());
  const account = accountOf(inside);
  if (account === null || canReach(inside, account)) return paths(inside);
  const outside = path.join(privateArea(), `${path.basename(path.dirname(root))}-${randomBytes(4).toString('hex')}`, name);
  fs.writeFileSync(placeFile, `${outside}\n`);
  return paths(outside);
}

/** Makes an empty cluster unless there is one. The finished directory appears in one step: a killed initdb leaves nothing half-made. */
export function ensureCluster(paths: ClusterPaths, native: string, account: Account | null, ephemeral: boolean): void {
  if (fs.existsSync(path.join(paths.clusterDir, 'PG_VERSION'))) return;
  const unfinished = `${paths.clusterDir}.new`;
  const initialPasswordFile = `${paths.clusterDir}.password-for-initdb`;
  fs.mkdirSync(path.dirname(paths.clusterDir), { recursive: true, mode: 0o755 });
  fs.rmSync(unfinished, { recursive: true, force: true });
  fs.rmSync(initialPasswordFile, { force: true });
  fs.mkdirSync(unfinished, { mode: 0o700 });
  const password = randomBytes(32).toString('base64url');
  fs.writeFileSync(initialPasswordFile, password, { mode: 0o600 });
  if (account !== null) for (const made of [unfinished, initialPasswordFile]) fs.chownSync(made, account.uid, account.gid);
  try {
    initdb(native, unfinished, initialPasswordFile, account, ephemeral);
  } finally {
    fs.rmSync(initialPasswordFile, { force: true });
  }
  fs.rmSync(paths.passwordFile, { force: true });
  fs.writeFileSync(paths.passwordFile, password, { mode: 0o600 });
  fs.renameSync(unfinished, paths.clusterDir);
}

/** `sockaddr_un` holds 104 bytes on the narrowest system. */
const longestSocketPath = 100;

/**
 * The folder of the server's Unix socket: its own data directory, which only its account and root may enter. A click's batch costs a tenth less
 * over it than over TCP on the loopback address. Null where the path is too long for a socket or holds signs that the setting's list gives a meaning.
 */
export function socketFolder({ clusterDir }: ClusterPaths): string | null {
  return Buffer.byteLength(socketFile(clusterDir, 65_535)) <= longestSocketPath && !/[,"']/.test(clusterDir) ? clusterDir : null;
}

const socketFile = (folder: string, port: number): string => path.join(folder, `.s.PGSQL.${port}`);

/**
 * The address with its password: over the socket where there is one (a server that another version of the portal started has none), with TCP
 * beside it for programs that read an address by its parts. Errors: names the
 * user's way out when this user may not read the password.
 */
export function clusterUrl(paths: ClusterPaths, port: number, database: string = embeddedDatabase): string {
  const { passwordFile, clusterDir } = paths;
  let password: string;
  try {
    password = fs.readFileSync(passwordFile, 'utf8').trim();
  } catch (cause) {
    throw new Error(`${passwordFile} cannot be read: run this as the user who runs the portal with the data in ${clusterDir}`, { cause });
  }
  const folder = socketFolder(paths);
  const overSocket = folder !== null && fs.existsSync(socketFile(folder, port)) ? `?host=${encodeURIComponent(folder)}` : '';
  return `postgres://${embeddedUser}:${password}@127.0.0.1:${port}/${database}${overSocket}`;
}

function initdb(native: string, dir: string, passwordFile: string, account: Account | null, ephemeral: boolean): void {
  const args = ['-D', dir, '-U', embeddedUser, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', '-E', 'UTF8'];
  // The builtin provider sorts alike on every system and never changes under an index; names are sorted with an ICU collation by query.
  args.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--data-checksums', '--no-instructions');
  if (ephemeral) args.push('--no-sync');
  const done = spawnSync(path.join(native, 'bin', 'initdb'), args, { ...account, cwd: os.tmpdir(), env: serverEnvironment(), encoding: 'utf8' });
  if (done.status !== 0) throw new Error(`initdb could not make ${dir}: ${done.error?.message ?? `${done.stdout}${done.stderr}`.slice(-2000)}`);
}

/** PostgreSQL gets nothing of the portal's environment (secrets, LD_*, PG*), only what it needs to run. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept: NodeJS.ProcessEnv = { NODE_ENV: 'production', LC_ALL: 'C' };
  for (const name of ['PATH', 'TMPDIR']) if (process.env[name] !== undefined) kept[name] = process.env[name];
  return kept;
}
