import { findPolicyDraft } from '#db/queries/policy-draft.server.ts';
import { getPolicy, listPolicyVersions } from '#db/queries/policy.server.ts';
import type { JsonObject, JsonValue } from '#app/domain/json.ts';
import type { Policy } from '#app/domain/policy.ts';
import { policySchema } from '#app/domain/policy.ts';
import { policyChanges, put } from '#app/domain/policy-changes.ts';
import { brokenRules } from '#app/domain/policy-rules.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { publishPolicyDraft } from '#app/services/publish-policy-draft.server.ts';
import { simulatePolicy } from '#app/services/simulate-policy.server.ts';
import type { Command, CommandContext, ExitCode, Portal } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const policyCommand: Command = {
  help: `
Usage: kol policy list [--json] [--workspace SLUG]
       kol policy simulate [--set PATH=VALUE ...] [--json] [--workspace SLUG]
       kol policy publish --note TEXT [--revision N] [--json] [--workspace SLUG]

list      every published version of the thresholds, the one in force first, with what it changed, and the draft that is open.
simulate  who would move if the open draft were in force: lights, fuses, verdicts and grades as of today, lights and fuses
          at the reviews of the last 90 days. With --set the thresholds in force with these changes. Writes nothing.
publish   puts the open draft in force as the next version. Exit code 1 where it may not be: no draft is open, it is another
          revision by now, its thresholds do not go together, or another version was published meanwhile.

  --set PATH=VALUE  a threshold by its path, the value as JSON: --set proposals.reduceProbability=0.85
  --revision N      refuse unless the draft is still this revision (simulate tells which it is)
  --note TEXT       why; kept with the version`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { set: { type: 'string', multiple: true }, note: { type: 'string' }, revision: { type: 'string' } });
  const verb = chosen('what to do', positionals[0], ['list', 'simulate', 'publish'] as const);
  if (positionals.length > 1) throw new UsageError(`nothing is expected after '${verb}', not '${positionals.slice(1).join(' ')}'`);
  if (values.revision !== undefined && !/^\d{1,9}$/.test(values.revision)) throw new UsageError(`--revision must be a number, not '${values.revision}'`);
  const note = values.note?.trim() ?? '';
  if (verb === 'publish' && note === '') throw new UsageError('say why: --note TEXT');
  if (verb !== 'simulate' && values.set) throw new UsageError('--set goes with simulate');
  const portal = await context.open(values.workspace);
  const json = values.json ?? false;
  switch (verb) {
    case 'list':
      return await list(portal, context, json);
    case 'simulate':
      return await simulate(portal, context, values.set ?? [], json);
    case 'publish':
      return await publish(portal, context, { note, revision: values.revision === undefined ? null : Number(values.revision) }, json);
  }
}

async function list({ db, workspace }: Portal, { out }: CommandContext, json: boolean): Promise<ExitCode> {
  const [found, draft] = [await listPolicyVersions(db, workspace.id), await findPolicyDraft(db, workspace.id)];
  const versions = found.map(({ policy, ...row }, index) => {
    const before = found[index + 1];
    return { ...row, changes: before ? policyChanges(before.policy, policy) : [] };
  });
  const base = draft ? found.find(({ version }) => version === draft.basedOn) : undefined;
  const open = draft ? { basedOn: draft.basedOn, revision: draft.revision, changedBy: draft.changedByName, changedAt: draft.changedAt, changes: base ? policyChanges(base.policy, draft.policy) : [] } : null;
  if (json) await out(`${JSON.stringify({ versions, draft: open })}\n`);
  else {
    for (const { version, publishedAt, publishedBy, note, changes } of versions) await out(`v${version}\t${publishedAt.toISOString()}\t${publishedBy ?? '-'}\t${changes.length} changes\t${note}\n`);
    await out(open ? `draft, revision ${open.revision}, on v${open.basedOn}, last changed by ${open.changedBy}: ${open.changes.length} changes\n` : 'no draft is open\n');
  }
  return EXIT.done;
}

async function simulate({ db, workspace }: Portal, { out, tell, now }: CommandContext, settings: readonly string[], json: boolean): Promise<ExitCode> {
  const draft = settings.length > 0 ? null : await findPolicyDraft(db, workspace.id);
  if (settings.length === 0 && !draft) {
    tell('No draft is open: change thresholds in the portal, or say --set PATH=VALUE');
    return EXIT.failed;
  }
  const policy = draft?.policy ?? withSettings((await getPolicy(db, workspace.id)).policy, settings);
  const broken = brokenRules(policy);
  for (const { path, value, code, other, limit } of broken) tell(`${path} = ${value} does not go with ${other ?? 'its limit'} = ${limit} (${code})`);
  if (broken.length > 0) return EXIT.failed;
  const found = await simulatePolicy(db, { workspaceId: workspace.id, policy }, { now });
  if (json) {
    await out(`${JSON.stringify({ revision: draft?.revision ?? null, ...found })}\n`);
    return EXIT.done;
  }
  await out(`As of ${found.asOf}, against v${found.inForce}${draft ? `, draft revision ${draft.revision}` : ''}: ${found.changes.length} thresholds changed, ${found.collaborations} collaborations, ${found.pastReviews} past reviews\n`);
  for (const { path, before, after } of found.changes) await out(`${path}\t${JSON.stringify(before)} -> ${JSON.stringify(after)}\n`);
  for (const { collaborationId, kind, before, after } of found.moves) await out(`${collaborationId}\t${kind}\t${before.state ?? '-'} -> ${after.state ?? '-'}\n`);
  await out(`${found.moves.length} moves today, ${found.pastLights.length} lights and ${found.pastFuses.length} fuses at past reviews, long-term programme +${found.longTerm.gained.length} -${found.longTerm.lost.length}\n`);
  return EXIT.done;
}

/** The thresholds in force with some changed. @throws UsageError for a path that there is not, or a value out of its range */
function withSettings(inForce: Policy, settings: readonly string[]): Policy {
  const changed: JsonObject = structuredClone(inForce);
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at <= 0) throw new UsageError(`--set takes PATH=VALUE, not '${setting}'`);
    put(changed, setting.slice(0, at), valueOf(setting.slice(at + 1)));
  }
  const parsed = policySchema.safeParse(changed);
  if (!parsed.success) throw new UsageError(parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'policy'}: ${message}`).join('; '));
  return parsed.data;
}

/** A number, true, false, null or a list as JSON; anything else is a word, such as an attribution model's. */
function valueOf(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue; // What JSON.parse gives is JSON.
  } catch {
    return text;
  }
}

const REFUSALS = {
  gone: 'No draft is open', conflict: 'The draft is another revision by now: simulate it first', invalid: 'Its thresholds do not go together: simulate tells which',
  'second-person': 'Another administrator has to publish it', stale: 'Another version was published meanwhile: bring the draft up to date in the portal',
} as const;

async function publish({ db, workspace }: Portal, { out, tell, now }: CommandContext, wanted: { readonly note: string; readonly revision: number | null }, json: boolean): Promise<ExitCode> {
  const revision = wanted.revision ?? (await findPolicyDraft(db, workspace.id))?.revision ?? 0;
  const outcome = await publishPolicyDraft(db, { workspaceId: workspace.id, revision, note: wanted.note }, { now, actor: COMMAND_LINE_ACTOR });
  const done = outcome.status === 'published' || outcome.status === 'unchanged';
  if (json) await out(`${JSON.stringify(outcome)}\n`);
  else if (outcome.status === 'published') await out(`v${outcome.version} is in force\n`);
  else if (outcome.status === 'unchanged') await out(`the draft changes nothing: v${outcome.version} stays in force\n`);
  else tell(REFUSALS[outcome.status]);
  return done ? EXIT.done : EXIT.failed;
}
