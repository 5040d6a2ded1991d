import type { ReactNode } from 'react';
import { useText } from '#app/i18n/use-text.ts';
import { cx } from '#app/ui/class-names.ts';
import { Dropdown } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { CommandCenter } from './command-center.tsx';
import { HintLayer } from './hint-layer.tsx';
import { NextPage, PageProgress, useWaiting } from './page-progress.tsx';
import { NoticeBell } from './notice-bell.tsx';
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx';
import { Brand, Navigation, Rail } from './rail.tsx';
import type { RootData } from './root-data.ts';
import { SearchBox } from './search-box.tsx';
import { HelpMenu, UserMenu } from './user-menu.tsx';

interface AppShellProps {
  readonly data: RootData;
  readonly user: NonNullable<RootData['user']>;
  readonly children: ReactNode;
}

/** The frame of every page of a person who is signed in: rail, top bar, content. Narrow windows fold the rail into a menu. */
export function AppShell({ data, user, children }: AppShellProps) {
  const t = useText('shell');
  const waiting = useWaiting();
  return (
    <CommandCenter person={user.email}>
      <div className={cx('min-h-dvh rail:grid', data.isRailNarrow ? 'rail:grid-cols-[3.75rem_minmax(0,1fr)]' : 'rail:grid-cols-[13.5rem_minmax(0,1fr)]')}>
        <a href="#content" className="sr-only focus:not-sr-only focus:fixed focus:z-50 focus:top-2 focus:start-2 focus:rounded-control focus:bg-surface focus:px-3 focus:py-2 focus:shadow-pop">{t('skipToContent')}</a>
        <Rail data={data} />
        <div className="flex flex-col min-w-0">
          <header className="sticky top-0 z-30 flex items-center gap-2 border-b border-line bg-canvas/95 px-4 h-13 no-print">
            <div className="rail:hidden">
              <Dropdown label={t('openMenu')} trigger={<span className="grid size-9 place-items-center rounded-control hover:bg-hover"><Icon name="menu" className="text-lg" /></span>} panelClassName="w-64 p-2">
                <Navigation can={data.can} />
              </Dropdown>
            </div>
            <div className="rail:hidden min-w-0 max-sm:hidden"><Brand workspace="" /></div>
            <div className="flex-1 min-w-0 flex"><SearchBox /></div>
            <div className="max-sm:hidden"><LanguageSwitch /></div>
            <div className="max-sm:hidden"><ThemeSwitch theme={data.theme} /></div>
            <NoticeBell />
            <HelpMenu />
            <UserMenu user={user} />
          </header>
          <PageProgress waiting={waiting} />
          <main id="content" tabIndex={-1} aria-busy={waiting !== 'no'} className="relative flex-1 min-w-0 px-4 py-5 sm:px-6 focus:outline-none">
            <div className={cx('mx-auto max-w-[112rem] transition-opacity', waiting !== 'no' && 'opacity-60')}>{children}</div>
            <NextPage waiting={waiting} />
          </main>
        </div>
      </div>
      <HintLayer />
    </CommandCenter>
  );
}
