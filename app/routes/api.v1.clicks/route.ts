import { apiClickSchema } from '#app/domain/ingestion/api-click.ts';
import { answerBatch } from '#app/lib/api-batch.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { settleSoon } from '#app/services/settle-soon.server.ts';
import { takeInClicks } from '#app/services/take-in-clicks.server.ts';

export const action = api('clicks:write', (context) =>
  answerBatch(context, 'clicks', apiClickSchema, async (items, { partial, total }) => {
    const { db, workspaceId, now, actor } = context;
    const outcome = await takeInClicks(db, { workspaceId, clicks: items.map(({ value }) => value), partial }, { now, actor });
    settleSoon(db, { workspaceId, now });
    const clickIds: (string | null)[] = Array.from({ length: total }, () => null);
    for (const [position, { index }] of items.entries()) clickIds[index] = outcome.clickIds[position] ?? null;
    return {
      result: { created: outcome.created, unchanged: outcome.unchanged, clickIds },
      rejected: outcome.rejected.map((reject) => ({ ...reject, index: items[reject.index]?.index ?? reject.index })),
    };
  }),
);
