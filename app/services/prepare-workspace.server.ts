import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type { Kysely } from 'kysely';
import { deleteUsersWithoutWorkspace, deleteWorkspace, listMemberIds } from '#db/queries/workspace-removal.server.ts';
import { listWorkspaces } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { Role, Seat } from '#app/domain/permission.ts';
import { environment } from '#app/lib/env.server.ts';
import { changePerson } from './change-person.server.ts';
import { createUser } from './create-user.server.ts';
import { createWorkspace } from './create-workspace.server.ts';
import { PORTAL_ACTOR } from './doing.ts';
import { DEMO_WORKSPACE, loadDemo } from './load-demo.server.ts';

interface FirstAccount {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly seat: Seat | null;
  /** May approve scripts for legal. */
  readonly reviewsLegal?: boolean;
}

const DEMO_ACCOUNTS: readonly FirstAccount[] = [
  { email: 'manager@demo.example', name: '林澜', role: 'manager', seat: 'marketing' },
  { email: 'content@demo.example', name: '苏禾', role: 'content', seat: null },
  { email: 'finance@demo.example', name: '周衡', role: 'finance', seat: 'finance' },
  { email: 'operations@demo.example', name: '贺川', role: 'operations', seat: 'operations', reviewsLegal: true },
  { email: 'admin@demo.example', name: '顾言', role: 'admin', seat: null },
  { email: 'viewer@demo.example', name: '白溪', role: 'viewer', seat: null },
];

const ADMIN_ACCOUNT: readonly FirstAccount[] = [{ email: 'admin@portal.example', name: 'Admin', role: 'admin', seat: null }];

const EMPTY_WORKSPACE = {
  slug: 'main', name: 'Main', currency: 'CNY', timeZone: 'Asia/Shanghai', allowedHosts: [], isDemo: false,
};

/**
 * Makes an empty database usable: the demo workspace with an account for each role, or an empty one with an administrator.
 * The password is drawn at random and kept in a file that only the portal's user can read; nothing ships with a known one.
 * @returns the sentences that tell how to sign in; empty once the file is gone
 */
export async function prepareWorkspace({ db, loadsDemo, now }: { db: Kysely<Database>; loadsDemo: boolean; now: Date }): Promise<string[]> {
  const file = path.join(environment().dataDir, 'first-sign-in.txt');
  await takeAwayHalfADemo(db);
  if ((await listWorkspaces(db)).length === 0) {
    const doing = { now, actor: PORTAL_ACTOR };
    const password = randomBytes(12).toString('base64url');
    const workspaceId = await createWorkspace(db, loadsDemo ? DEMO_WORKSPACE : EMPTY_WORKSPACE, doing);
    const accounts = loadsDemo ? DEMO_ACCOUNTS : ADMIN_ACCOUNT;
    for (const { reviewsLegal = false, ...account } of accounts) {
      const { userId } = await createUser(db, { ...account, password, workspaceId }, doing);
      if (reviewsLegal) await changePerson(db, { workspaceId, userId, change: { kind: 'legal', reviewsLegal } }, doing);
    }
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, howToSignIn(accounts, password), { mode: 0o600 });
    if (loadsDemo) await loadWholeDemo(db, workspaceId, now);
  }
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').trim().split('\n') : [];
}

/** Half a story would be worse than none: a demo that fails to load is taken away, at once or, if the portal died over it, by the next start, which tries again. */
async function loadWholeDemo(db: Kysely<Database>, workspaceId: string, now: Date): Promise<void> {
  fs.writeFileSync(loadingFile(), workspaceId);
  try {
    await loadDemo(db, { workspaceId }, { now });
  } catch (error) {
    await takeAwayHalfADemo(db);
    throw error;
  }
  fs.rmSync(loadingFile());
}

/** With the people who came with it: they would keep a password that nobody was told. */
async function takeAwayHalfADemo(db: Kysely<Database>): Promise<void> {
  if (!fs.existsSync(loadingFile())) return;
  const workspaceId = fs.readFileSync(loadingFile(), 'utf8').trim();
  await db.transaction().execute(async (trx) => {
    const people = await listMemberIds(trx, workspaceId);
    await deleteWorkspace(trx, workspaceId);
    await deleteUsersWithoutWorkspace(trx, people);
  });
  fs.rmSync(loadingFile());
}

/** Names the demo while it is being loaded. */
function loadingFile(): string {
  return path.join(environment().dataDir, 'demo-loading');
}

function howToSignIn(accounts: readonly FirstAccount[], password: string): string {
  const emails = accounts.map((account) => account.email).join(', ');
  return `Sign in as ${emails}\nwith the password ${password}\n`;
}
