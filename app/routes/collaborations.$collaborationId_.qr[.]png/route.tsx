import * as z from 'zod';
import { findCollaborationDetail } from '#db/queries/collaboration-pages.server.ts';
import { page } from '#app/lib/authorize.server.ts';
import { paths } from '#app/lib/paths.ts';
import { publicOrigin } from '#app/lib/public-origin.server.ts';
import { qrPng } from '#app/lib/qr-code.server.ts';

/** The QR code of a collaboration's tracking link, as a file to download. */
export const loader = page('roster:read', async ({ db, workspaceId, params, url }) => {
  const id = z.uuid().safeParse(params.collaborationId);
  const collaboration = id.success ? await findCollaborationDetail(db, workspaceId, id.data) : undefined;
  if (!collaboration) throw new Response('No such collaboration.', { status: 404 });
  const address = publicOrigin(url) + paths.trackingLink({ code: collaboration.trackingCode });
  return new Response(new Uint8Array(await qrPng(address)), {
    headers: { 'content-type': 'image/png', 'content-disposition': `attachment; filename="${collaboration.trackingCode}.png"`, 'cache-control': 'private, no-store', 'x-content-type-options': 'nosniff' },
  });
});
