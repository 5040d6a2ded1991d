import { Link } from '@remix-run/react';
import { useLocale } from '#app/components/page-context.ts';
import { isPencilled } from '#app/domain/collaboration.ts';
import { varianceState } from '#app/domain/finance/money-rules.ts';
import { amountText } from '#app/domain/money.ts';
import { formatMoney, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { ExpectedRoi } from '#app/services/expect-bench-roi.server.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { BenchList } from './bench-list.tsx';
import { useBoardMoves } from './board-context.ts';
import { BudgetFigures, MONEY_TONES } from './budget-figures.tsx';
import { Movable, Place } from './drag-parts.tsx';
import type { Matrix, Person } from './load-matrix.server.ts';
import { PersonCard } from './person-card.tsx';
import { SlotButtons } from './slot-buttons.tsx';
import { EmptySlot } from './empty-slot.tsx';

interface TierSectionProps {
  readonly tier: Matrix['tiers'][number];
  readonly money: Matrix['budget'][number] | undefined;
  readonly currency: string;
  readonly campaign: Matrix['campaign'];
  readonly mayLock: boolean;
  readonly outlook: ReadonlyMap<string, ExpectedRoi> | null;
  readonly policy: Matrix['policy'];
}

/** A row of the matrix: its money against its share, its slots with the people in them, and its bench beside. */
export function TierSection({ tier, money, currency, campaign, mayLock, outlook, policy }: TierSectionProps) {
  const t = useText('campaign');
  const tm = useText('matrix');
  const td = useText('domain');
  const locale = useLocale();
  const { count, lock, people } = tier;
  const slots = Array.from({ length: count.slots }, (_, index) => ({ slot: index + 1, person: people.find((one) => one.slot === index + 1) ?? null }));
  const beyond = people.filter((one) => (one.slot ?? 0) > count.slots);
  const name = td(`tier.${tier.tier}`);
  return (
    <Card
      title={<>{name} <span className="text-muted font-normal">· {t('board.share', { percent: formatPercent((money?.shareBasisPoints ?? 0) / 10_000, locale, 2) })}</span></>}
      subtitle={[
        t('board.slots', { filled: count.filled, slots: count.slots }), ...(count.offered > 0 ? [t('board.offered', { count: count.offered })] : []), ...(count.empty > 0 ? [t('board.empty', { count: count.empty })] : []),
        ...(count.beyond > 0 ? [t('board.more', { count: count.beyond })] : []),
      ].join(' · ')}
      actions={
        <>
          {lock ? <Badge tone="amber" icon="lock" title={tm('lock.by', { name: lock.by, reason: lock.reason })}>{tm('lock.locked')}</Badge> : null}
          {mayLock ? <Link to={paths.campaignLock({ slug: campaign.slug, tier: tier.tier })} className="text-accent hover:underline min-h-7 inline-flex items-center no-print">{tm(lock ? 'lock.unlock' : 'lock.lock')}</Link> : null}
          <SlotButtons campaign={campaign} tier={tier.tier} people={count.filled + count.offered} />
        </>
      }
    >
      <TierMoney money={money} currency={currency} people={people} policy={policy} />
      {lock ? <p className="text-muted mb-2">{tm('lock.by', { name: lock.by, reason: lock.reason })}</p> : null}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <ul className="grid gap-2 grid-cols-[repeat(auto-fit,minmax(min(100%,14rem),1fr))] content-start">
          {slots.map(({ slot, person }) => (
            <li key={slot}>
              <Place target={{ tier: tier.tier, slot }}>
                {person ? <PersonPlace person={person} slug={campaign.slug} /> : <EmptySlot at={{ tier: tier.tier, slot }} slug={campaign.slug} />}
              </Place>
            </li>
          ))}
          {beyond.map((person) => <li key={person.id}><PersonPlace person={person} slug={campaign.slug} isBeyond /></li>)}
          {tier.succeeded.map((person) => <li key={person.id}><PersonCard person={person} slug={campaign.slug} /></li>)}
        </ul>
        <BenchList tier={tier} slug={campaign.slug} outlook={outlook} />
      </div>
    </Card>
  );
}

/** Somebody's card; whoever may move people can take it by the pointer or its handle. */
function PersonPlace({ person, slug, isBeyond = false }: { readonly person: Person; readonly slug: string; readonly isBeyond?: boolean }) {
  const moves = useBoardMoves();
  const seat = moves?.board.seats.find((one) => one.collaborationId === person.id);
  return <Movable id={`seat ${person.id}`} subject={seat ? { kind: 'seat', seat } : null}><PersonCard person={person} slug={slug} isBeyond={isBeyond} /></Movable>;
}

interface TierMoneyProps {
  readonly money: Matrix['budget'][number] | undefined;
  readonly currency: string;
  readonly people: readonly Person[];
  readonly policy: Matrix['policy'];
}

function TierMoney({ money, currency, people, policy }: TierMoneyProps) {
  const t = useText('campaign');
  const tm = useText('matrix');
  const locale = useLocale();
  const spent = money?.spent ?? null;
  const allocatedMinor = spent ? spent.committedMinor + spent.draftedMinor : 0;
  const share = money && money.plannedMinor > 0 ? allocatedMinor / money.plannedMinor : 0;
  const allocated = t('board.allocated', { percent: formatPercent(share, locale, 1) });
  return (
    <>
      <BudgetFigures plannedMinor={money?.plannedMinor ?? null} spent={spent} currency={currency} />
      {spent ? (
        <div className="mb-3 flex items-center gap-3">
          <div className="flex-1"><ProgressBar share={share} label={allocated} tone={MONEY_TONES[varianceState(money?.plannedMinor ?? 0, allocatedMinor, policy)]} /></div>
          <span className="text-muted text-[0.857rem] whitespace-nowrap" aria-hidden="true">{allocated}</span>
        </div>
      ) : null}
      {spent && spent.leftMinor < 0 ? <div className="mb-3"><Banner tone="amber">
            {t('over', { amount: formatMoney(-spent.leftMinor, currency, locale) })}
            {people.filter((one) => isPencilled(one.status) && (one.money?.standingMinor ?? 0) > 0).map((one) => (
              <span key={one.id}> <Link to={paths.signOffNew(`?kind=tier_share&subject=${one.id}&amount=${amountText(one.money?.standingMinor ?? 0, currency)}`)} className="underline">{tm('move.signOff')}: {one.kolName}</Link></span>
            ))}
          </Banner></div> : null}
    </>
  );
}
