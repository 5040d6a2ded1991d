import { findScript } from '#db/queries/script.server.ts';
import { advanceScript } from '../advance-script.server.ts';
import { saveBriefTemplate } from '../save-brief-template.server.ts';
import { saveBrief } from '../save-brief.server.ts';
import { writeScript } from '../write-script.server.ts';
import type { ScriptHand, ScriptScene, ScriptStory } from './script-story.ts';
import { SCRIPT_CAST, SCRIPT_STORIES, SEEDING_PLAN, SUMMER_PLAN } from './script-story.ts';
import type { Launched, Stage } from './stage.ts';
import { known, wanted } from './stage.ts';

/** Briefs, scripts and approvals of the second wave of the summer campaign: a few at each step, one overdue, and a pair that is nearly the same. */
export async function playScripts(stage: Stage, launched: readonly Launched[]): Promise<void> {
  const { db, workspaceId, timeline } = stage;
  const campaignId = known('the campaign of the scripts', launched[0]?.campaign.campaignId);
  const doing = { now: timeline.at(-12, 10), actor: handOf('content') };
  for (const template of [{ name: '夏日焕新 · 测评', campaignId, plan: SUMMER_PLAN }, { name: '生活方式种草', campaignId: null, plan: SEEDING_PLAN }]) {
    wanted(template.name, await saveBriefTemplate(db, { workspaceId, templateId: null, version: null, ...template }, doing), 'saved');
  }
  for (const story of SCRIPT_STORIES) {
    const { collaborationId } = known(story.handle, launched.find((one) => one.story.handle === story.handle));
    await playStory(stage, collaborationId, story);
  }
}

function handOf(hand: ScriptHand) {
  return { kind: 'system' as const, id: null, name: SCRIPT_CAST[hand] };
}

async function playStory(stage: Stage, collaborationId: string, { handle, publishInDays, brief, scenes }: ScriptStory): Promise<void> {
  const { db, workspaceId, timeline } = stage;
  const days = { scriptDueOn: timeline.day(publishInDays - 3), publishOn: timeline.day(publishInDays) };
  const doing = { now: timeline.at(-11, 10), actor: handOf('content') };
  wanted(handle, await saveBrief(db, { workspaceId, collaborationId, basedOn: 0, brief: { ...SUMMER_PLAN, ...brief, ...days } }, doing), 'saved');
  let written = 0;
  for (const [index, scene] of scenes.entries()) {
    await playScene(stage, collaborationId, scene, { hour: 9 + index, written });
    if ('writes' in scene) written += 1;
  }
}

async function playScene({ db, workspaceId, timeline }: Stage, collaborationId: string, scene: ScriptScene, at: { readonly hour: number; readonly written: number }): Promise<void> {
  // Whatever the hour that the demo is loaded at: nothing happens later than now.
  const now = new Date(Math.min(timeline.at(-scene.daysAgo, at.hour).getTime(), timeline.now.getTime()));
  if ('writes' in scene) {
    wanted('a script', await writeScript(db, { workspaceId, collaborationId, basedOn: at.written, body: scene.writes, note: scene.note ?? '' }, { now, actor: handOf('writer') }), 'written');
    return;
  }
  const { version } = known('the script', await findScript(db, workspaceId, collaborationId));
  const rights = { mayWrite: scene.by !== 'legal', mayApproveLegal: scene.by === 'legal' };
  wanted(scene.step, await advanceScript(db, { workspaceId, collaborationId, step: scene.step, reason: scene.reason ?? '', version, ...rights }, { now, actor: handOf(scene.by) }), 'advanced');
}
