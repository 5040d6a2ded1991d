import { TOKEN_SCOPE_NAMES } from '#app/domain/permission.ts';
import { createToken } from '#app/services/create-token.server.ts';
import { COMMAND_LINE_ACTOR } from '#app/services/doing.ts';
import type { Command, CommandContext, ExitCode } from './command.ts';
import { chosen, EXIT, readArguments, UsageError } from './command.ts';

export const tokenCommand: Command = {
  help: `
Usage: kol token create --name NAME --scope SCOPE,... [--workspace SLUG]

Makes a key for the API and prints it, this once: only its hash is kept.

  --name NAME       what the key is for
  --scope SCOPE,... ${TOKEN_SCOPE_NAMES.join(', ')}`,
  run,
};

async function run(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const { values, positionals } = readArguments(args, { name: { type: 'string' }, scope: { type: 'string', multiple: true } });
  if (positionals.length !== 1 || positionals[0] !== 'create') throw new UsageError('say: token create');
  if (!values.name?.trim()) throw new UsageError('--name is needed');
  const words = (values.scope ?? []).flatMap((list) => list.split(',')).map((word) => word.trim()).filter((word) => word !== '');
  if (words.length === 0) throw new UsageError(`--scope is needed: ${TOKEN_SCOPE_NAMES.join(', ')}`);
  const scopes = words.map((word) => chosen('--scope', word, TOKEN_SCOPE_NAMES));
  const { db, workspace } = await context.open(values.workspace);
  const made = await createToken(db, { workspaceId: workspace.id, name: values.name.trim(), scopes, expiresAt: null }, { now: context.now, actor: COMMAND_LINE_ACTOR });
  if (values.json) await context.out(`${JSON.stringify({ id: made.tokenId, name: values.name.trim(), scopes, token: made.token })}\n`);
  else await context.out(`${made.token}\n`);
  return EXIT.done;
}
