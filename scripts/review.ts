import { isCalendarDay } from '#app/domain/period.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import { describeReview } from '#app/services/describe-review.server.ts';
import { runReview } from '#app/services/run-review.server.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { EXIT, readArguments, UsageError } from './command.ts';

export const reviewCommand: Command = {
  help: `
Usage: kol review run [--campaign SLUG] [--as-of DATE] [--json] [--workspace SLUG]

Scorecards, ROI with its certainty, lights, fuses and proposals as of the end of a day. Running it twice gives the same bytes.

  --campaign SLUG  results of one campaign only
  --as-of DATE     YYYY-MM-DD in the workspace's time zone; today where none is named`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { campaign: { type: 'string' }, 'as-of': { type: 'string' } });
  if (positionals.length !== 1 || positionals[0] !== 'run') throw new UsageError('say: review run');
  const asOf = values['as-of'];
  if (asOf !== undefined && !isCalendarDay(asOf)) throw new UsageError(`--as-of must be a day as YYYY-MM-DD, not '${asOf}'`);
  const { db, workspace } = await context.open(values.workspace);
  const outcome = await runReview(db, { workspaceId: workspace.id, campaignSlug: values.campaign, asOf }, { now: context.now, actor: COMMAND_LINE_ACTOR });
  if (outcome.status === 'unknown-campaign') throw new UsageError(`there is no campaign '${outcome.slug}' with collaborations`);
  const report = describeReview(workspace.id, outcome);
  if (values.json) {
    await context.out(`${JSON.stringify(report)}\n`);
    return EXIT.done;
  }
  await context.out(`Review as of ${report.asOf}, policy version ${report.policyVersion}: ${report.collaborations.length} collaborations\n`);
  for (const one of report.collaborations) {
    const roi = one.roi === null ? '-' : one.roi.toFixed(2);
    const atClose = one.roiAtClose === null ? '-' : `${one.roiAtClose.toFixed(2)} (${one.interval?.low.toFixed(2)}-${one.interval?.high.toFixed(2)})`;
    const score = one.score === null ? 'not enough data' : `${one.score.toFixed(1)} ${one.grade ?? ''}`;
    await context.out(`${one.campaign}\t${one.handle}\t${one.light}\t${one.verdict}\tROI ${roi}\tat close ${atClose}\tfuse ${one.fuse}\tscore ${score}\n`);
  }
  return EXIT.done;
}
