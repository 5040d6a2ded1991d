import { expect, it } from 'vitest';
import { newId } from '#app/lib/ids.server.ts';
import { claimIdempotencyKey, deleteIdempotencyKeys } from '#db/queries/idempotency.server.ts';
import { aWorkspace } from '#tests/factories/workspace.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';

const t = useTestDatabase();

it('keys of requests made before an instant are forgotten, and only those', async () => {
  const workspaceId = await aWorkspace(t.db);
  const at = new Date('2026-07-01T00:00:00Z');
  const claim = (key: string, now: Date) => claimIdempotencyKey(t.db, { workspaceId, key, route: 'POST /api/v1/orders', bodyHash: Buffer.from(newId()), now }, now);
  await claim('older', new Date(at.getTime() - 1));
  await claim('as old', at);
  expect(await deleteIdempotencyKeys(t.db, at)).toBe(1);
  expect((await t.db.selectFrom('idempotency_key').select('key').execute()).map((row) => row.key)).toEqual(['as old']);
});
