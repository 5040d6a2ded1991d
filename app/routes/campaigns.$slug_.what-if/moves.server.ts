import { compareNames } from '#app/domain/name-order.ts';
import type { WhatIfPlan } from '#app/domain/proposals/what-if-plan.ts';
import { paths } from '#app/lib/paths.ts';
import type { CampaignWhatIf } from '#app/services/plan-what-if.server.ts';
import type { MoveRow } from './plan-tables.tsx';

/** The plan's moves with names and links; the largest gains first. */
export function movesOf({ changes, additions }: WhatIfPlan, names: CampaignWhatIf['names']): MoveRow[] {
  const changed = changes.map((change): MoveRow => {
    const who = names.collaborations.get(change.collaborationId);
    return {
      key: change.collaborationId, name: who?.name ?? change.collaborationId, tier: who?.tier ?? 'emerging', to: paths.collaboration({ collaborationId: change.collaborationId }),
      action: change.ends ? 'end' : change.toMinor < change.fromMinor ? 'reduce' : 'extend',
      fromMinor: change.fromMinor, toMinor: change.toMinor, revenueChangeMinor: change.revenueChangeMinor,
    };
  });
  const added = additions.map((addition): MoveRow => {
    const who = names.kols.get(addition.kolId);
    return {
      key: addition.kolId, name: who?.name ?? addition.kolId, tier: who?.tier ?? 'emerging', to: paths.kol({ kolId: addition.kolId }), action: addition.isPilot ? 'pilot' : 'take',
      fromMinor: 0, toMinor: addition.priceMinor, revenueChangeMinor: addition.expectedRevenueMinor,
    };
  });
  return [...changed, ...added].toSorted((a, b) => b.revenueChangeMinor - a.revenueChangeMinor || compareNames(a.name, b.name));
}
