import * as z from 'zod';
import { findKolDetail, findKolStanding, listKolCollaborations } from '#db/queries/kol-detail.server.ts';
import { page } from '#app/lib/authorize.server.ts';

/** Collaborations that the panel shows; the page of the KOL has all. */
const SHOWN = 5;

/** A KOL in short, for the panel beside the roster: what the page of the KOL would send this reader, and no more; null where there is no such KOL. */
export const loader = page('roster:read', async ({ db, workspaceId, params, can }) => {
  const id = z.uuid().safeParse(params.kolId);
  const rights = { costs: can('costs:read'), contacts: can('contacts:read') };
  const kol = id.success ? await findKolDetail(db, workspaceId, id.data, rights) : null;
  // Answered, not thrown: an address that names a KOL who is gone still opens the list beside which the panel stands.
  if (!kol) return Response.json(null, { status: 404 });
  const [standing, collaborations] = await Promise.all([
    findKolStanding(db, workspaceId, kol.id, rights.costs),
    listKolCollaborations(db, workspaceId, kol.id, rights.costs),
  ]);
  return Response.json({ kol, standing, collaborations: collaborations.slice(0, SHOWN), more: Math.max(0, collaborations.length - SHOWN), rights, mayWrite: can('roster:write') });
});
