import * as z from 'zod';
import { PICTURE_TYPES } from '#app/domain/asset-file-type.ts';
import { readRendition } from '#app/domain/asset-rendition.ts';
import { dayOf } from '#app/domain/period.ts';
import { detectLocale } from '#app/i18n/locale.ts';
import { serverI18n } from '#app/i18n/server-i18n.server.ts';
import { archiveNotes } from '#app/lib/asset-files/archive-notes.server.ts';
import { archiveResponse } from '#app/lib/asset-files/archive.server.ts';
import { downloadLink, renditionLink } from '#app/lib/asset-files/file-link.server.ts';
import type { OpenContext } from '#app/lib/authorize.server.ts';
import { open } from '#app/lib/authorize.server.ts';
import { clientAddress } from '#app/lib/client-address.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { SHARE_HEADERS } from '#app/lib/security-headers.server.ts';
import { downloadAllShared, downloadShared, shareStillOpens } from '#app/services/open-share.server.ts';
import { ensureRendition } from '#app/services/render-asset.server.ts';
import { inArchive } from '#app/services/take-assets.server.ts';

const schema = z.union([z.strictObject({ asset: z.uuid(), as: z.string().max(40).default('original') }), z.strictObject({ all: z.literal('1') })]);

/** Nothing is given, or counted, for following an address: the page asks for each asset. */
export const loader = open('an old address of a shared download leads to the page of its link', async ({ params }) => seeOther(paths.share({ token: params.token ?? '' }), SHARE_HEADERS));

/** The file of a shared asset, or all of them, where the link and their rights allow it; whatever is refused leads to the page, which says no more than it did. */
export const action = open('people outside take what was shared with them, where the link allows it; each download is recorded', async (context) => {
  const form = await readForm(context.request, schema);
  const given = !form.ok ? null : 'all' in form.value ? await giveAll(context) : await giveOne(context, form.value);
  return given ?? seeOther(paths.share({ token: context.params.token ?? '' }), SHARE_HEADERS);
});

const askedOf = ({ params, request }: OpenContext) => ({ token: params.token ?? '', address: clientAddress(request) });

async function giveOne(context: OpenContext, { asset: assetId, as }: { asset: string; as: string }): Promise<Response | null> {
  const { db, now } = context;
  const rendition = readRendition(as);
  if (rendition === null) return null;
  const outcome = await downloadShared(db, { ...askedOf(context), assetId, rendition: as }, { now });
  if (outcome.status !== 'given') return null;
  const { share, asset } = outcome;
  if (asset.hash === null || asset.mediaType === null) return null;
  const file = { workspaceId: share.workspaceId, hash: asset.hash };
  const by = { shareId: share.id, assetId: asset.id };
  if (rendition === 'original') return seeOther(downloadLink({ ...file, mediaType: asset.mediaType, fileName: `${asset.title}.${asset.extension ?? 'bin'}` }, now, by), SHARE_HEADERS);
  if (!PICTURE_TYPES.some((type) => type === asset.mediaType) || (await ensureRendition(share.workspaceId, asset.hash, rendition)).status !== 'ready') return null;
  const fileName = `${asset.title} ${rendition.crop} ${rendition.size}.${rendition.format === 'jpeg' ? 'jpg' : rendition.format}`;
  return seeOther(renditionLink({ ...file, rendition, fileName }, now, by), SHARE_HEADERS);
}

async function giveAll(context: OpenContext): Promise<Response | null> {
  const { db, request, now } = context;
  const outcome = await downloadAllShared(db, askedOf(context), { now });
  if (outcome.status !== 'given') return null;
  const { share, assets, withheld } = outcome;
  const { workspaceId, timeZone } = share;
  const locale = detectLocale(request.headers);
  const title = share.collectionName ?? '';
  return await archiveResponse({
    workspaceId, files: inArchive(assets, (asset) => asset.title), now, headers: SHARE_HEADERS, name: title || `${serverI18n(locale).t('assets:zip.name')} ${dayOf(now, timeZone)}`,
    notes: (present, missing) => archiveNotes({
      locale, title, use: null, takenBy: '', at: now, timeZone, missing, files: present.map(({ name, standing }) => ({ name, rights: standing.shown ? standing.rights : [] })),
      refused: withheld.flatMap((asset) => (asset.standing.shown ? [] : [{ title: asset.title, refusal: asset.standing.refusal }])),
    }),
    // Taken back is taken back, also between two files of one archive.
    mayGoOn: async ({ id }) => {
      if (!(await shareStillOpens(db, { workspaceId, shareId: share.id, assetId: id }, new Date()))) throw new Error('the link was taken back, or rights ended, while an archive was being sent');
    },
  });
}
