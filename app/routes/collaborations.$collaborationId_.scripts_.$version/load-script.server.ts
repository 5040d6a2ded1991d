import type { Kysely } from 'kysely';
import { findBrief } from '#db/queries/brief.server.ts';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { getPolicy } from '#db/queries/policy.server.ts';
import { findScript, findScriptVersion, listCampaignScripts, listScriptEvents, listScriptVersions } from '#db/queries/script.server.ts';
import type { Database } from '#db/schema.ts';
import { EMPTY_BRIEF, isLegalRequired } from '#app/domain/brief.ts';
import { dayOf } from '#app/domain/period.ts';
import type { Permission } from '#app/domain/permission.ts';
import { checkScript } from '#app/domain/script-checks.ts';
import { diffTexts } from '#app/domain/script-diff.ts';
import type { ScriptStep } from '#app/domain/script.ts';
import { isOverdue, scriptRefusal, TURN_IN } from '#app/domain/script.ts';
import { namedScript, nearestScripts } from '#app/domain/similar-scripts.ts';
import { isSamePerson } from '#app/services/script-state.ts';

export interface ScriptQuestion {
  readonly workspaceId: string;
  readonly collaborationId: string;
  readonly version: number;
  /** The version to compare with; the one before unless said. */
  readonly against: number | null;
  readonly steps: readonly ScriptStep[];
  readonly now: Date;
  readonly timeZone: string;
  readonly actor: { readonly id: string | null; readonly name: string };
  can(permission: Permission): boolean;
}

const SHOWN_NEAR = 5;

/** A version of a script with everything that its approval is decided on; null when there is none such. */
export async function loadScript(db: Kysely<Database>, question: ScriptQuestion) {
  const { workspaceId, collaborationId, can } = question;
  const [collaboration, script, text] = await Promise.all([
    findCollaborationDetail(db, workspaceId, collaborationId), findScript(db, workspaceId, collaborationId), findScriptVersion(db, workspaceId, collaborationId, question.version),
  ]);
  if (!collaboration || !script || !text) return null;
  const against = question.against !== null && question.against !== text.version ? question.against : text.version - 1;
  const [brief, versions, events, { policy }, earlier] = await Promise.all([
    findBrief(db, workspaceId, collaborationId), listScriptVersions(db, workspaceId, collaborationId), listScriptEvents(db, workspaceId, collaborationId), getPolicy(db, workspaceId),
    findScriptVersion(db, workspaceId, collaborationId, against),
  ]);
  const asked = brief?.body ?? EMPTY_BRIEF;
  const checks = checkScript(text.body, asked, collaboration.platform);
  const others = (await listCampaignScripts(db, workspaceId, collaboration.campaignId)).filter((one) => one.collaborationId !== collaborationId);
  const near = nearestScripts(namedScript({ id: collaborationId, body: text.body, mustSay: asked.mustSay }).script, others.map((one) => namedScript({ ...one, id: one.collaborationId })), SHOWN_NEAR);
  const facts = {
    status: script.status, latestVersion: script.latest_version, needsLegal: isLegalRequired(asked), hasLegalApproval: script.legal_approved_version === script.latest_version,
    adMark: checks.adMark.status, mayWrite: can('content:write'), mayApproveLegal: can('scripts:legal'), isAuthor: isSamePerson(question.actor, { id: text.authorId, name: text.authorName }),
  };
  const isNewest = text.version === script.latest_version;
  const approval = events.find((event) => event.toStatus === 'ready');
  return {
    collaboration: { id: collaboration.id, kolName: collaboration.kolName, campaignName: collaboration.campaignName, campaignSlug: collaboration.campaignSlug, platform: collaboration.platform },
    script: {
      status: script.status, turn: TURN_IN[script.status], round: script.round, version: script.version, latestVersion: script.latest_version, dueOn: script.due_on,
      overdue: isOverdue(script.due_on, dayOf(question.now, question.timeZone)),
    },
    text: { version: text.version, body: text.body, note: text.note, writtenAt: text.writtenAt, authorName: text.authorName }, isNewest,
    brief: brief ? { version: brief.version, format: asked.format, minimumLength: asked.minimumLength, maximumLength: asked.maximumLength } : null,
    briefChangedSince: script.status === 'ready' && brief !== undefined && approval !== undefined && (approval.briefVersion ?? 0) < brief.version,
    needsLegal: facts.needsLegal, mayApproveLegal: facts.mayApproveLegal, checks,
    near: near.map(({ id, similarity, shared }) => ({
      collaborationId: id, kolName: others.find((one) => one.collaborationId === id)?.kolName ?? '', similarity, passages: shared.length, places: shared.map(({ inFirst }) => inFirst),
    })),
    similarityFrom: policy.scripts.similarityFrom, usualRounds: policy.scripts.usualRounds, versions, events,
    diff: earlier ? { against: earlier.version, segments: diffTexts(earlier.body, text.body) } : null,
    steps: isNewest ? question.steps.map((step) => ({ step, refusal: scriptRefusal(step, facts) })).filter(({ refusal }) => refusal !== 'state') : [],
  };
}

export type ScriptPage = NonNullable<Awaited<ReturnType<typeof loadScript>>>;
