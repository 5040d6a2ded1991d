import { useState } from 'react';
import { MAX_ADDED_ASSETS } from '#app/domain/collection.ts';
import { useText } from '#app/i18n/use-text.ts';

/** Which assets are chosen, also such as are on other pages of the list. */
export interface Choosing {
  readonly chosen: ReadonlySet<string>;
  readonly toggle: (assetId: string) => void;
  readonly add: (assetIds: readonly string[]) => void;
  readonly clear: () => void;
}

/** As many as are collected or taken away at once; further ones are not taken up. */
export function useChoosing(atFirst: readonly string[]): Choosing {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(atFirst));
  const bounded = (ids: readonly string[]) => new Set(ids.slice(0, MAX_ADDED_ASSETS));
  return {
    chosen,
    toggle: (assetId) => setChosen((before) => (before.has(assetId) ? new Set([...before].filter((id) => id !== assetId)) : bounded([...before, assetId]))),
    add: (assetIds) => setChosen((before) => bounded([...new Set([...before, ...assetIds])])),
    clear: () => setChosen(new Set()),
  };
}

/** The box of one asset. */
export function ChooseBox({ id, title, choosing }: { readonly id: string; readonly title: string; readonly choosing: Choosing }) {
  const t = useText('collections');
  return <input type="checkbox" checked={choosing.chosen.has(id)} onChange={() => choosing.toggle(id)} aria-label={t('add.selectThis', { title })} className="size-5 accent-accent-solid cursor-pointer" />;
}
