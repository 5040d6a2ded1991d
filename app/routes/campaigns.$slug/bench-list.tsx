import { Link } from '@remix-run/react';
import { PlatformBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { ExpectedRoi } from '#app/services/expect-bench-roi.server.ts';
import { Movable, Place } from './drag-parts.tsx';
import type { BenchEntry, Matrix } from './load-matrix.server.ts';
import { MoveMenu } from './move-menu.tsx';

type Outlook = ReadonlyMap<string, ExpectedRoi>;

interface BenchListProps {
  readonly tier: Matrix['tiers'][number];
  readonly slug: string;
  /** What is expected of each; null while it is worked out, and for those who may not see it. */
  readonly outlook: Outlook | null;
}

/** The bench of a tier, best first: who could come, when, for how much, and what is to be expected of them. */
export function BenchList({ tier, slug, outlook }: BenchListProps) {
  const t = useText('matrix');
  const td = useText('domain');
  const more = tier.benchCount - tier.bench.length;
  return (
    <Place target="bench" beside={tier.tier}>
      <section aria-label={`${t('bench.title')} ${td(`tier.${tier.tier}`)}`} className="h-full rounded-card bg-sunken px-3 py-2.5">
        <h3 className="font-medium mb-1">{t('bench.title')} <span className="text-muted font-normal">{tier.benchCount > 0 ? tier.benchCount : null}</span></h3>
        {tier.bench.length === 0 ? <p className="text-muted">{t('bench.none')}</p> : (
          <ol className="flex flex-col divide-y divide-line">
            {tier.bench.map((entry) => (
              <li key={entry.kolId} className="py-1.5">
                <Movable id={`kol ${entry.kolId}`} subject={entry.candidate ? { kind: 'candidate', candidate: entry.candidate } : null}>
                  <BenchCard entry={entry} slug={slug} outlook={outlook?.get(entry.kolId) ?? null} isWaiting={outlook === null} />
                </Movable>
              </li>
            ))}
          </ol>
        )}
        {more > 0 ? <Link to={paths.kols(`?f.status=bench&f.tier=${tier.tier}`)} className="inline-flex items-center min-h-7 text-accent hover:underline">{t('bench.more', { count: more })}</Link> : null}
      </section>
    </Place>
  );
}

interface BenchCardProps {
  readonly entry: BenchEntry;
  readonly slug: string;
  readonly outlook: ExpectedRoi | null;
  readonly isWaiting: boolean;
}

export function BenchCard({ entry, slug, outlook, isWaiting }: BenchCardProps) {
  const t = useText('matrix');
  const tb = useText('campaign');
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, locale, 2);
  const { candidate } = entry;
  return (
    <div className="flex items-start gap-1.5">
      {entry.place === null ? null : <span className="text-muted w-4 shrink-0" title={t('bench.rank', { rank: entry.place })}>{entry.place}</span>}
      <div className="min-w-0 flex-1">
        <Link to={paths.kol(entry)} className="font-medium hover:underline">{entry.name}</Link>
        <p className="text-muted text-[0.857rem]">
          {entry.platform ? <><PlatformBadge platform={entry.platform} /> · </> : null}
          {entry.scoreTenths === null ? t('bench.noScore') : tb('board.score', { score: formatNumber(entry.scoreTenths / 10, locale, 1) })} · {entry.availableFrom ? <>{tb('bench.free')} <DayText day={entry.availableFrom} /></> : t('bench.freeNow')}
        </p>
        {candidate ? (
          <p className="text-[0.857rem]">
            {candidate.price ? <MoneyText minor={candidate.price.minor} currency={candidate.price.currency} compact /> : <span className="text-muted">{t('bench.noPrice')}</span>}
            {outlook ? (
              <span title={`${t('bench.interval', { low: number(outlook.low), high: number(outlook.high) })}; ${t(outlook.ownSales ? 'bench.own' : 'bench.prior')}`}> · {t('bench.expected')} <span className="font-medium">{number(outlook.mean)}</span> <span className="text-muted">({number(outlook.low)}–{number(outlook.high)})</span></span>
            ) : isWaiting ? <span className="text-muted"> · {t('bench.expected')} {t('bench.waiting')}</span> : null}
          </p>
        ) : null}
      </div>
      {candidate ? <MoveMenu subject={{ kind: 'candidate', candidate }} slug={slug} /> : null}
    </div>
  );
}
