import * as z from 'zod';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';
import { qrSvg } from '#app/lib/qr-code.server.ts';

/** The QR code of a collaboration's tracking link, as a file to download. */
export const loader = page('roster:read', async ({ db, workspaceId, params, url }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const collaboration = id.success ? await findCollaborationDetail(db, workspaceId, id.data) : undefined;
  if (!collaboration) throw new Response('No such collaboration.', { status: 404 });
  const address = publicOrigin(url) + paths.trackingLink({ code: collaboration.trackingCode });
  return new Response(qrSvg(address), {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'content-disposition': `attachment; filename="${collaboration.trackingCode}.svg"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' },
  });
});
