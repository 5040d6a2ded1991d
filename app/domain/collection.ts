import type { RightsRefusal, UsageGrant, UsageQuestion } from './usage-rights.ts';
import { rightsAllow } from './usage-rights.ts';

/** Who sees a collection: the whole team, or its owner alone. */
export const COLLECTION_VISIBILITIES = ['team', 'private'] as const;
export type CollectionVisibility = (typeof COLLECTION_VISIBILITIES)[number];

/** As many as a page, a link and a download of all of them still carry. */
export const MAX_COLLECTION_ASSETS = 500;
/** Of one person at one time: what was chosen on a page of the library. */
export const MAX_ADDED_ASSETS = 200;

export interface CollectionOwner {
  readonly visibility: CollectionVisibility;
  readonly ownerId: string | null;
}

/** Whether somebody may know of a collection. What they may not know of is not there for them. */
export function seesCollection({ visibility, ownerId }: CollectionOwner, viewerId: string | null): boolean {
  return visibility === 'team' || (ownerId !== null && ownerId === viewerId);
}

/** Only its owner makes a collection private or the team's; a former owner's is anybody's who may write. */
export function maySetVisibility({ visibility, ownerId }: CollectionOwner, viewerId: string | null): boolean {
  return ownerId === null ? visibility === 'team' : ownerId === viewerId;
}

/** An order with one of its assets put before another; at the end where that one is not there (any more). All others keep their order. */
export function placedBefore(current: readonly string[], moved: string, before: string | null): string[] {
  if (!current.includes(moved) || moved === before) return [...current];
  const others = current.filter((id) => id !== moved);
  const at = before === null ? -1 : others.indexOf(before);
  return at < 0 ? [...others, moved] : others.toSpliced(at, 0, moved);
}

export interface RefusedAsset {
  readonly assetId: string;
  readonly refusal: RightsRefusal;
}

export interface RightsSummary {
  readonly total: number;
  readonly allowed: number;
  readonly refused: readonly RefusedAsset[];
}

/** Which assets of a set may not be used so, each with the clause that refuses (product.md section 11), in the order of the set. */
export function summariseRights(assets: readonly { readonly assetId: string; readonly rights: readonly UsageGrant[] }[], question: UsageQuestion): RightsSummary {
  const refused = assets.flatMap(({ assetId, rights }) => {
    const answer = rightsAllow(rights, question);
    return answer.allowed ? [] : [{ assetId, refusal: answer.refusal }];
  });
  return { total: assets.length, allowed: assets.length - refused.length, refused };
}
