import { Link } from '@remix-run/react';
import { FuseBadge, GradeBadge, LightBadge, PlatformBadge } from '#app/components/badges.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Matrix } from './load-matrix.server.ts';

type Person = Matrix['tiers'][number]['people'][number];

/** Somebody in a slot; the whole card leads to the collaboration. */
export function PersonCard({ person, currency }: { readonly person: Person; readonly currency: string }) {
  const t = useText('campaign');
  const locale = useLocale();
  return (
    <article className="relative flex flex-col gap-1.5 h-full rounded-card border border-line bg-surface px-3 py-2.5 hover:border-line-strong">
      <div className="flex items-start justify-between gap-2">
        <Link to={paths.collaboration({ collaborationId: person.id })} className="font-medium min-w-0 break-words after:absolute after:inset-0 after:rounded-card">{person.kolName}</Link>
        <StatusBadge kind="collaboration" status={person.status} />
      </div>
      <div className="text-muted"><PlatformBadge platform={person.platform} />{person.feeMinor === null ? null : <> · {t('board.fee')} <MoneyText minor={person.feeMinor} currency={currency} compact /></>}</div>
      <div className="flex flex-wrap items-center gap-1.5 mt-auto">
        <LightBadge light={person.light ?? 'grey'} />
        {person.scoreTenths === null ? null : <span>{t('board.score', { score: formatNumber(person.scoreTenths / 10, locale, 1) })}</span>}
        {person.grade ? <GradeBadge grade={person.grade} /> : null}
        {person.fuse === 'tripped' || person.fuse === 'warned_2' ? <FuseBadge fuse={person.fuse} /> : null}
      </div>
    </article>
  );
}
