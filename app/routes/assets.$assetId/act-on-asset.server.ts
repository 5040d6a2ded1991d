import type { Kysely } from 'kysely';
import * as z from 'zod';
import type { Database } from '#db/schema.ts';
import { assetLanguageSchema, readTags } from '#app/domain/asset.ts';
import { isCalendarDay } from '#app/domain/period.ts';
import type { RightsRefusal } from '#app/domain/usage-rights.ts';
import { rightsChannelSchema, territorySchema, usageGrantSchema } from '#app/domain/usage-rights.ts';
import { readForm } from '#app/lib/form.server.ts';
import { collectAssets } from '#app/services/collect-assets.server.ts';
import type { Doing } from '#app/services/doing.ts';
import { grantAssetRight, removeAssetRight } from '#app/services/grant-asset-rights.server.ts';
import { reuseAsset } from '#app/services/reuse-asset.server.ts';
import { saveAsset, setAssetInBin } from '#app/services/save-asset.server.ts';

const idOrNone = z.union([z.literal('').transform(() => null), z.uuid()]);
const count = z.string().regex(/^\d{1,9}$/).transform(Number);
const day = z.string().refine(isCalendarDay, { error: 'day' });
const many = z.union([z.array(z.string()), z.string().transform((text) => (text === '' ? [] : [text]))]).default([]);
const title = z.string().trim().min(1, { error: 'missing' }).max(200, { error: 'long' });

const schema = z.discriminatedUnion('intent', [
  z.strictObject({ intent: z.literal('edit'), version: count, title, caption: z.string().trim().max(5_000), body: z.string().trim().max(100_000).optional(), tags: z.string().max(2_000), language: assetLanguageSchema, collaboration: idOrNone, content: idOrNone }),
  z.strictObject({
    intent: z.literal('grant'), rightId: idOrNone, version: count, channels: many, territories: many, fromDay: z.string(), untilDay: z.string(), isExclusive: z.literal('on').optional(),
    creditLine: z.string(), contractPage: z.string(),
  }),
  z.strictObject({ intent: z.literal('removeRight'), rightId: z.uuid() }),
  z.strictObject({ intent: z.literal('reuse'), channel: rightsChannelSchema, territory: territorySchema, on: day, place: z.string().trim().min(1, { error: 'missing' }).max(500) }),
  z.strictObject({ intent: z.literal('collect'), collection: idOrNone, name: z.string().trim().max(120) }),
  z.strictObject({ intent: z.literal('delete') }),
  z.strictObject({ intent: z.literal('restore') }),
]);

/** What a form's answer tells the page: what was wrong, with what was typed, or what was done. */
export interface AssetAnswer {
  readonly intent: string;
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, string>>;
  readonly refusal: RightsRefusal | null;
  readonly done: { readonly creditLine: string } | null;
}

/** Does what a form of the asset's page asks. `gone` where there is no such asset; `moved` where the page is to be shown anew. */
export async function actOnAsset(db: Kysely<Database>, { workspaceId, assetId, request }: { workspaceId: string; assetId: string; request: Request }, doing: Doing): Promise<AssetAnswer | 'gone' | 'moved'> {
  const form = await readForm(request, schema);
  const answer = (errors: AssetAnswer['errors'], more: Partial<AssetAnswer> = {}): AssetAnswer => ({ intent: form.values.intent ?? '', values: form.values, errors, refusal: null, done: null, ...more });
  if (!form.ok) return answer(form.errors);
  const at = { workspaceId, assetId };
  const { value } = form;
  switch (value.intent) {
    case 'edit': {
      const { version, caption, body, tags, language } = value;
      const outcome = await saveAsset(db, { ...at, version, title: value.title, caption, body: body ?? null, tags: readTags(tags), language, kolId: null, collaborationId: value.collaboration, contentId: value.collaboration === null ? null : value.content }, doing);
      if (outcome.status === 'stale') return answer({ form: 'stale' }, { values: { ...form.values, version: String(outcome.version) } });
      if (outcome.status === 'origin_not_found') return answer({ content: 'origin' });
      return outcome.status === 'not_found' ? 'gone' : 'moved';
    }
    case 'grant': {
      const { channels, territories, fromDay, untilDay, creditLine, contractPage } = value;
      const grant = usageGrantSchema.safeParse({ channels, territories, fromDay, untilDay: untilDay === '' ? null : untilDay, isExclusive: value.isExclusive === 'on', creditLine, contractPage });
      if (!grant.success) return answer(Object.fromEntries(grant.error.issues.map((issue) => [String(issue.path[0]), issue.message])));
      const outcome = await grantAssetRight(db, { ...at, known: value.rightId === null ? null : { rightId: value.rightId, version: value.version }, grant: grant.data }, doing);
      if (outcome.status === 'granted') return 'moved';
      return outcome.status === 'not_found' ? 'gone' : answer({ form: outcome.status });
    }
    case 'removeRight':
      return (await removeAssetRight(db, { ...at, rightId: value.rightId }, doing)).status === 'removed' ? 'moved' : 'gone';
    case 'reuse': {
      const outcome = await reuseAsset(db, { ...at, use: { channel: value.channel, territory: value.territory, on: value.on }, place: value.place }, doing);
      if (outcome.status === 'refused') return answer({}, { refusal: outcome.refusal });
      if (outcome.status === 'logged') return answer({}, { values: {}, done: { creditLine: outcome.creditLine } });
      return outcome.status === 'deleted' ? answer({ form: 'deleted' }) : 'gone';
    }
    case 'collect': {
      const outcome = await collectAssets(db, { workspaceId, assetIds: [assetId], collectionId: value.collection, name: value.name }, doing);
      return 'problem' in outcome ? answer({ form: outcome.problem }) : 'moved';
    }
    case 'delete':
    case 'restore':
      return (await setAssetInBin(db, { ...at, isDeleted: value.intent === 'delete' }, doing)).status === 'not_found' ? 'gone' : 'moved';
  }
}
