import { Form, Link, useNavigation } from '@remix-run/react';
import type { ExclusionRow } from '#db/queries/credit-exclusion.server.ts';
import { CouponBadge, LeakReasons } from '#app/components/coupon-finding.tsx';
import { DayText, InstantText } from '#app/components/date-text.tsx';
import { MoneyText } from '#app/components/money-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { CollaborationPage } from './load-collaboration.server.ts';

interface CouponCardProps {
  readonly data: Pick<CollaborationPage, 'collaboration' | 'coupon'>;
  readonly currency: string;
  readonly mayExclude: boolean;
}

/** How the coupon stands, and what is left out of ROI because of it: one click leaves out, one puts back. */
export function CouponCard({ data: { collaboration, coupon }, currency, mayExclude }: CouponCardProps) {
  const t = useText('attribution');
  const { state, finding, exclusions, excluded } = coupon;
  const at = { collaborationId: collaboration.id };
  const inForce = exclusions.filter((one) => one.liftedAt === null);
  const earlier = exclusions.filter((one) => one.liftedAt !== null);
  const suspected = finding?.status === 'suspected' ? finding : null;
  return (
    <div id="coupon">
      <Card title={`${t('coupon.title')} ${collaboration.coupon}`} actions={<CouponBadge state={state} />}>
        <div className="flex flex-col gap-3">
          {suspected ? <LeakReasons reasons={suspected.reasons} /> : null}
          {inForce.map((one) => (
            <div key={one.id}>
              <p className="font-medium"><Span one={one} /></p>
              <p className="text-muted"><InstantText at={one.createdAt} /> · {t('coupon.by', { name: one.createdByName, reason: one.reason })}</p>
              {excluded.orders > 0 ? <p>{t('models.excludedNote', { count: excluded.orders })} · <MoneyText minor={excluded.minor} currency={currency} /></p> : null}
            </div>
          ))}
          {mayExclude ? (
            inForce.length > 0 ? <PutBack at={at} /> : (
              <div className="flex flex-wrap items-center gap-2">
                {suspected ? <LeaveOut at={at} fromDay={suspected.fromDay} coupon={collaboration.coupon} /> : null}
                <LinkButton to={paths.collaborationExclusion(at)}>{suspected ? t('coupon.leaveOutOther') : t('coupon.leaveOut')}</LinkButton>
              </div>
            )
          ) : suspected ? <p className="text-muted">{t('coupon.onlyManagers')}</p> : null}
          <Link to={paths.attributionConflicts(`?from=${collaboration.startsOn}&f.collaboration=${collaboration.id}`)} className="self-start text-accent hover:underline">{t('tab.conflicts')}</Link>
          {earlier.length > 0 ? (
            <details>
              <summary className="text-muted">{t('coupon.history')}</summary>
              <ul className="mt-1 flex flex-col gap-1">
                {earlier.map((one) => (
                  <li key={one.id}><DayText day={one.fromDay} /> – {one.untilDay ? <DayText day={one.untilDay} /> : null} · {t('coupon.by', { name: one.createdByName, reason: one.reason })} · {t('coupon.lifted', { name: one.liftedByName ?? '' })} <InstantText at={one.liftedAt} /></li>
                ))}
              </ul>
            </details>
          ) : null}
        </div>
      </Card>
    </div>
  );
}

function Span({ one }: { readonly one: ExclusionRow }) {
  const t = useText('attribution');
  const locale = useLocale();
  const from = formatDay(one.fromDay, locale);
  return <>{one.untilDay ? t('coupon.inForceUntil', { coupon: one.coupon, from, until: formatDay(one.untilDay, locale) }) : t('coupon.inForce', { coupon: one.coupon, from })}</>;
}

function LeaveOut({ at, fromDay, coupon }: { readonly at: { readonly collaborationId: string }; readonly fromDay: string; readonly coupon: string }) {
  const t = useText('attribution');
  const locale = useLocale();
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Form method="post" action={paths.collaborationExclusion(at)}>
      <input type="hidden" name="intent" value="exclude" />
      <input type="hidden" name="fromDay" value={fromDay} />
      <input type="hidden" name="untilDay" value="" />
      <input type="hidden" name="reason" value={t('coupon.reasonSuggested', { coupon })} />
      <Button type="submit" variant="primary" busy={busy}>{t('coupon.confirmSince', { day: formatDay(fromDay, locale) })}</Button>
    </Form>
  );
}

function PutBack({ at }: { readonly at: { readonly collaborationId: string } }) {
  const t = useText('attribution');
  const busy = useNavigation().formMethod === 'POST';
  return (
    <Form method="post" action={paths.collaborationExclusion(at)} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="intent" value="restore" />
      <Button type="submit" busy={busy}>{t('coupon.putBack')}</Button>
      <span className="text-muted">{t('coupon.putBackText')}</span>
    </Form>
  );
}
