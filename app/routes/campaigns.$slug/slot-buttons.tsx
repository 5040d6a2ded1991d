import { useFetcher } from '@remix-run/react';
import { TIERS } from '#app/domain/kol.ts';
import type { Tier } from '#app/domain/kol.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { useBoardMoves } from './board-context.ts';
import type { Matrix } from './load-matrix.server.ts';

interface SlotButtonsProps {
  readonly campaign: Matrix['campaign'];
  readonly tier: Tier;
  readonly people: number;
}

/** One slot more or one fewer, the rest of the plan as it is. A slot that somebody needs does not go. */
export function SlotButtons({ campaign, tier, people }: SlotButtonsProps) {
  const t = useText('matrix');
  const td = useText('domain');
  const moves = useBoardMoves();
  const fetcher = useFetcher({ key: `slots-${tier}` });
  if (!moves) return null;
  const { slots } = campaign.plan[tier];
  const name = td(`tier.${tier}`);
  const button = (by: 1 | -1, disabledReason: string | null) => (
    <fetcher.Form method="post" action={paths.campaignPlan(campaign)}>
      {fieldsOf(campaign, tier, by).map(([field, value]) => <input key={field} type="hidden" name={field} value={value} />)}
      <Button type="submit" size="sm" variant="ghost" icon={by > 0 ? 'plus' : 'minus'} busy={fetcher.state !== 'idle'} disabledReason={disabledReason} aria-label={t(by > 0 ? 'addSlot' : 'removeSlot', { tier: name })} title={t(by > 0 ? 'addSlot' : 'removeSlot', { tier: name })} />
    </fetcher.Form>
  );
  return (
    <div className="flex items-center no-print">
      {button(-1, slots === 0 || slots <= people ? t('plan.taken', { tier: name, people, slots: Math.max(0, slots - 1) }) : null)}
      {button(1, null)}
    </div>
  );
}

function fieldsOf({ version, reserveBasisPoints, plan }: Matrix['campaign'], tier: Tier, by: number): [string, string][] {
  return [
    ['version', String(version)], ['reserve', String(reserveBasisPoints / 100)],
    ...TIERS.flatMap((one): [string, string][] => [[`${one}Slots`, String(plan[one].slots + (one === tier ? by : 0))], [`${one}Share`, String(plan[one].shareBasisPoints / 100)]]),
  ];
}
