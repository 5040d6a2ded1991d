import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatMoney, formatNumber, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import type { Matrix } from './load-matrix.server.ts';
import { PersonCard } from './person-card.tsx';

interface TierRowProps {
  readonly tier: Matrix['tiers'][number];
  readonly money: Matrix['budget'][number] | undefined;
  readonly currency: string;
  readonly feeCurrency: string;
  readonly slug: string;
  readonly mayWrite: boolean;
}

const SHOWN_EMPTY = 3;

/** A row of the matrix: its money, its slots with the people in them, and its bench beside. */
export function TierRow({ tier, money, currency, feeCurrency, slug, mayWrite }: TierRowProps) {
  const t = useText('campaign');
  const td = useText('domain');
  const locale = useLocale();
  const { slots } = tier;
  const beyond = Math.max(0, tier.people.length - slots.slots);
  const spent = money?.spent ?? null;
  const share = spent && money && money.plannedMinor > 0 ? (spent.committedMinor + spent.draftedMinor) / money.plannedMinor : 0;
  const allocated = t('board.allocated', { percent: formatPercent(share, locale, 0) });
  return (
    <Card
      title={<>{td(`tier.${tier.tier}`)} <span className="text-muted font-normal">· {t('board.share', { percent: formatPercent((money?.shareBasisPoints ?? 0) / 10_000, locale) })}</span></>}
      subtitle={[t('board.slots', { filled: slots.filled, slots: slots.slots }), ...(slots.offered > 0 ? [t('board.offered', { count: slots.offered })] : []), ...(slots.empty > 0 ? [t('board.empty', { count: slots.empty })] : []), ...(beyond > 0 ? [t('board.more', { count: beyond })] : [])].join(' · ')}
    >
      <dl className="flex flex-wrap gap-x-8 gap-y-1 mb-2">
        <Figure label={t('board.planned')}><MoneyText minor={money?.plannedMinor ?? null} currency={currency} /></Figure>
        {spent ? (
          <>
            <Figure label={t('board.committed')}><MoneyText minor={spent.committedMinor} currency={currency} /></Figure>
            <Figure label={t('board.accrued')}><MoneyText minor={spent.accruedMinor} currency={currency} /></Figure>
            <Figure label={t('board.left')}><MoneyText minor={spent.leftMinor} currency={currency} signed /></Figure>
          </>
        ) : null}
      </dl>
      {spent ? <div className="mb-3"><ProgressBar share={share} label={allocated} tone={share > 1.15 ? 'red' : share > 1 ? 'amber' : 'accent'} /></div> : null}
      {spent && spent.leftMinor < 0 ? <div className="mb-3"><Banner tone="amber">{t('over', { amount: formatMoney(-spent.leftMinor, currency, locale) })}</Banner></div> : null}
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_15rem]">
        <ul className="grid gap-2 grid-cols-[repeat(auto-fill,minmax(13rem,1fr))] content-start">
          {tier.people.map((person) => <li key={person.id}><PersonCard person={person} currency={feeCurrency} /></li>)}
          {Array.from({ length: Math.min(SHOWN_EMPTY, slots.empty) }, (_, index) => <li key={index}><EmptySlot to={mayWrite ? paths.collaborationNew(`?campaign=${encodeURIComponent(slug)}&tier=${tier.tier}`) : null} /></li>)}
          {slots.empty > SHOWN_EMPTY ? <li className="grid place-items-center rounded-card border border-dashed border-line text-muted min-h-20">{t('board.moreSlots', { count: slots.empty - SHOWN_EMPTY })}</li> : null}
        </ul>
        <section aria-label={`${t('bench.title')} ${td(`tier.${tier.tier}`)}`} className="rounded-card bg-sunken px-3 py-2.5">
          <h3 className="font-medium">{t('bench.title')}</h3>
          {tier.bench.length === 0 ? <p className="text-muted">{t('bench.none')}</p> : (
            <ol className="flex flex-col">
              {tier.bench.map((kol) => (
                <li key={kol.kolId} className="flex flex-wrap justify-between gap-x-2">
                  <Link to={paths.kol(kol)} className="inline-flex items-center min-h-6 hover:underline">{kol.name}</Link>
                  <span className="text-muted">
                    {kol.availableFrom ? <>{t('bench.free')} <DayText day={kol.availableFrom} /></> : kol.scoreTenths === null ? null : formatNumber(kol.scoreTenths / 10, locale, 1)}
                  </span>
                </li>
              ))}
            </ol>
          )}
          {tier.benchCount > tier.bench.length ? <Link to={paths.kols(`?f.status=bench&f.tier=${tier.tier}`)} className="text-accent hover:underline">{t('bench.more', { count: tier.benchCount - tier.bench.length })}</Link> : null}
        </section>
      </div>
    </Card>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt className="text-muted text-[0.857rem]">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

function EmptySlot({ to }: { readonly to: string | null }) {
  const t = useText('campaign');
  const className = 'flex items-center justify-center gap-1.5 h-full min-h-20 rounded-card border border-dashed border-line-strong text-muted';
  return to === null ? <span className={className}>{t('board.emptySlot')}</span> : <Link to={to} className={`${className} hover:bg-hover hover:text-text`}><Icon name="plus" />{t('board.fillSlot')}</Link>;
}
