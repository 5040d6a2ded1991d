import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { countBinObstacles } from '#db/queries/bin-obstacles.server.ts';
import { listEditableKols } from '#db/queries/kol-edit.server.ts';
import type { Database } from '#db/schema.ts';
import type { BulkAction } from '#app/domain/bulk-edit.ts';
import { readBulkAction } from '#app/domain/bulk-edit.ts';
import type { SkippedRow } from '#app/domain/edit-run.ts';
import type { EditableKol, KolEdit, PlannedKol } from '#app/domain/kol-edit.ts';
import { planKolEdits } from '#app/domain/kol-edit.ts';
import { binReasons } from '#app/domain/recycle-bin.ts';
import { deleteToBin } from './delete-to-bin.server.ts';
import type { Doing } from './doing.ts';
import { editKols } from './edit-kols.server.ts';

export interface BulkInput {
  readonly workspaceId: string;
  readonly ids: readonly string[];
  readonly action: BulkAction;
  readonly value: string;
  readonly reason: string;
}

export interface BulkPreview {
  /** How many were chosen. */
  readonly chosen: number;
  /** What would change, before and after; of a deletion what would go. */
  readonly changes: readonly PlannedKol[];
  readonly deletions: readonly EditableKol[];
  readonly skipped: readonly SkippedRow[];
  /** Stands for exactly this change of exactly these rows in exactly these versions: what is applied is what was looked at. */
  readonly seal: string;
}

/** What a bulk action would do; null where its value cannot be read. */
export async function previewBulkEdit(db: Kysely<Database>, { workspaceId, ids, action, value, reason }: BulkInput): Promise<BulkPreview | null> {
  const reading = readBulkAction(action, value);
  if (reading.status === 'unreadable') return null;
  const kols = await listEditableKols(db, workspaceId, ids);
  if (reading.status === 'delete') return await previewDeletion(db, workspaceId, ids, kols);
  const edits = ids.map((id): KolEdit => ({ id, version: null, change: reading.change }));
  const { changes, skipped } = planKolEdits(kols, edits, reason);
  return { chosen: ids.length, changes, deletions: [], skipped, seal: sealOf(action, value, changes.map(({ before }) => before)) };
}

async function previewDeletion(db: Kysely<Database>, workspaceId: string, ids: readonly string[], kols: ReadonlyMap<string, EditableKol>): Promise<BulkPreview> {
  const findings = await countBinObstacles(db, workspaceId, 'kol', [...kols.keys()]);
  const deletions: EditableKol[] = [];
  const skipped: SkippedRow[] = [];
  for (const id of ids) {
    const kol = kols.get(id);
    const reasons = binReasons(findings.get(id) ?? {});
    if (!kol) skipped.push({ id, label: '', problem: 'not-found' });
    else if (reasons.length > 0) skipped.push({ id, label: kol.name, problem: 'in-use', reasons });
    else deletions.push(kol);
  }
  return { chosen: ids.length, changes: [], deletions, skipped, seal: sealOf('delete', '', deletions) };
}

function sealOf(action: BulkAction, value: string, kols: readonly EditableKol[]): string {
  const hash = createHash('sha256').update(JSON.stringify([action, value]));
  for (const { id, version } of kols) hash.update(`\n${id} ${version}`);
  return hash.digest('base64url');
}

export type BulkOutcome =
  | { readonly status: 'done'; readonly runId: string | null; readonly done: number; readonly skipped: readonly SkippedRow[] }
  /** Rows changed since the preview: nothing was done. */
  | { readonly status: 'look-again'; readonly preview: BulkPreview }
  | { readonly status: 'unreadable' };

/** Does what was previewed, in one transaction; where that is not what would be done now, it is shown again instead. */
export async function applyBulkEdit(db: Kysely<Database>, input: BulkInput & { readonly seal: string }, doing: Doing): Promise<BulkOutcome> {
  const preview = await previewBulkEdit(db, input);
  if (preview === null) return { status: 'unreadable' };
  if (preview.seal !== input.seal) return { status: 'look-again', preview };
  const { workspaceId, action, reason } = input;
  // What is so already was asked for and is so: nothing to report.
  const leftOut = preview.skipped.filter(({ problem }) => problem !== 'unchanged');
  if (action === 'delete') {
    const outcome = await deleteToBin(db, { workspaceId, kind: 'kol', leftOut, items: preview.deletions.map(({ id, version }) => ({ id, version })) }, doing);
    return { status: 'done', runId: outcome.runId, done: outcome.deleted.length, skipped: [...leftOut, ...outcome.skipped] };
  }
  const reading = readBulkAction(action, input.value);
  const change = reading.status === 'change' ? reading.change : {};
  const outcome = await editKols(db, { workspaceId, kind: 'bulk', reason, leftOut, edits: preview.changes.map(({ before }) => ({ id: before.id, version: before.version, change })) }, doing);
  return { status: 'done', runId: outcome.runId, done: outcome.changed.length, skipped: [...leftOut, ...outcome.skipped] };
}
