import { useFetcher } from '@remix-run/react';
import { useState } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import type { PoolQuestion } from '../campaigns.$slug_.unassigned/pool-parts.tsx';
import { PoolForm, PoolList } from '../campaigns.$slug_.unassigned/pool-parts.tsx';
import type { BenchEntry } from './load-matrix.server.ts';

const ANYBODY: PoolQuestion = { q: '', tier: null, platform: null, vertical: '', slot: null };

interface Found {
  readonly found: readonly BenchEntry[];
  readonly more: boolean;
}

/** The rest of the roster under the board, asked for when it is opened; a page of its own before any script. */
export function PoolDrawer({ slug }: { readonly slug: string }) {
  const t = useText('matrix');
  const fetcher = useFetcher<Found>({ key: `pool-${slug}` });
  const [asked, setAsked] = useState(false);
  const { data } = fetcher;
  return (
    <details
      className="no-print"
      onToggle={(event) => {
        if (!event.currentTarget.open || asked) return;
        setAsked(true);
        fetcher.load(paths.campaignPool({ slug }));
      }}
    >
      <summary className="rounded-card border border-line bg-surface px-4 py-3 font-semibold min-h-11 hover:bg-hover">{t('pool.title')} <span className="font-normal text-muted">· {t('pool.open')}</span></summary>
      <Card className="mt-2">
        <p className="text-muted mb-3">{t('pool.text')}</p>
        <fetcher.Form method="get" action={paths.campaignPool({ slug })}><PoolForm question={ANYBODY} /></fetcher.Form>
        <div aria-live="polite" aria-busy={fetcher.state !== 'idle'} className={fetcher.state === 'idle' ? undefined : 'opacity-60'}>
          {data ? <PoolList found={data.found} more={data.more} slug={slug} slot={null} /> : null}
        </div>
      </Card>
    </details>
  );
}
