import { Link } from '@remix-run/react';
import { AssetPicture, DurationText, RightsBadge } from '#app/components/asset-parts.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { aspectRatio } from '#app/domain/asset.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Choosing } from './choosing.tsx';
import { ChooseBox } from './choosing.tsx';
import type { LibraryCard } from './load-library.server.ts';

/** Assets as pictures, each with what decides whether it is of use: whose, how it did, how long it may be used. */
export function AssetGrid({ cards, choosing }: { readonly cards: readonly LibraryCard[]; readonly choosing: Choosing | null }) {
  return (
    <ul className="grid grid-cols-[repeat(auto-fill,minmax(10.5rem,1fr))] gap-3">
      {cards.map((card) => <li key={card.id} className="relative min-w-0"><AssetCard card={card} />{choosing ? <ChooseCorner card={card} choosing={choosing} /> : null}</li>)}
    </ul>
  );
}

function ChooseCorner({ card: { id, title }, choosing }: { readonly card: LibraryCard; readonly choosing: Choosing }) {
  return <span className="absolute start-1.5 top-1.5 grid size-9 place-items-center rounded-control bg-surface/90"><ChooseBox id={id} title={title} choosing={choosing} /></span>;
}

function AssetCard({ card }: { readonly card: LibraryCard }) {
  const t = useText('assets');
  return (
    <Link to={paths.asset({ assetId: card.id })} prefetch="intent" className="group flex h-full flex-col rounded-card border border-line bg-surface overflow-hidden hover:border-line-strong">
      <span className="relative block">
        <AssetPicture src={card.thumbnail} kind={card.kind} contain className="block aspect-4/3 w-full" />
        <span className="absolute end-1.5 bottom-1.5 flex gap-1 text-[0.857rem]">
          {card.durationMs !== null ? <span className="rounded-control bg-surface/90 px-1.5"><DurationText ms={card.durationMs} /></span> : null}
          {card.width !== null && card.height !== null ? <span className="rounded-control bg-surface/90 px-1.5">{aspectRatio(card.width, card.height)}</span> : null}
        </span>
      </span>
      <span className="flex flex-1 flex-col gap-1 px-3 py-2">
        <span className="font-medium line-clamp-2 break-words group-hover:underline">{card.title}</span>
        <span className="flex gap-1.5 text-muted text-[0.9286rem]">
          <span>{t('number', { number: card.number })}</span>
          {card.kolName ? <span className="truncate">{card.kolName}</span> : null}
        </span>
        <span className="mt-auto flex flex-wrap items-center gap-x-2 gap-y-1 pt-1 text-[0.9286rem]">
          <RightsBadge standing={card.standing} />
          {card.views !== null ? <span className="text-muted">{t('column.views')} <CountText count={card.views} compact /></span> : null}
          {card.uses > 0 ? <span className="text-muted">{t('usesShort', { count: card.uses })}</span> : null}
        </span>
      </span>
    </Link>
  );
}
