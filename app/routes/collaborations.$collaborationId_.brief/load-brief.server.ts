import type { Kysely } from 'kysely';
import { findCampaignTemplate, listBriefTemplates, listBriefVersions } from '#db/queries/brief.server.ts';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import type { Database } from '#db/schema.ts';
import { changesOfBrief, EMPTY_BRIEF } from '#app/domain/brief.ts';
import { briefValues } from '#app/lib/brief-fields.server.ts';

export interface BriefQuestion {
  readonly workspaceId: string;
  readonly collaborationId: string;
  /** What the address asks for: a version to compare, a template to begin from. */
  readonly asked: URLSearchParams;
}

/** A collaboration's brief with its versions; what a first one begins from: the template asked for, else the campaign's. Null without the collaboration. */
export async function loadBrief(db: Kysely<Database>, { workspaceId, collaborationId, asked }: BriefQuestion) {
  const collaboration = await findCollaborationDetail(db, workspaceId, collaborationId);
  if (!collaboration) return null;
  const [versions, templates, ofCampaign] = await Promise.all([
    listBriefVersions(db, workspaceId, collaborationId), listBriefTemplates(db, workspaceId), findCampaignTemplate(db, workspaceId, collaboration.campaignId),
  ]);
  const [latest] = versions;
  const wanted = asked.get('template');
  const template = wanted === null ? (latest ? null : (ofCampaign ?? null)) : (templates.find(({ id }) => id === wanted) ?? null);
  const shownVersion = versions.find(({ version }) => String(version) === asked.get('to')) ?? latest;
  const against = versions.find(({ version }) => version === (shownVersion?.version ?? 0) - 1);
  return {
    collaboration: { id: collaboration.id, kolName: collaboration.kolName, campaignName: collaboration.campaignName, tier: collaboration.tier },
    latest: latest ? { version: latest.version, brief: latest.body } : null,
    versions: versions.map(({ version, writtenAt, writtenByName, copiedFrom }) => ({ version, writtenAt, writtenByName, isCopy: copiedFrom !== null })),
    changes: shownVersion && against ? { from: against.version, to: shownVersion.version, changes: changesOfBrief(against.body, shownVersion.body) } : null,
    templates: templates.filter((one) => one.campaignId === null || one.campaignId === collaboration.campaignId).map(({ id, name }) => ({ id, name })),
    template: template ? { id: template.id, name: template.name } : null,
    values: briefValues(template ? { ...EMPTY_BRIEF, ...template.plan, scriptDueOn: latest?.body.scriptDueOn ?? null, publishOn: latest?.body.publishOn ?? collaboration.startsOn } : (latest?.body ?? { ...EMPTY_BRIEF, publishOn: collaboration.startsOn })),
  };
}

export type BriefPage = NonNullable<Awaited<ReturnType<typeof loadBrief>>>;
