import * as z from 'zod';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { MAX_PASTE_CELLS } from '#app/domain/tsv-block.ts';
import { KOL_EDIT_FIELDS } from '#app/domain/kol-edit.ts';
import { pasteKols } from '#app/services/paste-kols.server.ts';

const cell = z.strictObject({ rowId: z.uuid(), column: z.enum(KOL_EDIT_FIELDS), text: z.string().max(20_000), version: z.int().positive() });

const pasteForm = z.strictObject({
  cells: z.string().max(2_000_000).transform((text, context) => {
    try {
      return z.array(cell).min(1).max(MAX_PASTE_CELLS).parse(JSON.parse(text));
    } catch {
      context.addIssue({ code: 'custom', message: 'a list of cells' });
      return z.NEVER;
    }
  }),
  reason: z.string().trim().max(500).default(''),
  step: z.enum(['preview', 'apply']),
});

/** Shows what a pasted block would change, cell by cell, or does it. */
export const action = page('roster:write', async ({ db, workspaceId, request, now, actor }) => {
  const form = await readForm(request, pasteForm);
  if (!form.ok) return Response.json({ status: 'refused' }, { status: 422 });
  const { cells, reason, step } = form.value;
  const outcome = await pasteKols(db, { workspaceId, cells, reason, isPreview: step === 'preview', currency: actor.workspace.currency }, { now, actor });
  return Response.json(outcome);
});
