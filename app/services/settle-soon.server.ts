import type { Kysely } from 'kysely';
import type { Database } from '#db/schema.ts';
import { settleAfterIntake } from './settle-rollups.server.ts';

/** Between two settlings of a workspace it is left alone for so many times as long as the last one took: a program that sends orders without end pays a twentieth for them. */
const REST = 20;

interface Turn {
  /** When something was taken in that the settling at work may not have seen; null when there was nothing. */
  asked: Date | null;
}

const turns = new Map<string, Turn>();

/**
 * Settles a workspace's roll-ups beside the request that took something in, at once where nothing was taken in lately, so that pages opened next show it.
 * Whoever must see all that was taken in settles before reading (`reportRoi`); the worker settles too, should this process end first.
 */
export function settleSoon(db: Kysely<Database>, { workspaceId, now }: { readonly workspaceId: string; readonly now: Date }): void {
  const known = turns.get(workspaceId);
  if (known) {
    known.asked = now;
    return;
  }
  const turn: Turn = { asked: now };
  turns.set(workspaceId, turn);
  void settleInTurns(db, workspaceId, turn);
}

async function settleInTurns(db: Kysely<Database>, workspaceId: string, turn: Turn): Promise<void> {
  while (turn.asked !== null) {
    const now = turn.asked;
    turn.asked = null;
    const startedAt = performance.now();
    await settleAfterIntake(db, { workspaceId, now }); // does not throw
    await rest(REST * (performance.now() - startedAt));
  }
  turns.delete(workspaceId);
}

/** A process that is about to end is not held up. */
function rest(ms: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, ms).unref());
}
