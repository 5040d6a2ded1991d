import type { OpenRedirect } from './open-redirect.ts';

/** What the redirect does without at the moment, a sentence each; nothing when all is well. Tracking links work all the same. */
export function redirectTroubles({ links, sink }: OpenRedirect): string[] {
  const { databaseIsAway, bytes } = sink.spool();
  return [
    ...(databaseIsAway ? ['the database is late or gone: clicks go to the disk'] : []),
    ...(links.isFromSnapshot ? ['tracking links are those of the snapshot: codes issued since are not known yet'] : []),
    ...(bytes > 0 ? [`${bytes} bytes of clicks on the disk wait for the database`] : []),
  ];
}

/** The counts that `/readyz` shows: what went to the disk, and what nobody could take. */
export function redirectCounts({ counts, sink }: OpenRedirect): Readonly<Record<string, number>> {
  const { spooled, drained, torn, refused, bytes } = sink.spool();
  return { redirected: counts.redirected, unrecorded: counts.refused.unrecorded, spooled, drained, torn, refused, spoolBytes: bytes };
}
