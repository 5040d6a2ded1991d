import { beforeAll, describe, expect, test } from 'vitest';
import type { TokenScope } from '#app/domain/permission.ts';
import { TOKEN_SCOPE_NAMES } from '#app/domain/permission.ts';
import { sha256 } from '#app/lib/secret.server.ts';
import { setReviewsLegal } from '#db/queries/user.server.ts';
import { anApiToken } from '#tests/factories/token.ts';
import { portalHandler, portalRoutes } from '#tests/setup/portal.ts';
import type { PortalWorld } from '#tests/setup/portal-world.ts';
import { amountsIn, aPortalWorld } from '#tests/setup/portal-world.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();
const routes = await portalRoutes();
const handle = await portalHandler(routes);
let world: PortalWorld;
let other: PortalWorld;
const tokens = new Map<TokenScope, string>();
let everyScope: string;

beforeAll(async () => {
  world = await aPortalWorld(t.db);
  other = await aPortalWorld(t.db, { orders: 'theirs' });
  for (const scope of TOKEN_SCOPE_NAMES) tokens.set(scope, await anApiToken(t.db, { workspaceId: world.workspaceId, scopes: [scope] }));
  // No role opens the page of legal review; so that it can answer 404 rather than 403, the administrator is granted it here.
  await t.db.transaction().execute((trx) => setReviewsLegal(trx, { workspaceId: world.workspaceId, userId: world.userIds.admin, reviewsLegal: true }));
  everyScope = await anApiToken(t.db, { workspaceId: world.workspaceId, scopes: TOKEN_SCOPE_NAMES });
});

const operations = routes.flatMap(({ pattern, loaderPolicy, actionPolicy }) => [
  ...(loaderPolicy?.kind === 'token' ? [{ method: 'GET', pattern, scope: loaderPolicy.scope }] : []),
  ...(actionPolicy?.kind === 'token' ? [{ method: 'POST', pattern, scope: actionPolicy.scope }] : []),
]);
type Operation = (typeof operations)[number];

function addressIn(owner: PortalWorld, pattern: string): string {
  const owned = pattern.startsWith('/api/v1/proposals/') ? 'proposalId' : 'collaborationId';
  return pattern.replace(/:(\w+)/g, (_, name: string) => owner.params.get(name === 'id' ? owned : name) ?? '');
}

async function ask({ method, pattern }: Operation, headers: Record<string, string>, owner = world) {
  const body = method === 'POST' ? { body: '{}' } : {};
  const response = await handle(new Request(`http://portal.test${addressIn(owner, pattern)}`, { method, headers, ...body }));
  return { status: response.status, type: response.headers.get('content-type'), challenge: response.headers.get('www-authenticate'), text: await response.text() };
}
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

describe.each(operations)('$method $pattern ($scope)', (operation) => {
  test('without a live token: 401 as problem details that ask for one', async () => {
    const [revoked, expired] = await Promise.all([0, 1].map(() => anApiToken(t.db, { workspaceId: world.workspaceId, scopes: TOKEN_SCOPE_NAMES })));
    const row = (token = '') => t.db.updateTable('api_token').where('token_hash', '=', sha256(token));
    await row(revoked).set({ revoked_at: new Date() }).execute();
    await row(expired).set({ expires_at: new Date(Date.now() - 1000) }).execute();
    const refused: Record<string, string>[] = [
      {}, bearer('kol_nobody'), bearer(revoked ?? ''), bearer(expired ?? ''), { authorization: everyScope }, { authorization: `Basic ${everyScope}` },
      { authorization: `Bearer ${everyScope} x` }, { 'x-api-key': everyScope },
    ];
    for (const headers of refused) {
      const answer = await ask(operation, headers);
      expect(answer, JSON.stringify(headers)).toMatchObject({ status: 401, type: 'application/problem+json', challenge: 'Bearer' });
      expect([...world.rowWords.filter((word) => answer.text.includes(word)), ...amountsIn(answer.text, world.amountsMinor)]).toEqual([]);
    }
  });

  test('a session opens nothing here, not even the administrator\'s', async () => {
    for (const cookie of [world.cookies.admin, world.cookies.manager]) expect((await ask(operation, { cookie })).status).toBe(401);
    expect((await ask(operation, { cookie: world.cookies.admin, ...bearer('kol_nobody') })).status).toBe(401);
  });

  test('any other scope: 403, and the answer holds no row', async () => {
    for (const [scope, token] of tokens) {
      if (scope === operation.scope) continue;
      const answer = await ask(operation, bearer(token));
      expect(answer, scope).toMatchObject({ status: 403, type: 'application/problem+json' });
      expect([...world.rowWords.filter((word) => answer.text.includes(word)), ...amountsIn(answer.text, world.amountsMinor)]).toEqual([]);
    }
  });

  test('its scope alone: heard; costs only for a token that may see them', async () => {
    const answer = await ask(operation, bearer(tokens.get(operation.scope) ?? ''));
    expect([401, 403]).not.toContain(answer.status);
    expect(answer.status, answer.text.slice(0, 300)).toBeLessThan(500);
    if (operation.scope !== 'costs:read') expect(amountsIn(answer.text, world.amountsMinor)).toEqual([]);
  });

  test('another brand: its ids are unknown here, and no list shows its rows', async () => {
    const theirs = [other.params.get('kolId'), other.params.get('collaborationId'), other.params.get('proposalId'), other.params.get('campaignId'), other.params.get('code')];
    const answer = await ask(operation, bearer(everyScope), other);
    expect(theirs.filter((id) => id !== undefined && answer.text.includes(id))).toEqual([]);
    if (operation.pattern.includes(':')) expect(operation.method === 'GET' ? [404] : [404, 422]).toContain(answer.status);
  });
});

test('a decision on another brand\'s proposal is a 404 and decides nothing', async () => {
  const proposalId = other.params.get('proposalId') ?? '';
  const response = await handle(new Request(`http://portal.test/api/v1/proposals/${proposalId}/decision`, {
    method: 'POST', headers: bearer(everyScope), body: JSON.stringify({ decision: 'reject', reason: 'none of ours' }),
  }));
  expect(response.status).toBe(404);
  expect(await t.db.selectFrom('proposal').select('status').where('id', '=', proposalId).executeTakeFirst()).toEqual({ status: 'open' });
});

describe('pages of another brand', () => {
  const shown = routes.filter(({ pattern, loaderPolicy }) => loaderPolicy?.kind === 'session' && /:(kolId|collaborationId|proposalId|importId|orderId)/.test(pattern));

  test.each(shown)('$pattern: a known id of theirs and an id of nobody are the same 404', async ({ pattern }) => {
    const address = pattern.replace(/:(\w+)/g, (_, name: string) => other.params.get(name) ?? '');
    const their = /[0-9a-f]{8}-[0-9a-f-]{27}|theirs-0/;
    for (const path of [address, ...['01900000-0000-7000-8000-000000000000', '-1', '9223372036854775808', '0x1', '%00'].map((id) => address.replace(their, id))]) {
      const response = await handle(new Request(`http://portal.test${path}`, { headers: { cookie: world.cookies.admin } }));
      expect(response.status, path).toBe(404);
    }
  });
});
