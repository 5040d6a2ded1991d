import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Icon } from '#app/ui/icon.tsx';
import { KeyCaps } from '#app/ui/key-caps.tsx';
import { useCommandCenter } from './command-center.tsx';
import { keyCaps } from './shortcut-keys.ts';

/**
 * The search of the whole portal, in the top bar. A plain form to the page of results; with script it opens the palette at the first click or
 * letter. A word that an input method is making is waited for.
 */
export function SearchBox() {
  const t = useText('shell');
  const { openPalette } = useCommandCenter();
  return (
    <>
      <form method="get" action={paths.search()} role="search" aria-label={t('search')} className="relative hidden sm:block w-full max-w-md">
        <Icon name="search" className="absolute start-2.5 top-1/2 -translate-y-1/2 text-muted pointer-events-none" />
        <input
          type="search" name="q" aria-label={t('search')} placeholder={t('search')} title={t('searchHint')} maxLength={100} autoComplete="off"
          onPointerDown={(event) => { event.preventDefault(); openPalette(event.currentTarget.value); }}
          onInput={(event) => { if (!('isComposing' in event.nativeEvent && event.nativeEvent.isComposing === true)) hand(event.currentTarget, openPalette); }}
          onCompositionEnd={(event) => hand(event.currentTarget, openPalette)}
          className="w-full h-9 rounded-control border border-line-strong bg-surface ps-8 pe-16 placeholder:text-muted hover:bg-hover"
        />
        <span className="absolute end-2 top-1/2 -translate-y-1/2 pointer-events-none hidden md:inline" aria-hidden="true"><KeyCaps caps={keyCaps('mod+k', false)} /></span>
      </form>
      <a
        href={paths.search()} aria-label={t('search')} onClick={(event) => { event.preventDefault(); openPalette(); }}
        className="sm:hidden grid size-9 place-items-center rounded-control text-muted hover:bg-hover hover:text-text ms-auto"
      >
        <Icon name="search" className="text-lg" />
      </a>
    </>
  );
}

/** What was typed goes on in the palette, and the box is empty when it closes. */
function hand(input: HTMLInputElement, openPalette: (typed: string) => void): void {
  const typed = input.value;
  if (typed === '') return;
  input.value = '';
  openPalette(typed);
}
