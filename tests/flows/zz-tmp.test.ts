import { expect, test } from 'vitest';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { instantOfId } from '#app/lib/ids.server.ts';
const t = useTestDatabase();
test('backfill', async () => {
  const { rows } = await t.pool.query(`select (substr(t.hex, 1, 8) || '-' || substr(t.hex, 9, 4) || '-7' || substr(t.noise, 1, 3) || '-8' || substr(t.noise, 4, 3) || '-' || substr(t.noise, 7, 12))::uuid::text as id from (select lpad(to_hex((extract(epoch from timestamptz '2026-07-10 04:00:00+00') * 1000)::bigint), 12, '0') as hex, md5('x') as noise) t`);
  expect(instantOfId(rows[0].id)?.toISOString()).toBe('2026-07-10T04:00:00.000Z');
});
