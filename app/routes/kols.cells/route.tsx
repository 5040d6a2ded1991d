import * as z from 'zod';
import { listEditableKols } from '#db/queries/kol-edit.server.ts';
import { KOL_EDIT_FIELDS, kolFieldText, readKolField } from '#app/domain/kol-edit.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { editKols } from '#app/services/edit-kols.server.ts';

const cellForm = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().positive(),
  field: z.enum(KOL_EDIT_FIELDS),
  text: z.string().max(20_000),
  /** What the cell said before. */
  base: z.string().max(20_000),
  reason: z.string().trim().max(500).default(''),
});

/**
 * Changes one cell of the roster. Somebody else's change of another field does not stand in the way; of the same field both texts come back (409).
 * What cannot be read or done comes back with its problem (422).
 */
export const action = page('roster:write', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, cellForm);
  if (!form.ok) return Response.json({ status: 'refused', problem: 'unreadable', detail: '' }, { status: 422 });
  const { id, version, field, text, base, reason } = form.value;
  const reading = readKolField(field, text, actor.workspace);
  if (!reading.ok) return Response.json({ status: 'refused', problem: reading.problem, detail: reading.detail }, { status: 422 });
  const edit = (known: number) => editKols(db, { workspaceId, kind: 'cell', edits: [{ id, version: known, change: reading.change }], reason }, { now, actor });
  let outcome = await edit(version);
  if (outcome.skipped[0]?.problem === 'stale') {
    const current = (await listEditableKols(db, workspaceId, [id])).get(id);
    if (!current) throw new Response('There is no such KOL.', { status: 404 });
    const theirs = kolFieldText(current, field);
    if (theirs !== base) return Response.json({ status: 'stale', theirs, version: current.version }, { status: 409 });
    outcome = await edit(current.version);
  }
  const [done] = outcome.changed;
  const [left] = outcome.skipped;
  if (done && outcome.runId) return Response.json({ status: 'saved', runId: outcome.runId, version: done.version, label: done.label });
  if (left?.problem === 'not-found') throw new Response('There is no such KOL.', { status: 404 });
  if (left === undefined || left.problem === 'unchanged') return Response.json({ status: 'unchanged' });
  return Response.json({ status: 'refused', problem: left.problem, detail: left.detail ?? '' }, { status: left.problem === 'stale' ? 409 : 422 });
});
