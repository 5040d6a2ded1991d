import net from 'node:net';
import type { CompiledQuery, DatabaseConnection, Kysely, QueryResult } from 'kysely';
import { DefaultQueryExecutor, PostgresAdapter, PostgresDialect, PostgresQueryCompiler, Transaction } from 'kysely';
import { Pool } from 'pg';
import type { PoolClient, PoolConfig } from 'pg';
import type { Database } from './schema.ts';

const pools = new WeakMap<object, Pool>();

/**
 * Connections that take further statements while one is being answered, for `inPipelinedTransaction`. Opens none before the first. Statements are prepared,
 * but planned each time: a plan made while a table was empty reads the whole of it for every order once it is full.
 */
export function pipelinePool(config: PoolConfig): Pool {
  const options = `${config.options ?? ''} -c plan_cache_mode=force_custom_plan`;
  return new Pool({ ...config, options, pipeline: true, stream: () => new CollectingSocket() });
}

/** Makes `pool` the one on which transactions of `db` can be pipelined. */
export function setPipelinePool(db: Kysely<Database>, pool: Pool): void {
  pools.set(db, pool);
}

/** Null where the database was not opened by `openDatabase`. */
export function findPipelinePool(db: Kysely<Database>): Pool | null {
  return pools.get(db) ?? null;
}

/** A connection lent out for one transaction. */
export class Line implements DatabaseConnection {
  /** The first thing that went wrong: what follows in a broken transaction only says that it is broken. */
  failure: unknown = null;
  readonly #client: PoolClient;
  readonly #left: Promise<unknown>[] = [];
  #isOver = false;

  constructor(client: PoolClient) {
    this.#client = client;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const { command, rowCount, rows } = await this.send(sql, parameters);
    return { rows, ...(CHANGING.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
  }

  /** On its way when this returns: statements reach the server in the order in which they are sent. */
  send(text: string, values: readonly unknown[] = []) {
    if (this.#isOver) throw new Error('the transaction is over');
    const answer = this.#client.query({ ...nameOf(text), text, values: [...values] });
    answer.catch((error: unknown) => (this.failure ??= error));
    return answer;
  }

  /** Work whose statements are all on their way; how it ends is asked for at the end. */
  leave(work: Promise<unknown>): void {
    work.catch((error: unknown) => (this.failure ??= error));
    this.#left.push(work);
  }

  /** @throws what any statement of the transaction failed with; the server has rolled it back then, whatever it was to end with */
  async commit(): Promise<void> {
    const ended = this.send('commit');
    this.#isOver = true;
    await Promise.allSettled([ended, ...this.#left]);
    if (this.failure !== null) throw this.failure;
  }

  /** @throws when the connection is of no use any more */
  async rollback(): Promise<void> {
    this.#isOver = false;
    await this.send('rollback');
  }

  streamQuery(): never {
    throw new Error('a pipelined transaction does not stream');
  }
}

const CHANGING: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * Statements are prepared once on each connection, under names; texts beyond these are put together from parts of many lengths. `PG_PREPARE=off` prepares
 * none, for PgBouncer before 1.21, which loses them between transactions.
 */
const MOST_NAMES = process.env['PG_PREPARE'] === 'off' ? 0 : 100;
const names = new Map<string, string>();

function nameOf(text: string): { readonly name?: string } {
  let name = names.get(text);
  if (name === undefined) {
    if (names.size >= MOST_NAMES) return {};
    names.set(text, (name = `kol_${names.size}`));
  }
  return { name };
}

const adapter = new PostgresAdapter();
const compiler = new PostgresQueryCompiler();

/** Kysely's own transactions wait for each answer; this one gives every statement the connection at once. */
export function transactionOn(line: Line): Transaction<Database> {
  const dialect = new PostgresDialect({ pool: async () => await Promise.reject(new Error('a pipelined transaction opens no other')) });
  const executor = new DefaultQueryExecutor(compiler, adapter, { provideConnection: (run) => run(line) });
  return new Transaction<Database>({ config: { dialect }, dialect, driver: dialect.createDriver(), executor });
}

/** Sends what one turn of the event loop writes in one piece. The driver brackets each statement by cork and uncork; the last uncork of the turn sends. */
class CollectingSocket extends net.Socket {
  override uncork(): void {
    setImmediate(() => super.uncork());
  }
}
