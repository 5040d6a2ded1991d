import { UnreadableFileError } from '#app/lib/file-reading/unreadable-file.ts';
import type { CommandContext, ExitCode } from './command.ts';
import { EXIT, UsageError } from './command.ts';
import { COMMANDS } from './commands.ts';

/** Runs one command line and returns its exit code. Usage errors are 2, anything that goes wrong otherwise is 1. */
export async function runKol(args: readonly string[], context: CommandContext): Promise<ExitCode> {
  const [word, ...rest] = args;
  if (word === undefined || word === '--help' || word === '-h' || word === 'help') {
    await context.out(overview());
    return word === undefined ? EXIT.usage : EXIT.done;
  }
  const entry = COMMANDS.find((command) => command.word === word);
  if (!entry) {
    context.tell(`kol: there is no command '${word}'. Commands: ${COMMANDS.map((command) => command.word).join(', ')}`);
    return EXIT.usage;
  }
  const command = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    await context.out(`${command.help.trim()}\n`);
    return EXIT.done;
  }
  try {
    return await command.run(rest, context);
  } catch (error) {
    if (error instanceof UsageError) {
      context.tell(`kol ${word}: ${error.message}\n\n${command.help.trim()}`);
      return EXIT.usage;
    }
    const known = error instanceof UnreadableFileError || (error instanceof Error && 'code' in error);
    context.tell(`kol ${word}: ${error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error)}`);
    return EXIT.failed;
  }
}

function overview(): string {
  const lines = COMMANDS.map((command) => `  kol ${command.summary}`);
  return `Usage: npm run kol -- <command> [arguments]\n\n${lines.join('\n')}\n\nEvery command has --help, --json and --workspace SLUG. Exit codes: 0 done, 1 failed, 2 usage, 3 some rows rejected.\n`;
}
