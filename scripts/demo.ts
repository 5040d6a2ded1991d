import { listWorkspaces } from '#db/queries/workspace.server.ts';
import { createWorkspace } from '#app/services/create-workspace.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { DEMO_WORKSPACE, loadDemo } from '#app/services/load-demo.server.ts';
import { removeDemo } from '#app/services/remove-demo.server.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const demoCommand: Command = {
  help: `
Usage: kol demo load
       kol demo remove [--workspace SLUG]

load    makes the workspace '${DEMO_WORKSPACE.slug}' with made-up people and a story; it has no members until 'kol user add EMAIL --workspace ${DEMO_WORKSPACE.slug}'.
remove  throws the demo workspace away and leaves an empty one to the people who were in it. Refused for a workspace that is no demo.`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {});
  const [verb, ...rest] = positionals;
  const step = chosen('what to do', verb, ['load', 'remove'] as const);
  if (rest.length > 0) throw new UsageError(`'${rest[0]}' is one word too many`);
  const { db } = await context.open(values.workspace);
  const doing = { now: context.now, actor: COMMAND_LINE_ACTOR };
  const workspaces = await listWorkspaces(db);

  if (step === 'load') {
    if (workspaces.some((workspace) => workspace.slug === DEMO_WORKSPACE.slug)) throw new UsageError(`there is a workspace '${DEMO_WORKSPACE.slug}' already`);
    const workspaceId = await createWorkspace(db, DEMO_WORKSPACE, doing);
    await loadDemo(db, { workspaceId }, doing);
    await context.out(values.json ? `${JSON.stringify({ workspaceId, slug: DEMO_WORKSPACE.slug })}\n` : `loaded '${DEMO_WORKSPACE.slug}'\n`);
    return EXIT.done;
  }
  const slug = values.workspace ?? DEMO_WORKSPACE.slug;
  const demo = workspaces.find((workspace) => workspace.slug === slug);
  if (!demo) throw new UsageError(`there is no workspace '${slug}'`);
  const outcome = await removeDemo(db, { workspaceId: demo.id }, doing);
  if (outcome.status !== 'removed') throw new UsageError(`'${slug}' is no demo: only the demo can be removed in one step`);
  await context.out(values.json ? `${JSON.stringify(outcome)}\n` : `removed '${slug}'; its people now have the empty workspace '${outcome.slug}'\n`);
  return EXIT.done;
}
