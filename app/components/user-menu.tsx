import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Dropdown, menuItemClass } from '#app/ui/dropdown.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { useCommandCenter } from './command-center.tsx';
import { PreferenceRows } from './preferences.tsx';
import { forgetRecent } from './recent-items.ts';
import type { RootData } from './root-data.ts';

/** Who is signed in, what they set for themselves, and the way out. */
export function UserMenu({ user }: { readonly user: NonNullable<RootData['user']> }) {
  const t = useText('shell');
  const td = useText('domain');
  return (
    <Dropdown
      align="end" label={`${t('account')}: ${user.name}`}
      trigger={<span className="grid size-8 place-items-center rounded-full bg-accent-soft text-accent font-semibold">{[...user.name][0]?.toUpperCase() ?? <Icon name="user" />}</span>}
      panelClassName="w-72 max-h-[calc(100dvh-4rem)] overflow-y-auto"
    >
      <div className="px-2.5 py-2 border-b border-line mb-1">
        <p className="font-semibold truncate">{user.name}</p>
        <p className="text-muted truncate">{user.email}</p>
        <p className="text-muted">{td(`role.${user.role}`)}</p>
      </div>
      <PreferenceRows />
      <form method="post" action={paths.signOut()} onSubmit={() => forgetRecent(user.email)}>
        <button type="submit" className={menuItemClass}><Icon name="logout" />{t('signOut')}</button>
      </form>
    </Dropdown>
  );
}

/** What helps: the keys, and the first steps again. */
export function HelpMenu() {
  const t = useText('shell');
  const { openShortcuts } = useCommandCenter();
  return (
    <Dropdown align="end" label={t('help')} trigger={<span className="grid size-8 place-items-center rounded-control text-muted hover:bg-hover hover:text-text"><Icon name="help" className="text-lg" /></span>}>
      <a href={paths.dashboard('?steps=show')} className={menuItemClass}><Icon name="circle-check" />{t('helpFirstSteps')}</a>
      <button type="button" onClick={openShortcuts} className={menuItemClass}><Icon name="bolt" />{t('helpShortcuts')}</button>
    </Dropdown>
  );
}
