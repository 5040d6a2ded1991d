import * as z from 'zod';
import { downloadLink } from '#app/lib/asset-files/file-link.server.ts';
import { open } from '#app/lib/authorize.server.ts';
import { clientAddress } from '#app/lib/client-address.server.ts';
import { readForm } from '#app/lib/form.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { SHARE_HEADERS } from '#app/lib/security-headers.server.ts';
import { downloadShared } from '#app/services/open-share.server.ts';

const schema = z.strictObject({ asset: z.uuid() });

/** Nothing is given, or counted, for following an address: the page asks for each asset. */
export const loader = open('an old address of a shared download leads to the page of its link', async ({ params }) => seeOther(paths.share({ token: params.token ?? '' }), SHARE_HEADERS));

/** The file of a shared asset, where its link and its rights allow it; whatever is refused leads to the page, which says no more than it did. */
export const action = open('people outside take what was shared with them, where the link allows it; each download is recorded', async ({ request, params, db, now }) => {
  const token = params.token ?? '';
  const form = await readForm(request, schema);
  const back = seeOther(paths.share({ token }), SHARE_HEADERS);
  if (!form.ok) return back;
  const outcome = await downloadShared(db, { token, address: clientAddress(request), assetId: form.value.asset, rendition: 'original' }, { now });
  if (outcome.status !== 'given') return back;
  const { share, asset } = outcome;
  if (asset.hash === null || asset.mediaType === null) return back;
  const link = downloadLink({ workspaceId: share.workspaceId, hash: asset.hash, mediaType: asset.mediaType, fileName: `${asset.title}.${asset.extension ?? 'bin'}` }, now, { shareId: share.id, assetId: asset.id });
  return seeOther(link, SHARE_HEADERS);
});
