import type { Kysely } from 'kysely';
import type { ArchivedAssetRow } from '#db/queries/asset-archive.server.ts';
import { holdAssets, listArchivedAssets } from '#db/queries/asset-archive.server.ts';
import { insertAssetUses } from '#db/queries/asset-right.server.ts';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { listGrants } from '#db/queries/usage-rights.server.ts';
import type { Database } from '#db/schema.ts';
import { archiveNames, planArchive } from '#app/domain/asset-archive.ts';
import type { CalendarDay } from '#app/domain/period.ts';
import type { RightsRefusal, UsageGrant, UsageQuestion } from '#app/domain/usage-rights.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export interface TakeAssetsInput {
  readonly workspaceId: string;
  readonly assetIds: readonly string[];
  /** Null to look at them. */
  readonly use: Omit<UsageQuestion, 'on'> | null;
  /** Of the workspace's zone. */
  readonly today: CalendarDay;
}

/** A file as it lies in an archive. */
export interface ArchiveFile extends ArchivedAssetRow {
  /** Safe, and each once in the archive. */
  readonly name: string;
  /** Of the file, or of its words in UTF-8. */
  readonly size: number;
  /** The right that allows the use; null to look at. */
  readonly grant: UsageGrant | null;
}

export interface RefusedFile {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly refusal: RightsRefusal;
}

export interface Archive {
  readonly files: readonly ArchiveFile[];
  readonly refused: readonly RefusedFile[];
}

/** What an archive of some assets would hold, and what rights keep out of it. Writes nothing. */
export async function planTaking(db: Kysely<Database>, { workspaceId, assetIds, use, today }: TakeAssetsInput): Promise<Archive> {
  const rows = await listArchivedAssets(db, workspaceId, assetIds);
  const grants = await listGrants(db, workspaceId, rows.map(({ id }) => id));
  const plan = planArchive(rows.map(({ id }) => ({ assetId: id, rights: grants.get(id) ?? [] })), use, today);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const taken = plan.taken.flatMap(({ assetId, grant }) => {
    const row = byId.get(assetId);
    return row ? [{ ...row, grant }] : [];
  });
  return {
    files: inArchive(taken, ({ number, title }) => `A-${number} ${title}`),
    refused: plan.refused.flatMap(({ assetId, refusal }) => {
      const row = byId.get(assetId);
      return row ? [{ id: row.id, number: row.number, title: row.title, refusal }] : [];
    }),
  };
}

/** Gives files their names and sizes in an archive. */
export function inArchive<Row extends { readonly title: string; readonly body: string; readonly hash: Buffer | null; readonly extension: string | null; readonly bytes: number | null }>(rows: readonly Row[], titleOf: (row: Row) => string) {
  const names = archiveNames(rows.map((row) => `${titleOf(row)}.${row.hash === null ? 'txt' : (row.extension ?? 'bin')}`));
  return rows.map((row, index) => ({ ...row, name: names[index] ?? 'file', size: row.hash === null ? Buffer.byteLength(row.body) : (row.bytes ?? 0) }));
}

export type TakeAssetsOutcome = { readonly status: 'taken'; readonly archive: Archive } | { readonly status: 'nothing' };

/**
 * Gives assets away together as far as their rights allow. What is taken is kept in the audit log, and for a use as a reuse of each file at that
 * place, before anything is given.
 */
export async function takeAssets(db: Kysely<Database>, { place, ...input }: TakeAssetsInput & { readonly place: string }, { now, actor }: Doing): Promise<TakeAssetsOutcome> {
  const { workspaceId, use, today } = input;
  return await inTransaction(db, async (trx) => {
    await holdAssets(trx, workspaceId, input.assetIds);
    const archive = await planTaking(trx, input);
    if (archive.files.length === 0) return { status: 'nothing' };
    const uses = archive.files.flatMap(({ id, grant }) => (use && grant ? [{ id: newId(now.getTime()), assetId: id, rightId: grant.id, ...use, usedOn: today, place, usedBy: actor.id, usedByName: actor.name }] : []));
    await insertAssetUses(trx, workspaceId, uses, now);
    await insertAuditEntries(trx, workspaceId, archive.files.map(({ id, grant }) => ({
      id: newId(now.getTime()), at: now, actor, action: 'asset.take', subjectKind: 'asset', subjectId: id,
      after: { archiveOf: archive.files.length, ...(use && grant ? { ...use, usedOn: today, place, rightId: grant.id } : {}) },
    })));
    return { status: 'taken', archive };
  });
}
