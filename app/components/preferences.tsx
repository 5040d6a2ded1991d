import { useLocation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { Theme } from '#app/i18n/locale.ts';
import { DENSITIES, LOCALES, SWITCHES, THEMES, UNITS } from '#app/i18n/locale.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Dropdown, menuItemClass } from '#app/ui/dropdown.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { useLocale } from './page-context.ts';
import { useRootData } from './root-data.ts';

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

/** Everything that a person may set for themselves, a row each; for the menu of their account. */
export function PreferenceRows() {
  const t = useText('shell');
  const locale = useLocale();
  const { theme, density, units, hasShortcuts } = useRootData();
  return (
    <div className="flex flex-col gap-2.5 px-2.5 py-2 border-b border-line mb-1">
      <PreferenceRow label={t('language')} name="locale" current={locale} choices={LOCALES.map((value) => ({ value, label: t(`languageName.${value}`), lang: value }))} />
      <PreferenceRow label={t('theme')} name="theme" current={theme} choices={THEMES.map((value) => ({ value, label: t(`themeName.${value}`) }))} />
      <PreferenceRow label={t('density')} name="density" current={density} choices={DENSITIES.map((value) => ({ value, label: t(`densityName.${value}`) }))} />
      <PreferenceRow label={t('units')} name="units" current={units} choices={UNITS.map((value) => ({ value, label: t(`unitsName.${value}`) }))} />
      <PreferenceRow label={t('singleKeys')} name="shortcuts" current={hasShortcuts ? 'on' : 'off'} choices={SWITCHES.map((value) => ({ value, label: t(`switchName.${value}`) }))} />
    </div>
  );
}

interface PreferenceRowProps {
  readonly label: string;
  readonly name: string;
  readonly current: string;
  readonly choices: readonly { readonly value: string; readonly label: string; readonly lang?: string }[];
}

function PreferenceRow({ label, name, current, choices }: PreferenceRowProps) {
  return (
    <form method="post" action={paths.preferences()} aria-label={label}>
      <ReturnAddress />
      <p className="text-muted text-[0.9286rem] mb-1">{label}</p>
      <div className="flex rounded-control border border-line-strong/60 overflow-hidden divide-x divide-line">
        {choices.map(({ value, label: text, lang }) => (
          <button key={value} type="submit" name={name} value={value} lang={lang} aria-pressed={value === current} className="flex-1 min-h-8 px-1.5 whitespace-nowrap hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent aria-pressed:font-medium">
            {text}
          </button>
        ))}
      </div>
    </form>
  );
}

/** Folds the rail to its icons, or unfolds it. */
export function RailSwitch({ isNarrow }: { readonly isNarrow: boolean }) {
  const t = useText('shell');
  const label = t(isNarrow ? 'widenRail' : 'narrowRail');
  return (
    <form method="post" action={paths.preferences()} className="mt-auto">
      <ReturnAddress />
      <button type="submit" name="narrow_rail" value={isNarrow ? 'off' : 'on'} title={label} aria-label={label} className={railSwitchClass}>
        <Icon name={isNarrow ? 'chevron-right' : 'chevron-left'} />
        {isNarrow ? null : <Hidden>{label}</Hidden>}
      </button>
    </form>
  );
}

const railSwitchClass = 'flex w-full items-center gap-2.5 rounded-control px-2.5 min-h-8 text-muted hover:bg-hover hover:text-text';

function Hidden({ children }: { readonly children: ReactNode }) {
  return <span aria-hidden="true" className="min-w-0 text-start leading-tight">{children}</span>;
}

function ReturnAddress() {
  const { pathname, search } = useLocation();
  return <input type="hidden" name="next" value={pathname + search} />;
}
