import { Link } from '@remix-run/react';
import { SimilarityBadge } from '#app/components/script-badges.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatPercent } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import type { ScriptPage } from './load-script.server.ts';

/** The scripts of the campaign that this one is nearest to, seen before it is submitted and while it is approved. */
export function NearCard({ near, similarityFrom, collaboration, text }: Pick<ScriptPage, 'near' | 'similarityFrom' | 'collaboration' | 'text'>) {
  const t = useText('scripts');
  const locale = useLocale();
  return (
    <Card title={t('near.title')} subtitle={t('near.threshold', { percent: formatPercent(similarityFrom, locale) })}>
      {near.length === 0 ? <p className="text-muted">{t('near.none')}</p> : (
        <ul className="flex flex-col divide-y divide-line">
          {near.map((one) => (
            <li key={one.collaborationId} className="py-2 first:pt-0 last:pb-0">
              <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <Link to={paths.collaborationScripts({ collaborationId: one.collaborationId })} className="font-medium hover:underline">{one.kolName}</Link>
                <SimilarityBadge similarity={one.similarity} from={similarityFrom} />
                <Link to={paths.campaignScriptsCompare({ slug: collaboration.campaignSlug, first: collaboration.id, second: one.collaborationId })} className="ms-auto text-accent hover:underline">{t('near.compare')}</Link>
              </p>
              <details className="mt-1">
                <summary className="text-muted">{t('near.passages', { count: one.passages })}</summary>
                <ul className="mt-1 flex flex-col gap-1">
                  {one.places.slice(0, 10).map(({ start, end }) => <li key={start} className="border-s-2 border-amber-mark ps-2">{text.body.slice(start, end)}</li>)}
                </ul>
              </details>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
