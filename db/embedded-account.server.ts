import fs from 'node:fs';
import path from 'node:path';

/** The system account that PostgreSQL runs as, where that is not the portal's own. */
export interface Account {
  uid: number;
  gid: number;
}

/**
 * PostgreSQL refuses to run as root. Started by root, the server runs as the account that already owns the data, or else as
 * `postgres`, `node` or `nobody`, whichever the system has. The owner comes first because a `postgres` account may appear later
 * (with a system package) and could then not open data that `nobody` wrote.
 * Returns null where the portal does not run as root: then the server runs as the same user.
 */
export function serverAccount(clusterDir: string): Account | null {
  if (process.getuid?.() !== 0) return null;
  if (fs.existsSync(clusterDir)) {
    const { uid, gid } = fs.statSync(clusterDir);
    if (uid !== 0) return { uid, gid };
  }
  const accounts = fs.readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'node', 'nobody']) {
    const fields = accounts.find((line) => line.startsWith(`${name}:`))?.split(':');
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  throw new Error(
    'PostgreSQL does not run as root, and /etc/passwd has none of the users postgres, node and nobody. ' +
      'Start the portal as an ordinary user, or set DATABASE_URL to use a PostgreSQL server.',
  );
}

/** Whether `account` may walk to `target`: every folder above it lets that account through. Missing folders count as open. */
export function canReach(target: string, account: Account): boolean {
  const parent = path.dirname(target);
  if (fs.existsSync(parent)) {
    const { mode, uid, gid } = fs.statSync(parent);
    const mayEnter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & mayEnter) === 0) return false;
  }
  return parent === target || canReach(parent, account);
}

/** Root's own folder for what must lie outside a closed checkout. Not in a world-writable place: others could plant binaries there. */
export function privateArea(): string {
  const area = '/var/lib/kol-portal';
  fs.mkdirSync(area, { recursive: true, mode: 0o755 });
  return area;
}
