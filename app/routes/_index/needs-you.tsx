import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LightBadge } from '#app/components/badges.tsx';
import { formatPercent } from '#app/i18n/format.ts';
import { useLocale } from '#app/components/page-context.ts';
import { useCan } from '#app/components/root-data.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Light } from '#app/domain/scoring/light.ts';
import { Card } from '#app/ui/card.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { Icon } from '#app/ui/icon.tsx';
import type { DashboardData } from './load-dashboard.server.ts';

interface Need {
  readonly key: string;
  readonly icon: IconName;
  readonly urgent: boolean;
  readonly text: ReactNode;
  readonly to: string;
}

/** Kinds that stop a loss stand first. */
const URGENCY: readonly DashboardData['proposals'][number]['kind'][] = ['replace', 'reduce', 'extend', 'wait', 'keep'];

/** What waits for a person, each with the page on which it is done, and the lights of the campaign. */
export function NeedsYou({ board }: { readonly board: DashboardData }) {
  const t = useText('dashboard');
  const td = useText('domain');
  const ts = useText('scripts');
  const can = useCan();
  const locale = useLocale();
  const { campaign, orders, orderDays, payments, scripts, loose } = board;
  const slug = encodeURIComponent(campaign.slug);
  const period = `from=${orderDays.from}&through=${orderDays.through}`;
  const unattributed = orders.all > 0 ? formatPercent(orders.unattributed / orders.all, locale) : null;
  const needs: Need[] = [
    ...[...board.proposals].sort((a, b) => URGENCY.indexOf(a.kind) - URGENCY.indexOf(b.kind)).map((proposal): Need => ({
      key: proposal.kind, icon: 'swap', urgent: proposal.kind === 'replace' || proposal.kind === 'reduce',
      text: t('needs.proposals', { count: proposal.count, kind: td(`proposalKind.${proposal.kind}`) }), to: paths.proposals(`?f.campaign=${slug}&f.kind=${proposal.kind}`),
    })),
    ...(board.trippedFuses > 0 ? [{ key: 'fuse', icon: 'stop', urgent: true, text: t('needs.fuses', { count: board.trippedFuses }), to: paths.roi(`?f.campaign=${slug}&sort=-fuse`) } satisfies Need] : []),
    ...(board.suspectedCoupons > 0 ? [{ key: 'coupon', icon: 'alert', urgent: true, text: t('needs.coupons', { count: board.suspectedCoupons }), to: paths.attributionCoupons(`?f.state=suspected&f.campaign=${slug}`) } satisfies Need] : []),
    ...(scripts.content > 0 && can('content:write') ? [{ key: 'scripts', icon: 'file', urgent: false, text: ts('needs.content', { count: scripts.content }), to: paths.scripts(`?tab=content&f.campaign=${slug}`) } satisfies Need] : []),
    ...(scripts.legal > 0 && (can('scripts:legal') || can('content:write')) ? [{ key: 'legal', icon: 'file', urgent: can('scripts:legal'), text: ts('needs.legal', { count: scripts.legal }), to: paths.scripts(`?tab=legal&f.campaign=${slug}`) } satisfies Need] : []),
    ...(scripts.overdue > 0 ? [{ key: 'overdue', icon: 'clock', urgent: true, text: ts('needs.overdue', { count: scripts.overdue }), to: paths.scripts(`?tab=overdue&f.campaign=${slug}`) } satisfies Need] : []),
    ...(payments && payments.requested > 0 ? [{ key: 'requested', icon: 'wallet', urgent: true, text: t('needs.requested', { count: payments.requested }), to: paths.finance() } satisfies Need] : []),
    ...(payments && payments.approved > 0 ? [{ key: 'approved', icon: 'wallet', urgent: false, text: t('needs.approved', { count: payments.approved }), to: paths.finance() } satisfies Need] : []),
    ...(loose.signOffs > 0 ? [{ key: 'signOffs', icon: 'circle-check', urgent: can('sign-offs:vote'), text: t('needs.signOffs', { count: loose.signOffs }), to: paths.signOffs() } satisfies Need] : []),
    ...(loose.disputes > 0 && can('disputes:open') ? [{ key: 'disputes', icon: 'help', urgent: can('disputes:answer'), text: t('needs.disputes', { count: loose.disputes }), to: paths.disputes() } satisfies Need] : []),
    ...(loose.lateDeliverables > 0 ? [{ key: 'late', icon: 'clock', urgent: true, text: t('needs.late', { count: loose.lateDeliverables }), to: paths.collaborations(`?f.campaign=${slug}&f.status=agreed&f.status=live`) } satisfies Need] : []),
    ...(loose.imports.imports > 0 ? [{ key: 'imports', icon: 'import', urgent: false, text: t('needs.imports', { count: loose.imports.imports, rows: loose.imports.rows }), to: paths.imports() } satisfies Need] : []),
    ...(loose.rightsEnding > 0 ? [{ key: 'rights', icon: 'asset', urgent: false, text: t('needs.rights', { count: loose.rightsEnding }), to: paths.assets('?f.rights=ends') } satisfies Need] : []),
    ...(unattributed !== null ? [{ key: 'unattributed', icon: 'link', urgent: false, text: t('needs.unattributed', { count: orders.unattributed, percent: unattributed }), to: paths.orders(`?${period}&f.method=none`) } satisfies Need] : []),
    ...(orders.withoutRate > 0 ? [{ key: 'rate', icon: 'alert', urgent: true, text: t('needs.withoutRate', { count: orders.withoutRate }), to: paths.orders(`?${period}&f.rate=missing`) } satisfies Need] : []),
  ];
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,3fr)_minmax(0,1fr)]">
      <Card title={t('needs.title')}>
        {needs.length === 0 ? <p className="text-muted">{t('needs.nothing')}</p> : (
          <ul className="grid gap-x-6 gap-y-1 sm:grid-cols-2">
            {needs.map((need) => (
              <li key={need.key}>
                <Link to={need.to} className="flex items-center gap-2 min-h-8 rounded-control hover:underline">
                  <Icon name={need.icon} className={need.urgent ? 'text-red' : 'text-muted'} />
                  <span>{need.text}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
      <Card title={t('lights.title')}>
        {board.reviewDay === null ? <p className="text-muted">{t('lights.none')}</p> : (
          <ul className="grid gap-x-8 gap-y-1 sm:max-xl:grid-cols-2">
            {board.lights.map(({ light, count }) => (
              <li key={light}>
                <Link to={paths.collaborations(`?f.campaign=${slug}&f.light=${light}`)} className="grid grid-cols-[6.5rem_minmax(0,1fr)_2rem] items-center gap-3 min-h-8 hover:underline">
                  <span><LightBadge light={light} /></span>
                  <LightBar share={count / Math.max(1, ...board.lights.map((one) => one.count))} light={light} />
                  <span className="font-semibold text-end">{count}</span>
                </Link>
              </li>
            ))}
          </ul>
        )}
      </Card>
    </div>
  );
}

const LIGHT_FILLS: Record<Light, string> = { red: 'fill-red-mark', amber: 'fill-amber-mark', green: 'fill-green-mark', star: 'fill-star-mark', grey: 'fill-grey-mark' };

/** How many have a light, beside the most that any light has; the number says the same. */
function LightBar({ share, light }: { readonly share: number; readonly light: Light }) {
  return (
    <svg width="100%" height="8" aria-hidden="true" className="block">
      <rect width="100%" height="8" rx="4" className="fill-sunken" />
      <rect width={`${(share * 100).toFixed(1)}%`} height="8" rx="4" className={LIGHT_FILLS[light]} />
    </svg>
  );
}
