import { useLocation } from '@remix-run/react';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Dialog } from '#app/ui/dialog.tsx';
import { KeyCaps } from '#app/ui/key-caps.tsx';
import { useRootData } from './root-data.ts';
import { keyCaps, SHORTCUTS } from './shortcut-keys.ts';

const GROUPS = ['anywhere', 'goTo', 'rows'] as const;

/** All shortcuts that the person has, and the switch that turns single keys off. */
export default function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const t = useText('search');
  const { can, hasShortcuts } = useRootData();
  const { pathname, search } = useLocation();
  // Drawn in the browser alone, when it is asked for.
  const isMac = /mac|iphone|ipad/i.test(navigator.platform);
  return (
    <Dialog open wide onClose={onClose} title={t('shortcuts.title')} description={hasShortcuts ? t('shortcuts.note') : t('shortcuts.off')} closeLabel={t('shortcuts.close')}>
      <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
        {GROUPS.map((group) => (
          <section key={group} className={group === 'goTo' ? 'sm:row-span-2' : undefined}>
            <h3 className="font-semibold mb-1">{t(`shortcuts.${group}`)}</h3>
            <dl className="flex flex-col divide-y divide-line">
              {SHORTCUTS.filter((shortcut) => shortcut.group === group && (!shortcut.permission || can.includes(shortcut.permission))).map(({ name, keys }) => (
                <div key={name} className="flex items-center justify-between gap-4 py-1.5">
                  <dt>{t(`shortcut.${name}`)}</dt>
                  <dd><KeyCaps caps={keyCaps(keys, isMac)} {...(keys.includes(' ') ? { between: t('shortcuts.afterwards') } : {})} /></dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <form method="post" action={paths.preferences()} className="mt-4 mb-2">
        <input type="hidden" name="next" value={pathname + search} />
        <Button type="submit" name="shortcuts" value={hasShortcuts ? 'off' : 'on'} size="sm">{t(hasShortcuts ? 'shortcuts.turnOff' : 'shortcuts.turnOn')}</Button>
      </form>
    </Dialog>
  );
}
