import * as z from 'zod';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { COLLABORATION_EDIT_FIELDS, collaborationFieldText, readCollaborationField } from '#app/domain/collaboration-edit.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import type { EditCollaborationOutcome } from '#app/services/edit-collaboration.server.ts';
import { editCollaboration } from '#app/services/edit-collaboration.server.ts';

const cellForm = z.strictObject({
  id: z.uuid(),
  version: z.coerce.number().int().positive(),
  field: z.enum(COLLABORATION_EDIT_FIELDS),
  text: z.string().max(200),
  /** What the cell said before. */
  base: z.string().max(200),
  reason: z.string().max(500).default(''),
});

/** Changes one cell of the collaborations list; answers as the roster's cells do. */
export const action = page('roster:write', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, cellForm);
  const refuse = (problem: string, detail = '') => Response.json({ status: 'refused', problem, detail }, { status: 422 });
  if (!form.ok) return refuse('unreadable', form.values['text'] ?? '');
  const { id, version, field, text, base } = form.value;
  const change = readCollaborationField(field, text);
  if (change === null) return refuse('unreadable', text);
  const edit = (known: number) => editCollaboration(db, { workspaceId, id, version: known, change }, { now, actor });
  let outcome = await edit(version);
  if (outcome.status === 'stale') {
    const current = await findCollaborationDetail(db, workspaceId, id);
    const theirs = current ? collaborationFieldText(current, field) : '';
    if (current && theirs !== base) return Response.json({ status: 'stale', theirs, version: current.version }, { status: 409 });
    outcome = await edit(outcome.version);
  }
  if (outcome.status === 'saved') return Response.json({ status: 'saved', runId: outcome.runId, version: outcome.version, label: outcome.label });
  if (outcome.status === 'unchanged') return Response.json({ status: 'unchanged' });
  if (outcome.status === 'not-found') throw new Response('There is no such collaboration.', { status: 404 });
  return refuse(problemOf(outcome), outcome.status === 'tier-locked' ? `${outcome.by}: ${outcome.reason}` : '');
});

/** What a cell can say about it; the rest is told by the form of the collaboration. */
function problemOf(outcome: Exclude<EditCollaborationOutcome, { status: 'saved' | 'unchanged' | 'not-found' }>): string {
  switch (outcome.status) {
    case 'ends-before-start':
    case 'sign-off-needed':
    case 'tier-locked':
    case 'campaign-closed':
    case 'stale':
      return outcome.status;
    default:
      return 'not-offered';
  }
}
