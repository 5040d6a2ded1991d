import { diagnosePortal } from '#app/services/diagnose-portal.server.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { EXIT, readArguments, UsageError } from './command.ts';

export const doctorCommand: Command = {
  help: `
Usage: kol doctor [--json]

Looks at what the portal stands on: that commits are durable; that the library's storage can be read and written, how much
room is left, which files are missing from it and which objects belong to none; whether videos can be decoded. Changes nothing.
Exit code 1 when something needs somebody.

  --json  {"status":"ok"|"fault","findings":[{"check","state":"ok"|"note"|"fault","text","value"}]}`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, {});
  if (positionals.length > 0) throw new UsageError(`doctor takes no '${positionals[0]}'`);
  const { db } = await context.open(values.workspace);
  const findings = await diagnosePortal(db, { now: context.now });
  const isFaulty = findings.some(({ state }) => state === 'fault');
  if (values.json) await context.out(`${JSON.stringify({ status: isFaulty ? 'fault' : 'ok', findings })}\n`);
  else for (const { check, state, text } of findings) await context.out(`${state.padEnd(5)}  ${check.padEnd(15)}  ${text}\n`);
  return isFaulty ? EXIT.failed : EXIT.done;
}
