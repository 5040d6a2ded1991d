import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { inPinyinOrder } from '#db/queries/name-order.server.ts';
import { compareNames } from '#app/domain/name-order.ts';
import { useTestDatabase } from '#tests/setup/test-database.ts';
import { NULLABLE_COLUMNS } from './nullable-columns.ts';
import { SAMPLE_ROWS } from './sample-rows.ts';

const t = useTestDatabase();
const tables = Object.entries(SAMPLE_ROWS).map(([table, row]) => ({ table, row: new Map<string, unknown>(Object.entries(row)) }));

/** How our pool gives each database type to JavaScript. */
const READ_AS: Readonly<Record<string, string>> = {
  'uuid': 'string', 'text': 'string', 'numeric': 'string', 'boolean': 'boolean', 'integer': 'number', 'bigint': 'number', 'double precision': 'number',
  'timestamp with time zone': 'Date', 'date': 'day', 'bytea': 'Buffer', 'ARRAY': 'array', 'jsonb': 'json',
};

function typeOf(value: unknown, databaseType: string): string {
  if (databaseType === 'jsonb') return typeof value === 'object' ? 'json' : `a bare ${typeof value}`;
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'Date';
  if (Buffer.isBuffer(value)) return 'Buffer';
  if (databaseType === 'date') return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) ? 'day' : `no day: ${String(value)}`;
  return typeof value;
}

interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
}
let columns: Column[] = [];

beforeAll(async () => {
  const { rows } = await t.pool.query<Column>(`
    select c.table_name as "table", c.column_name as name, c.data_type as type, c.is_nullable = 'YES' as nullable
    from information_schema.columns c join pg_class r on r.oid = format('%I.%I', c.table_schema, c.table_name)::regclass
    where c.table_schema = 'public' and r.relkind in ('r', 'p') and not r.relispartition and c.table_name not like 'kysely\\_%'
    order by c.ordinal_position`);
  columns = rows;
});

describe('db/schema.ts tells the truth about the database', () => {
  test('the same tables', () => {
    expect([...new Set(columns.map(({ table }) => table))].toSorted()).toEqual(Object.keys(SAMPLE_ROWS).toSorted());
  });

  test.each(tables)('$table: the same columns, of the same types, null where stated', ({ table, row }) => {
    const real = columns.filter((column) => column.table === table);
    expect(real.map(({ name }) => name).toSorted()).toEqual([...row.keys()].toSorted());
    const types = Object.fromEntries(real.map(({ name, type }) => [name, READ_AS[type] ?? `unknown type ${type}`]));
    expect(Object.fromEntries(real.map(({ name, type }) => [name, typeOf(row.get(name), type)]))).toEqual(types);
    const nullable = Object.entries(NULLABLE_COLUMNS).find(([name]) => name === table)?.[1] ?? {};
    expect(real.filter((column) => column.nullable).map(({ name }) => name).toSorted()).toEqual(Object.keys(nullable).toSorted());
  });

  test('what is written is what is read, in every table and column', async () => {
    for (const { table, row } of tables) {
      const names = [...row.keys()];
      const isJson = new Set(columns.filter((column) => column.table === table && column.type === 'jsonb').map(({ name }) => name));
      const values = names.map((name) => (isJson.has(name) ? JSON.stringify(row.get(name)) : row.get(name)));
      const list = names.map((name) => `"${name}"`).join(', ');
      await t.pool.query(`insert into "${table}" (${list}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`, values);
      const { rows } = await t.pool.query<Record<string, unknown>>(`select * from "${table}"`);
      expect(rows, table).toEqual([Object.fromEntries(row)]);
    }
  });
});

/** Keys and indexes that do not begin with the workspace, each with its reason (architecture.md, choice 11). */
const NOT_LED_BY_WORKSPACE: Readonly<Record<string, string>> = {
  workspace_pkey: 'the workspace itself',
  workspace_slug_key: 'the workspace itself',
  app_user_pkey: 'users are global',
  app_user_email_key: 'users are global',
  membership_user: 'from a user who signs in to their workspaces',
  membership_user_id_fkey: 'users are global',
  session_pkey: 'found by its token before the workspace is known',
  session_by_user: 'ends all sessions of a user',
  session_user_id_fkey: 'users are global',
  sign_in_attempt_pkey: 'nobody is signed in yet',
  sign_in_attempt_email: 'nobody is signed in yet',
  sign_in_attempt_address: 'nobody is signed in yet',
  api_token_token_hash_key: 'found by its hash before the workspace is known',
  api_token_created_by_fkey: 'users are global',
  asset_share_token_hash_key: 'found by its hash before the workspace is known',
  asset_share_miss_pkey: 'opens nothing, so it is of no workspace',
  asset_share_miss_address: 'opens nothing, so it is of no workspace',
  policy_version_published_by_fkey: 'users are global',
  notice_receipt_user_id_fkey: 'users are global',
  saved_view_owner_id_fkey: 'users are global',
  notice_preference_user_id_fkey: 'users are global',
  notice_channel_user_id_fkey: 'users are global',
  tracking_code_pkey: 'codes are unique for ever, over all workspaces',
  collaboration_updated: 'the redirect process reads the links of all workspaces that changed',
  shop_connection_id_key: 'in the address of a webhook, before the workspace is known',
  asset_search: 'grams: GIN has no leading column',
  asset_exclusivity_once: 'ranges: the workspace is in the point that an asset and channel make',
  kol_verticals: 'elements of a list: GIN has no leading column',
  kol_search_grams: 'grams: GIN has no leading column',
  shop_order_new_customer: 'hash indexes take one column; a buyer\'s hash is keyed by its workspace',
  shop_order_known_customer: 'hash indexes take one column; a buyer\'s hash is keyed by its workspace',
};

test('every primary key, unique key, foreign key and index begins with workspace_id, but for those that say why', async () => {
  const { rows } = await t.pool.query<{ name: string; first: string | null }>(`
    with own as (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relname not like 'kysely\\_%')
    select i.indexrelid::regclass::text as name, a.attname as first
    from pg_index i join own on own.oid = i.indrelid left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
    union all
    select c.conname, a.attname from pg_constraint c join own on own.oid = c.conrelid join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f'`);
  expect(rows.length).toBeGreaterThan(100);
  const others = rows.filter(({ first }) => first !== 'workspace_id').map(({ name }) => name);
  expect(others.toSorted()).toEqual(Object.keys(NOT_LED_BY_WORKSPACE).toSorted());
});

test('every table has a primary key', async () => {
  const { rows } = await t.pool.query<{ relname: string }>(`
    select relname from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
    and not exists (select from pg_index i where i.indrelid = c.oid and i.indisprimary)`);
  expect(rows).toEqual([]);
});

test('the database and the program put names in the same order, that of their pinyin', async () => {
  const names = ['mia', 'Ava', '周予安', '安可', '叶小苒', '白鹿', 'Zoe', '7号', '沈星澜', '沈', '长安', '长大', 'ava lin'];
  const { rows } = await sql<{ name: string }>`select name from unnest(${names}::text[]) as t (name) order by name ${inPinyinOrder}`.execute(t.db);
  expect(rows.map(({ name }) => name)).toEqual(names.toSorted(compareNames));
});
