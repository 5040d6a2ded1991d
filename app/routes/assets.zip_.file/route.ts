import * as z from 'zod';
import { MAX_COLLECTION_ASSETS } from '#app/domain/collection.ts';
import { dayOf } from '#app/domain/period.ts';
import { rightsChannelSchema, territorySchema } from '#app/domain/usage-rights.ts';
import { detectLocale } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';
import { archiveNotes } from '#app/lib/asset-files/archive-notes.server.ts';
import { archiveResponse } from '#app/lib/asset-files/archive.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { takeAssets } from '#app/services/take-assets.server.ts';
import { chosenAssets } from '../assets.zip/chosen-assets.server.ts';

const schema = z.strictObject({
  collection: z.uuid().optional(), asset: z.union([z.uuid().transform((id) => [id]), z.array(z.uuid()).max(MAX_COLLECTION_ASSETS)]).default([]),
  channel: z.union([z.literal('').transform(() => null), rightsChannelSchema]), territory: territorySchema, place: z.string().trim().max(500),
});

/** Nothing is given, or kept, for following an address: the page asks what for. */
export const loader = page('roster:read', async () => seeOther(paths.assetsZip()));

/** Chosen assets, or a collection's, as one ZIP, as far as their rights allow; each is kept as taken, and for a use as reused there. */
export const action = page('roster:read', async ({ db, workspaceId, actor, request, now }) => {
  const form = await readForm(request, schema);
  if (!form.ok) throw new Response('The form names what may be taken as a ZIP: assets or a collection, and what for.', { status: 422 });
  const { collection: collectionId = null, asset, channel, territory, place } = form.value;
  const back = (more: Readonly<Record<string, string>>) => paths.assetsZip(`?${new URLSearchParams([...(collectionId ? [['collection', collectionId]] : asset.map((id) => ['asset', id])), ...(channel ? [['channel', channel]] : []), ['territory', territory], ...Object.entries(more)])}`);
  if (channel !== null && place === '') return seeOther(back({ missing: 'place' }));
  const chosen = await chosenAssets(db, { workspaceId, viewerId: actor.id, collectionId, assetIds: asset });
  if (!chosen) throw new Response('No such collection.', { status: 404 });
  const { timeZone } = actor.workspace;
  const today = dayOf(now, timeZone);
  const use = channel && { channel, territory };
  const outcome = await takeAssets(db, { workspaceId, assetIds: chosen.assetIds, use, place, today }, { now, actor });
  if (outcome.status === 'nothing') return seeOther(back({}));
  const { files, refused } = outcome.archive;
  const locale = detectLocale(request.headers);
  const title = chosen.collection?.name ?? '';
  return await archiveResponse({
    workspaceId, files, now, name: title || `${serverI18n(locale).t('assets:zip.name')} ${today}`,
    notes: (present, missing) => archiveNotes({
      locale, title, use: use && { ...use, on: today }, takenBy: actor.name, at: now, timeZone, refused, missing,
      files: present.map(({ name, grant }) => ({ name, rights: grant ? [grant] : [] })),
    }),
  });
});
