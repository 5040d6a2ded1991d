import { Link } from '@remix-run/react';
import type { SlotAddress } from '#app/domain/matrix-board.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Icon } from '#app/ui/icon.tsx';
import { useBoardMoves } from './board-context.ts';
import { useSlotName } from './move-text.ts';
import { targetText } from './moves.ts';

/** A slot without anybody, or with the shadow of who is on the way: the server has not answered yet. */
export function EmptySlot({ at, slug }: { readonly at: SlotAddress; readonly slug: string }) {
  const t = useText('matrix');
  const tb = useText('campaign');
  const moves = useBoardMoves();
  const slotName = useSlotName();
  const frame = 'flex flex-col items-center justify-center gap-1 h-full min-h-24 rounded-card border border-dashed border-line-strong text-muted px-3 text-center';
  if (moves?.pending?.target === targetText(at)) return <div className={`${frame} animate-pulse`} aria-busy="true">{t('move.busy', { name: moves.pending.name })}</div>;
  const label = <><span className="text-[0.857rem]">{t('slotShort', { slot: at.slot })}</span><span>{t('empty')}</span></>;
  if (!moves) return <div className={frame}>{label}</div>;
  return (
    <Link to={paths.campaignPool({ slug }, `?tier=${at.tier}&slot=${at.slot}`)} aria-label={`${slotName(at)}: ${tb('board.fillSlot')}`} className={`${frame} hover:bg-hover hover:text-text`}>
      {label}
      <span className="inline-flex items-center gap-1 text-accent"><Icon name="plus" />{tb('board.fillSlot')}</span>
    </Link>
  );
}
