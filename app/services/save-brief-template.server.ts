import type { Kysely } from 'kysely';
import * as z from 'zod';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { deleteBriefTemplate, findCampaignTemplate, lockBriefTemplate, upsertBriefTemplate } from '#db/queries/brief.server.ts';
import { listCampaignChoices } from '#db/queries/campaign-pages.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import type { Database } from '#db/schema.ts';
import { briefPlanSchema } from '#app/domain/brief.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';

export const saveBriefTemplateSchema = z.strictObject({
  /** Null for a new one. */
  templateId: z.uuid().nullable(),
  version: z.coerce.number().int().positive().nullable(),
  name: z.string().trim().min(1).max(100),
  /** Briefs of this campaign begin from it. */
  campaignId: z.uuid().nullable(),
  plan: briefPlanSchema,
});
export type SaveBriefTemplateInput = z.infer<typeof saveBriefTemplateSchema>;

export type SaveBriefTemplateOutcome =
  | { readonly status: 'saved'; readonly templateId: string }
  | { readonly status: 'not-found' | 'stale' | 'campaign-unknown' }
  /** The campaign begins from another one already. */
  | { readonly status: 'campaign-taken'; readonly by: string };

/** Saves a brief to begin from. Briefs that were written from it stay as they are. */
export async function saveBriefTemplate(db: Kysely<Database>, input: SaveBriefTemplateInput & { readonly workspaceId: string }, { now, actor }: Doing): Promise<SaveBriefTemplateOutcome> {
  const { workspaceId, name, campaignId, plan } = input;
  return await inTransaction(db, async (trx) => {
    const known = input.templateId === null ? undefined : await lockBriefTemplate(trx, workspaceId, input.templateId);
    if (input.templateId !== null && !known) return { status: 'not-found' };
    if (known && known.version !== input.version) return { status: 'stale' };
    if (campaignId !== null) {
      if (!(await listCampaignChoices(trx, workspaceId)).some(({ id }) => id === campaignId)) return { status: 'campaign-unknown' };
      const holder = await findCampaignTemplate(trx, workspaceId, campaignId);
      if (holder && holder.id !== known?.id) return { status: 'campaign-taken', by: holder.name };
    }
    const id = known?.id ?? newId();
    await upsertBriefTemplate(trx, {
      workspace_id: workspaceId, id, name, plan: JSON.stringify(plan), campaign_id: campaignId, created_at: known?.created_at ?? now, updated_at: now, version: (known?.version ?? 0) + 1,
    });
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'brief-template.save', subjectKind: 'brief-template', subjectId: id, ...(known ? { before: { name: known.name, campaignId: known.campaign_id } } : {}),
      after: { name, campaignId },
    }]);
    return { status: 'saved', templateId: id };
  });
}

/** Removes a template; briefs that were written from it stay. */
export async function deleteTemplate(
  db: Kysely<Database>, { workspaceId, templateId }: { readonly workspaceId: string; readonly templateId: string }, { now, actor }: Doing,
): Promise<{ readonly status: 'deleted' | 'not-found' }> {
  return await inTransaction(db, async (trx) => {
    const known = await lockBriefTemplate(trx, workspaceId, templateId);
    if (!known || !(await deleteBriefTemplate(trx, workspaceId, templateId))) return { status: 'not-found' };
    await insertAuditEntries(trx, workspaceId, [{
      id: newId(), at: now, actor, action: 'brief-template.delete', subjectKind: 'brief-template', subjectId: templateId, before: { name: known.name, campaignId: known.campaign_id },
    }]);
    return { status: 'deleted' };
  });
}
