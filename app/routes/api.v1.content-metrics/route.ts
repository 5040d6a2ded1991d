import { apiContentSchema } from '#app/domain/ingestion/api-content.ts';
import { answerBatch } from '#app/lib/api-batch.server.ts';
import { api } from '#app/lib/authorize.server.ts';
import { takeInContent } from '#app/services/take-in-content.server.ts';

/** The fields of an item behind the names that files give them. */
const FIELDS = { content_url: 'contentUrl', published_at: 'publishedAt', handle: 'handle', campaign: 'campaign' } as const;

export const action = api('content:write', (context) =>
  answerBatch(context, 'metrics', apiContentSchema, async (items, { partial }) => {
    const { db, workspaceId, now } = context;
    const { problems, ...result } = await takeInContent(db, { workspaceId, items: items.map((item) => item.value), partial }, { now });
    const rejected = problems.map(({ index, problem: { field, value, code, message } }) => (
      { index: items[index]?.index ?? index, field: FIELDS[field], value, code, message: message.replace('published_at', 'publishedAt') }
    ));
    return { result, rejected };
  }),
);
