import { Link } from '@remix-run/react';
import type { Platform, Tier } from '#app/domain/kol.ts';
import { PLATFORMS, TIERS } from '#app/domain/kol.ts';
import type { SlotAddress } from '#app/domain/matrix-board.ts';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { TierBadge } from '#app/components/badges.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { SelectField } from '#app/ui/select-field.tsx';
import { TextField } from '#app/ui/text-field.tsx';
import { BenchCard } from '../campaigns.$slug/bench-list.tsx';
import { useBoardMoves } from '../campaigns.$slug/board-context.ts';
import { Movable } from '../campaigns.$slug/drag-parts.tsx';
import type { BenchEntry } from '../campaigns.$slug/load-matrix.server.ts';
import { targetText } from '../campaigns.$slug/moves.ts';

export interface PoolQuestion {
  readonly q: string;
  readonly tier: Tier | null;
  readonly platform: Platform | null;
  readonly vertical: string;
  readonly slot: number | null;
}

/** What to look for in the roster; the parts of a form that asks by its address. */
export function PoolForm({ question }: { readonly question: PoolQuestion }) {
  const t = useText('matrix');
  const td = useText('domain');
  return (
    <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-[2fr_1fr_1fr_1fr_auto] items-end mb-3">
      <TextField name="q" type="search" label={t('pool.search')} defaultValue={question.q} maxLength={80} />
      <SelectField name="tier" label={t('pool.tier')} defaultValue={question.tier ?? ''} placeholder={t('pool.any')} options={TIERS.map((value) => ({ value, label: td(`tier.${value}`) }))} />
      <SelectField name="platform" label={t('pool.platform')} defaultValue={question.platform ?? ''} placeholder={t('pool.any')} options={PLATFORMS.map((value) => ({ value, label: td(`platform.${value}`) }))} />
      <TextField name="vertical" label={t('pool.vertical')} defaultValue={question.vertical} maxLength={80} />
      {question.slot === null ? null : <input type="hidden" name="slot" value={question.slot} />}
      <Button type="submit" icon="search">{t('pool.find')}</Button>
    </div>
  );
}

interface PoolListProps {
  readonly found: readonly BenchEntry[];
  readonly more: boolean;
  readonly slug: string;
  /** The slot that is to be filled, where one was chosen. */
  readonly slot: SlotAddress | null;
}

/** Who was found; each with a way into the matrix. */
export function PoolList({ found, more, slug, slot }: PoolListProps) {
  const t = useText('matrix');
  const onBoard = useBoardMoves() !== null;
  if (found.length === 0) return <p className="text-muted py-4">{t('pool.none')}</p>;
  return (
    <>
      <ul className="grid gap-2 grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))]">
        {found.map((entry) => (
          <li key={entry.kolId} className="rounded-card border border-line bg-surface px-3 py-2">
            <Movable id={`pool ${entry.kolId}`} subject={entry.candidate ? { kind: 'candidate', candidate: entry.candidate } : null}>
              <BenchCard entry={entry} slug={slug} outlook={null} isWaiting={false} />
              <p className="flex flex-wrap items-center gap-2 mt-1">
                <TierBadge tier={entry.tier} /><StatusBadge kind="kol" status={entry.status} />
                {entry.verticals.length > 0 ? <span className="text-muted text-[0.857rem]">{entry.verticals.join(' · ')}</span> : null}
                {onBoard ? null : <Link to={paths.campaignMove({ slug }, `?kol=${entry.kolId}${slot ? `&target=${targetText(slot)}` : ''}`)} className="text-accent hover:underline inline-flex items-center min-h-7">{t('move.place')}</Link>}
              </p>
            </Movable>
          </li>
        ))}
      </ul>
      {more ? <p className="text-muted mt-2">{t('pool.more')}</p> : null}
    </>
  );
}
