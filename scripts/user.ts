import { ROLES, SEATS } from '#app/domain/permission.ts';
import { createUser, createUserSchema } from '#app/services/create-user.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const userCommand: Command = {
  help: `
Usage: kol user add EMAIL --role ROLE [--seat SEAT] [--name NAME] --password-stdin [--workspace SLUG]

Adds a person to the workspace, or gives someone who is known by that e-mail another role (their password stays).

  --role ROLE        ${ROLES.join(', ')}
  --seat SEAT        sign-off seat: ${SEATS.join(', ')}
  --name NAME        shown in the portal; the part before the @ where none is given
  --password-stdin   reads the password (at least 12 characters) from standard input, so that no process list shows it`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const options = { role: { type: 'string' }, seat: { type: 'string' }, name: { type: 'string' }, 'password-stdin': { type: 'boolean', default: false } } as const;
  const { values, positionals } = readArguments(args, options);
  const [verb, email, ...more] = positionals;
  if (verb !== 'add' || email === undefined || more.length > 0) throw new UsageError('say: user add EMAIL');
  if (!values['password-stdin']) throw new UsageError('--password-stdin is needed: the password is read from standard input');
  const input = createUserSchema.safeParse({
    email, name: values.name ?? email.split('@')[0], role: chosen('--role', values.role, ROLES),
    seat: values.seat === undefined ? null : chosen('--seat', values.seat, SEATS), password: (await context.readInput()).replace(/\r?\n$/, ''),
  });
  if (!input.success) throw new UsageError(input.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
  const { db, workspace } = await context.open(values.workspace);
  const outcome = await createUser(db, { ...input.data, workspaceId: workspace.id }, { now: context.now, actor: COMMAND_LINE_ACTOR });
  const answer = { id: outcome.userId, email: input.data.email, role: input.data.role, seat: input.data.seat, status: outcome.status };
  await context.out(values.json ? `${JSON.stringify(answer)}\n` : `${answer.email}: ${outcome.status}, ${answer.role} in ${workspace.slug}\n`);
  return EXIT.done;
}
