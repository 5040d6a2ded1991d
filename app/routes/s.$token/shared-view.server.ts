import type { OpenShareOutcome } from '#app/services/open-share.server.ts';
import { thumbnailLink } from '#app/lib/asset-files/file-link.server.ts';
import { paths } from '#app/lib/paths.ts';

export type SharedView = ReturnType<typeof sharedView>;

/** Of a text so many letters are shown where it may not be taken away. */
const SHOWN_LETTERS = 280;

/**
 * What a link's page is given: named one by one, so that nothing else of an asset can slip through. A withheld asset is its title and the clause;
 * ids of grants and pages of contracts stay here.
 */
export function sharedView({ share, assets }: Extract<OpenShareOutcome, { status: 'open' }>, token: string, now: Date) {
  const open = assets.filter(({ standing }) => standing.shown);
  return {
    all: { files: open.length, bytes: open.reduce((sum, { bytes, body }) => sum + (bytes ?? Buffer.byteLength(body)), 0), withheld: assets.length - open.length },
    brand: share.workspaceName, name: share.collectionName ?? assets[0]?.title ?? null, notes: share.collectionNotes ?? '', expiresAt: share.expiresAt, timeZone: share.timeZone,
    download: share.allowsDownload ? paths.shareDownload({ token }) : null,
    assets: assets.map(({ id, title, kind, body, hash, width, height, durationMs, thumbnails, standing }) => {
      const known = { id, title, kind };
      if (!standing.shown) return { ...known, withheld: standing.refusal.clause === 'none' ? { clause: 'none' as const } : { clause: standing.refusal.clause, day: standing.refusal.day, grantId: '' }, shown: null };
      const largest = thumbnails?.at(-1);
      return {
        ...known, withheld: null,
        shown: {
          width, height, durationMs, rights: standing.rights, text: hash === null ? shownText(body, share.allowsDownload) : '', hasFile: hash !== null, hasSizes: kind === 'image' && hash !== null,
          picture: hash && largest !== undefined ? thumbnailLink({ workspaceId: share.workspaceId, hash }, largest, now, { shareId: share.id, assetId: id }) : null,
        },
      };
    }),
  };
}

function shownText(body: string, whole: boolean): string {
  return whole || body.length <= SHOWN_LETTERS ? body : `${body.slice(0, SHOWN_LETTERS)}…`;
}
