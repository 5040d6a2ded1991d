import type { Transaction } from 'kysely';
import type { ShownChange } from '#db/queries/import-change.server.ts';
import type { ImageTable } from '#db/queries/import-image.server.ts';
import { readImages, storeImages, storeNames } from '#db/queries/import-image.server.ts';
import type { Database } from '#db/schema.ts';
import type { ChangeAction } from '#app/domain/ingestion/import-change.ts';
import { changedShown } from '#app/domain/ingestion/import-change.ts';

/** How many changes are shown; the counts say how many there are. */
export const SHOWN_CHANGES: Readonly<Record<ChangeAction, number>> = { created: 200, updated: 500 };

interface Place {
  readonly trx: Transaction<Database>;
  readonly workspaceId: string;
  readonly importId: string;
  /** Whether the import is to stay: then what it wrote can be undone later. A check keeps nothing. */
  readonly keepsImages: boolean;
}

/** The rows of a table that are about to be written, by the keys of db/queries/import-image.server.ts. */
export interface Touched {
  readonly table: ImageTable;
  readonly keys: readonly string[];
}

/**
 * What one import changes: for people, the first of its differences field by field; for undoing it, every row as it was before. Importers
 * write through `keeping`; made anew for each transaction.
 */
export class ChangeLog {
  readonly #place: Place;
  readonly #shown: Record<ChangeAction, ShownChange[]> = { created: [], updated: [] };
  #pending: { table: ImageTable; before: Map<string, string | null> }[] = [];

  constructor(place: Place) {
    this.#place = place;
  }

  /** What is shown, in the order of the file. */
  get shown(): ShownChange[] {
    return [...this.#shown.created, ...this.#shown.updated].sort((a, b) => a.line - b.line);
  }

  /** Whether another change of this sort would still be shown: what is not shown need not be described. */
  shows(action: ChangeAction): boolean {
    return this.#shown[action].length < SHOWN_CHANGES[action];
  }

  noteCreated(change: Omit<ShownChange, 'action' | 'before'>): void {
    if (this.shows('created')) this.#shown.created.push({ ...change, action: 'created', before: null });
  }

  /** Both states in full; what they have in common is left out. */
  noteUpdated(change: Omit<ShownChange, 'action' | 'before'> & { readonly before: ShownChange['after'] }): void {
    if (this.shows('updated')) this.#shown.updated.push({ ...change, action: 'updated', ...changedShown(change.before, change.after) });
  }

  /** Runs writes of an importer and keeps what the rows were before. */
  async keeping<T>(touched: readonly Touched[], write: () => Promise<T>): Promise<T> {
    for (const { table, keys } of touched) await this.remember(table, keys);
    const result = await write();
    await this.settle();
    return result;
  }

  /** Keeps what rows are now, before they are written; `settle` follows when they have been. */
  async remember(table: ImageTable, keys: readonly string[]): Promise<void> {
    if (!this.#place.keepsImages || keys.length === 0) return;
    const present = await readImages(this.#place.trx, this.#place.workspaceId, table, keys);
    this.#pending.push({ table, before: new Map(keys.map((key) => [key, present.get(key) ?? null])) });
  }

  async settle(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    for (const { table, before } of pending) await storeImages(this.#place.trx, this.#place, table, before);
  }

  /** Rows that were made just now, with others that nobody knew before they were there. */
  async noteNewRows(made: readonly Touched[]): Promise<void> {
    if (!this.#place.keepsImages) return;
    for (const { table, keys } of made) await storeImages(this.#place.trx, this.#place, table, new Map(keys.map((key) => [key, null])));
  }

  /** Hosts that were allowed for the sake of this import's landing pages. */
  async noteAllowedHosts(hosts: readonly string[]): Promise<void> {
    if (this.#place.keepsImages) await storeNames(this.#place.trx, this.#place, 'allowed_host', hosts);
  }
}
