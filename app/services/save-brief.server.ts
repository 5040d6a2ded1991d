import type { Kysely, Transaction } from 'kysely';
import { insertAuditEntries } from '#db/queries/audit.server.ts';
import { findBrief, insertBriefVersions, listLatestBriefs, lockBriefTargets } from '#db/queries/brief.server.ts';
import { lockCollaboration } from '#db/queries/collaboration.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { listScripts, upsertScripts } from '#db/queries/script.server.ts';
import { inTransaction } from '#db/queries/transaction.server.ts';
import { getWorkspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';
import type { Brief } from '#app/domain/brief.ts';
import { changesOfBrief, EMPTY_BRIEF } from '#app/domain/brief.ts';
import type { Tier } from '#app/domain/kol.ts';
import { addDays, daysBetween } from '#app/domain/period.ts';
import { newId } from '#app/lib/ids.server.ts';
import type { Doing } from './doing.ts';
import { changedScript, newScript } from './script-state.ts';

type Db = Kysely<Database>;
type Trx = Transaction<Database>;

export interface SaveBriefInput {
  readonly workspaceId: string;
  readonly collaborationId: string;
  /** The version that the person saw; 0 when there was none. */
  readonly basedOn: number;
  readonly brief: Brief;
}

export type SaveBriefOutcome =
  | { readonly status: 'saved'; readonly version: number }
  | { readonly status: 'unchanged'; readonly version: number }
  /** Somebody wrote another version in the meantime. */
  | { readonly status: 'stale'; readonly version: number }
  | { readonly status: 'not-found' };

/** Writes the next version of a collaboration's brief; earlier ones stay. The days on which its script's steps are due follow. */
export async function saveBrief(db: Db, input: SaveBriefInput, doing: Doing): Promise<SaveBriefOutcome> {
  const { workspaceId, collaborationId, brief } = input;
  return await inTransaction(db, async (trx) => {
    if (!(await lockCollaboration(trx, workspaceId, collaborationId))) return { status: 'not-found' };
    const known = await findBrief(trx, workspaceId, collaborationId);
    const version = known?.version ?? 0;
    if (version !== input.basedOn) return { status: 'stale', version };
    if (known && changesOfBrief(known.body, brief).length === 0) return { status: 'unchanged', version };
    await writeBriefs(trx, workspaceId, [{ collaborationId, brief, before: known ?? null, copiedFrom: null }], doing);
    return { status: 'saved', version: version + 1 };
  });
}

export interface CopyBriefInput {
  readonly workspaceId: string;
  readonly collaborationId: string;
  /** To all collaborations of the campaign when null. */
  readonly tier: Tier | null;
}

export type CopyBriefOutcome =
  | { readonly status: 'copied'; readonly changed: number; readonly unchanged: number }
  | { readonly status: 'no-brief' }
  | { readonly status: 'not-found' };

/**
 * Copies a collaboration's brief to the others of its campaign that are not over, or to those of one tier: each gets a next version of its own.
 * Days keep their distance to the beginning of the flight, as flights begin on different days.
 */
export async function copyBrief(db: Db, { workspaceId, collaborationId, tier }: CopyBriefInput, doing: Doing): Promise<CopyBriefOutcome> {
  return await inTransaction(db, async (trx) => {
    const source = await lockCollaboration(trx, workspaceId, collaborationId);
    if (!source) return { status: 'not-found' };
    const brief = await findBrief(trx, workspaceId, collaborationId);
    if (!brief) return { status: 'no-brief' };
    const targets = await lockBriefTargets(trx, workspaceId, { campaignId: source.campaign_id, tier, except: collaborationId });
    const known = await listLatestBriefs(trx, workspaceId, targets.map(({ id }) => id));
    const writes = targets.flatMap(({ id, startsOn }) => {
      const before = known.get(id) ?? null;
      const copy = movedBrief(brief.body, daysBetween(source.starts_on, startsOn));
      return before && changesOfBrief(before.body, copy).length === 0 ? [] : [{ collaborationId: id, brief: copy, before, copiedFrom: collaborationId }];
    });
    await writeBriefs(trx, workspaceId, writes, doing);
    return { status: 'copied', changed: writes.length, unchanged: targets.length - writes.length };
  });
}

function movedBrief(brief: Brief, days: number): Brief {
  const moved = (day: string | null) => day && addDays(day, days);
  return { ...brief, scriptDueOn: moved(brief.scriptDueOn), publishOn: moved(brief.publishOn) };
}

interface BriefWrite {
  readonly collaborationId: string;
  readonly brief: Brief;
  readonly before: { readonly version: number; readonly body: Brief } | null;
  readonly copiedFrom: string | null;
}

/** Whoever writes holds the locks of the collaborations. */
async function writeBriefs(trx: Trx, workspaceId: string, writes: readonly BriefWrite[], { now, actor }: Doing): Promise<void> {
  if (writes.length === 0) return;
  const { policy } = await getPolicy(trx, workspaceId);
  const { timeZone } = await getWorkspace(trx, workspaceId);
  const scripts = await listScripts(trx, workspaceId, writes.map((write) => write.collaborationId));
  await insertBriefVersions(trx, writes.map(({ collaborationId, brief, before, copiedFrom }) => ({
    workspace_id: workspaceId, collaboration_id: collaborationId, version: (before?.version ?? 0) + 1, body: JSON.stringify(brief), written_at: now,
    written_by: actor.kind === 'user' ? actor.id : null, written_by_name: actor.name, copied_from: copiedFrom,
  })));
  const scriptOf = new Map(scripts.map((script) => [script.collaboration_id, script]));
  await upsertScripts(trx, writes.map(({ collaborationId, brief }) =>
    changedScript(scriptOf.get(collaborationId) ?? newScript({ workspaceId, collaborationId, now }), {}, { brief, policy, timeZone })));
  await insertAuditEntries(trx, workspaceId, writes.map(({ collaborationId, brief, before, copiedFrom }) => ({
    id: newId(), at: now, actor, action: copiedFrom === null ? 'brief.save' : 'brief.copy', subjectKind: 'collaboration', subjectId: collaborationId,
    ...(before ? { before: { version: before.version } } : {}),
    after: { version: (before?.version ?? 0) + 1, changed: changesOfBrief(before?.body ?? EMPTY_BRIEF, brief).map(({ field }) => field), copiedFrom },
  })));
}
