import { Link } from '@remix-run/react';
import type { Hit, HitKind } from '#app/components/search-hit.ts';
import { HIT_ICONS, HIT_LISTS } from '#app/components/search-hit.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';

interface SearchResultsProps {
  readonly groups: readonly { readonly kind: HitKind; readonly hits: readonly Hit[] }[];
  readonly query: string;
}

/** Everything that was found, a card for each kind, with a way to the list that knows more of them. */
export function SearchResults({ groups, query }: SearchResultsProps) {
  const t = useText('search');
  return (
    <div className="gap-4 lg:columns-2 [&>section]:break-inside-avoid [&>section]:mb-4">
      {groups.map(({ kind, hits }) => {
        const list = HIT_LISTS[kind];
        return (
          <Card key={kind} title={t(`group.${kind}`)} subtitle={t('count', { count: hits.length })} actions={list ? <Link to={list(`?q=${encodeURIComponent(query)}`)} className="inline-flex items-center min-h-6 text-accent hover:underline">{t('moreIn', { place: t(`group.${kind}`) })}</Link> : null}>
            <ul className="flex flex-col divide-y divide-line">
              {hits.map((hit) => (
                <li key={hit.to} className="flex items-start gap-2.5 py-2">
                  <Icon name={HIT_ICONS[kind]} className="text-muted mt-1" />
                  <div className="min-w-0">
                    <Link to={hit.to} prefetch="intent" className="font-medium hover:underline">{hit.title}</Link>
                    <p className="text-muted text-[0.9286rem]">{hit.note}</p>
                  </div>
                </li>
              ))}
            </ul>
          </Card>
        );
      })}
    </div>
  );
}
