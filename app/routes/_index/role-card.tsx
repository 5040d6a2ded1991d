import type { Role } from '#app/domain/permission.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { IconName } from '#app/ui/icon.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';

/** Where the roles whose work is elsewhere begin their day (ux.md section 3); everybody else begins here. */
const PLACES: Partial<Record<Role, { readonly key: 'content' | 'finance' | 'operations' | 'admin'; readonly icon: IconName; readonly to: string }>> = {
  content: { key: 'content', icon: 'file', to: paths.scripts() },
  finance: { key: 'finance', icon: 'wallet', to: paths.finance() },
  operations: { key: 'operations', icon: 'import', to: paths.imports() },
  admin: { key: 'admin', icon: 'settings', to: paths.settings() },
};

/** One line above the dashboard that leads to the page where the person's own work waits. */
export function RoleCard({ role }: { readonly role: Role }) {
  const t = useText('dashboard');
  const place = PLACES[role];
  if (!place) return null;
  return (
    <section aria-label={t(`role.${place.key}.title`)} className="flex flex-wrap items-center gap-3 rounded-card border border-line bg-accent-soft px-4 py-2.5">
      <Icon name={place.icon} className="text-accent text-lg" />
      <p className="flex-1 min-w-0 basis-52"><span className="font-semibold">{t(`role.${place.key}.title`)}</span> <span className="text-muted">{t(`role.${place.key}.text`)}</span></p>
      <LinkButton to={place.to} size="sm">{t(`role.${place.key}.action`)}</LinkButton>
    </section>
  );
}
