import { Link } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { CountText, PercentText } from '#app/components/number-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import type { TargetProgress } from '#app/domain/campaign-targets.ts';
import { formatDay, formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import { Card } from '#app/ui/card.tsx';
import { ProgressBar } from '#app/ui/progress-bar.tsx';
import { Table } from '#app/ui/table.tsx';

interface TargetsProps {
  readonly targets: readonly TargetProgress[];
  readonly elapsed: number;
  readonly slug: string;
  readonly mayState: boolean;
}

/** What the campaign aims for beside what came of it: where each actual comes from, and how it stands against the time that has passed. */
export function TargetsCard({ targets, elapsed, slug, mayState }: TargetsProps) {
  const t = useText('matrix');
  const locale = useLocale();
  const set = targets.filter((one) => one.goal !== null);
  return (
    <Card
      title={t('target.title')} subtitle={t('target.subtitle', { percent: formatPercent(elapsed, locale, 0) })}
      actions={mayState ? <Link to={paths.campaignTargets({ slug })} className="text-accent hover:underline inline-flex items-center min-h-7 no-print">{t('target.link')}</Link> : null}
    >
      {set.length === 0 ? <p className="text-muted">{t('target.none')}</p> : (
        <Table label={t('target.title')} stickyFirst>
          <thead>
            <tr>
              <th scope="col">{t('target.column')}</th><th scope="col" className="num">{t('target.goal')}</th><th scope="col" className="num">{t('target.actual')}</th>
              <th scope="col">{t('target.progress')}</th><th scope="col">{t('target.source')}</th>
            </tr>
          </thead>
          <tbody>
            {set.map((one) => (
              <tr key={one.target}>
                <th scope="row">{t(`target.${one.target}`)}</th>
                <td className="num"><TargetValue target={one.target} value={one.goal} /></td>
                <td className="num"><TargetValue target={one.target} value={one.actual} /></td>
                <td className="min-w-40"><Progress progress={one} elapsed={elapsed} /></td>
                <td className="text-muted min-w-56 whitespace-normal"><Source source={one.source} /></td>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </Card>
  );
}

export function TargetValue({ target, value }: { readonly target: TargetProgress['target']; readonly value: number | null }) {
  if (value === null) return <Dash />;
  return target === 'sales_uplift' ? <PercentText share={value / 10_000} decimals={2} /> : <CountText count={value} />;
}

const PACES = { met: 'green', ahead: 'green', behind: 'amber' } as const satisfies Record<string, Tone>;

/** The share of the goal as a bar, with a mark where time stands. */
function Progress({ progress: { share, pace }, elapsed }: { readonly progress: TargetProgress; readonly elapsed: number }) {
  const t = useText('matrix');
  const locale = useLocale();
  if (share === null || pace === null) return <Dash />;
  const text = t('target.of', { percent: formatPercent(share, locale, 0) });
  return (
    <div className="flex flex-col gap-1">
      <ProgressBar share={share} label={text} tone={PACES[pace]} marks={[elapsed]} />
      <span className="flex items-center gap-2"><span className="text-muted">{text}</span><Badge tone={PACES[pace]}>{t(`target.${pace}`)}</Badge></span>
    </div>
  );
}

function Source({ source }: { readonly source: TargetProgress['source'] }) {
  const t = useText('matrix');
  const locale = useLocale();
  switch (source.kind) {
    case 'content':
      return <>{t('target.content', { measured: source.measuredPosts, posts: source.posts, at: '' })}<InstantText at={source.capturedAt} /></>;
    case 'posts':
      return <>{t('target.posts')}</>;
    case 'stated':
      return <>{t('target.stated', { source: source.source, day: formatDay(source.measuredOn, locale), by: source.by })}</>;
    case 'nothing':
      return <>{t(`target.${source.reason}`)}</>;
  }
}
