import { log } from '#app/lib/log.server.ts';

/**
 * Does something for one after the other; what fails among several is logged by its place, and the others still have their turn: one brand's trouble holds up no other.
 * @param placeOf names an item in the log
 * @throws the first failure, at the end
 */
export async function eachInTurn<Item>(items: readonly Item[], placeOf: (item: Item) => Readonly<Record<string, string>>, run: (item: Item) => Promise<void>): Promise<void> {
  const failures: unknown[] = [];
  for (const item of items) {
    try {
      await run(item);
    } catch (error) {
      failures.push(error);
      if (items.length > 1) log.error({ err: error, ...placeOf(item) }, 'one of several failed; the others go on');
    }
  }
  if (failures.length > 0) throw failures[0];
}

/** Names a workspace in the log. */
export const workspacePlace = ({ id }: { readonly id: string }) => ({ workspaceId: id });
