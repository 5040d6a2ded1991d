import { useLocation } from '@remix-run/react';
import type { Theme } from '#app/i18n/locale.ts';
import { LOCALES, THEMES } from '#app/i18n/locale.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Dropdown, menuItemClass } from '#app/ui/dropdown.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { useLocale } from './page-context.ts';

const THEME_ICONS: Record<Theme, IconName> = { light: 'sun', dark: 'moon', system: 'monitor' };
const triggerClass = 'inline-flex items-center gap-1.5 min-h-8 px-2 rounded-control text-muted hover:bg-hover hover:text-text';

/**
 * The choice of language, posted to /preferences as `locale` with `next`, the address to come back to. A plain form: the
 * document is loaded again in the other language, with or without script.
 */
export function LanguageSwitch() {
  const t = useText('shell');
  const locale = useLocale();
  return (
    <Dropdown align="end" label={`${t('language')}: ${t(`languageName.${locale}`)}`} trigger={<span className={triggerClass}><Icon name="globe" /><span className="hidden sm:inline">{t(`languageName.${locale}`)}</span></span>}>
      <form method="post" action={paths.preferences()}>
        <ReturnAddress />
        {LOCALES.map((choice) => (
          <button key={choice} type="submit" name="locale" value={choice} lang={choice} aria-current={choice === locale} className={menuItemClass}>
            {t(`languageName.${choice}`)}
          </button>
        ))}
      </form>
    </Dropdown>
  );
}

/** The choice of light, dark or the system's look, posted to /preferences as `theme`. */
export function ThemeSwitch({ theme }: { readonly theme: Theme }) {
  const t = useText('shell');
  return (
    <Dropdown align="end" label={`${t('theme')}: ${t(`themeName.${theme}`)}`} trigger={<span className={triggerClass}><Icon name={THEME_ICONS[theme]} /></span>}>
      <form method="post" action={paths.preferences()}>
        <ReturnAddress />
        {THEMES.map((choice) => (
          <button key={choice} type="submit" name="theme" value={choice} aria-current={choice === theme} className={menuItemClass}>
            <Icon name={THEME_ICONS[choice]} />
            {t(`themeName.${choice}`)}
          </button>
        ))}
      </form>
    </Dropdown>
  );
}

function ReturnAddress() {
  const { pathname, search } = useLocation();
  return <input type="hidden" name="next" value={pathname + search} />;
}
