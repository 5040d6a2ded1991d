import { Link } from '@remix-run/react';
import { FuseBadge, GradeBadge, LightBadge, PlatformBadge } from '#app/components/badges.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { RatioText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { FeeEditor } from './fee-editor.tsx';
import type { Person } from './load-matrix.server.ts';
import { MoveMenu } from './move-menu.tsx';
import { useSlotName } from './move-text.ts';

interface PersonCardProps {
  readonly person: Person;
  readonly slug: string;
  /** The slot's number is told apart from people who are too many. */
  readonly isBeyond?: boolean;
}

/** Somebody in a slot: how they score and sell, what they cost, where they may go. The name leads to the collaboration. */
export function PersonCard({ person, slug, isBeyond = false }: PersonCardProps) {
  const t = useText('matrix');
  const tb = useText('campaign');
  const locale = useLocale();
  const slotName = useSlotName();
  return (
    <article aria-label={`${slotName(person)}: ${person.kolName}`} className="flex flex-col gap-1.5 h-full rounded-card border border-line bg-surface px-3 py-2.5 hover:border-line-strong">
      <div className="flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <p className="text-muted text-[0.857rem]">{isBeyond ? t('beyond') : person.slot === null ? t('succeeded') : t('slotShort', { slot: person.slot })} · <PlatformBadge platform={person.platform} /></p>
          <Link to={paths.collaboration({ collaborationId: person.id })} className="font-medium break-words hover:underline">{person.kolName}</Link>
        </div>
        <StatusBadge kind="collaboration" status={person.status} />
        <MoveMenu subject={{ kind: 'person', person }} slug={slug} />
      </div>
      <div className="flex flex-wrap items-center gap-1.5">
        <LightBadge light={person.light ?? 'grey'} />
        <span>{person.scoreTenths === null ? <span className="text-muted">{tb('board.noScore')}</span> : tb('board.score', { score: formatNumber(person.scoreTenths / 10, locale, 1) })}</span>
        {person.grade ? <GradeBadge grade={person.grade} /> : null}
        {person.fuse === 'tripped' || person.fuse === 'warned_2' ? <FuseBadge fuse={person.fuse} /> : null}
      </div>
      {person.money ? <PersonMoney person={person} money={person.money} /> : null}
    </article>
  );
}

function PersonMoney({ person, money }: { readonly person: Person; readonly money: NonNullable<Person['money']> }) {
  const t = useText('matrix');
  const locale = useLocale();
  const number = (value: number) => formatNumber(value, locale, 2);
  return (
    <dl className="mt-auto grid grid-cols-2 gap-x-3 text-[0.9286rem]">
      <div>
        <dt className="text-muted text-[0.857rem]">{t('roiSoFar')}</dt>
        <dd>
          {money.roi === null ? <Dash title={t('noReview')} /> : <Link to={paths.roi(`?f.collaboration=${person.id}`)} className="font-medium hover:underline"><RatioText ratio={money.roi} /></Link>}
          <span className="text-muted block text-[0.857rem]" title={money.atClose ? t('bench.interval', { low: number(money.atClose.low), high: number(money.atClose.high) }) : undefined}>
            {money.atClose ? <>{t('roiAtClose')} {number(money.atClose.median)} ({number(money.atClose.low)}–{number(money.atClose.high)})</> : t('tooEarly')}
          </span>
        </dd>
      </div>
      <FeeEditor person={person} money={money} />
    </dl>
  );
}
