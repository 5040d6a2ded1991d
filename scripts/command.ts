import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';
import type { Kysely } from 'kysely';
import type { Workspace } from '#db/queries/workspace.server.ts';
import type { Database } from '#db/schema.ts';

/** Exit codes of every command (interfaces.md). */
export const EXIT = { done: 0, failed: 1, usage: 2, someRejected: 3 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** What a command touches of the world. Results go to `out`, everything else to `tell`. */
export interface Terminal {
  readonly out: (text: string | Uint8Array) => Promise<void>;
  readonly tell: (line: string) => void;
  readonly readInput: () => Promise<string>;
  readonly now: Date;
}

export interface Portal {
  readonly db: Kysely<Database>;
  readonly workspace: Workspace;
}

export interface CommandContext extends Terminal {
  /** Opens the database (migrated) and the workspace that `--workspace` names, else the default one. */
  readonly open: (workspaceSlug?: string) => Promise<Portal>;
}

export interface Command {
  /** Shown by `--help`: usage line, then what it does and every option. */
  readonly help: string;
  run(args: readonly string[], context: CommandContext): Promise<ExitCode>;
}

/** Somebody called a command wrongly; the message says what is wrong. */
export class UsageError extends Error {}

/** Reads a command's arguments strictly, with the options every command has. @throws UsageError */
export function readArguments<T extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: T) {
  const all = { ...options, json: { type: 'boolean' }, workspace: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options: all, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** The one of a list that a word names. @throws UsageError naming the choices */
export function chosen<T extends string>(what: string, word: string | undefined, choices: readonly T[]): T {
  const choice = choices.find((one) => one === word);
  if (choice === undefined) throw new UsageError(`${what} must be one of ${choices.join(', ')}${word === undefined ? '' : `, not '${word}'`}`);
  return choice;
}
