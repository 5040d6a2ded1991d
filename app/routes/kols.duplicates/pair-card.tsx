import { Form, Link, useNavigation } from '@remix-run/react';
import type { ReactNode } from 'react';
import type { PairedKol } from '#db/queries/kol-pair-details.server.ts';
import type { KolPairRow } from '#db/queries/kol-pair.server.ts';
import type { BinReason } from '#app/domain/recycle-bin.ts';
import { PlatformBadge, TierBadge } from '#app/components/badges.tsx';
import { InstantText } from '#app/components/date-text.tsx';
import { Dash } from '#app/components/money-text.tsx';
import { CountText } from '#app/components/number-text.tsx';
import { useObstacles } from '#app/components/skipped-list.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Table } from '#app/ui/table.tsx';

type Side = PairedKol & { /** Why it cannot go. */ readonly reasons: readonly BinReason[] };

interface PairCardProps {
  readonly pair: KolPairRow & { readonly first: Side; readonly second: Side };
}

/** Two KOLs that look alike, line by line beside each other, with what can be said of them. */
export function PairCard({ pair }: PairCardProps) {
  const t = useText('roster');
  const tl = useText('editing');
  const sides = [pair.first, pair.second] as const;
  const alike = [...(pair.sameName ? [t('duplicates.alike.name')] : []), ...(pair.sameHandle ? [t('duplicates.alike.handle')] : []), ...(pair.sameContact ? [t('duplicates.alike.contact')] : [])];
  const label = t('duplicates.pair', { first: pair.first.name, second: pair.second.name });
  const line = (name: string, cell: (side: Side) => ReactNode) => (
    <tr><th scope="row">{name}</th>{sides.map((side) => <td key={side.id}>{cell(side)}</td>)}</tr>
  );
  return (
    <li className="rounded-card border border-line bg-surface card-flush">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-3 pb-2">
        <p className="flex-1 min-w-0 text-muted">{t('duplicates.because', { reasons: alike.join(tl('listJoin')) })}</p>
        <Dismiss pair={pair} label={label} />
      </div>
      <Table label={label}>
        <thead>
          <tr>
            <th scope="col"><span className="sr-only">{t('duplicates.what')}</span></th>
            {sides.map((side) => <th key={side.id} scope="col"><Link to={paths.kol({ kolId: side.id })} className="inline-flex items-center min-h-6 text-text hover:underline">{side.name}</Link></th>)}
          </tr>
        </thead>
        <tbody>
          {line(t('form.tier'), (side) => <TierBadge tier={side.tier} />)}
          {line(t('form.status'), (side) => <StatusBadge kind="kol" status={side.status} />)}
          {line(t('profile.accounts'), (side) => <Accounts side={side} />)}
          {line(t('profile.verticals'), (side) => (side.verticals.length === 0 ? <Dash /> : <span className="inline-flex flex-wrap gap-1">{side.verticals.map((each) => <Badge key={each}>{each}</Badge>)}</span>))}
          {line(t('profile.contact'), (side) => side.contactEmail ?? <Dash />)}
          {line(t('profile.collaborations'), (side) => <CountText count={side.collaborations} />)}
          {line(t('duplicates.added'), (side) => <InstantText at={side.createdAt} dateOnly />)}
          {line(t('duplicates.merge'), (side) => <Merge kept={side} other={side === pair.first ? pair.second : pair.first} />)}
        </tbody>
      </Table>
    </li>
  );
}

function Accounts({ side }: { readonly side: Side }) {
  if (side.accounts.length === 0) return <Dash />;
  return (
    <ul>
      {side.accounts.map(({ platform, handle, followers }) => (
        <li key={`${platform} ${handle}`} className="flex flex-wrap gap-x-1.5"><span className="text-muted"><PlatformBadge platform={platform} /></span><span className="break-all">{handle}</span><span className="text-muted"><CountText count={followers} compact /></span></li>
      ))}
    </ul>
  );
}

/** Keeps this profile and takes the other in; where the other has history, says what stands in the way. */
function Merge({ kept, other }: { readonly kept: Side; readonly other: Side }) {
  const t = useText('roster');
  const obstacles = useObstacles();
  const { state, formData } = useNavigation();
  if (other.reasons.length > 0) return <span className="text-muted text-[0.9286rem]">{t('duplicates.otherStays', { name: other.name, reasons: obstacles(other.reasons) })}</span>;
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="merge" />
      <input type="hidden" name="keep" value={kept.id} />
      <input type="hidden" name="keepVersion" value={kept.version} />
      <input type="hidden" name="other" value={other.id} />
      <input type="hidden" name="otherVersion" value={other.version} />
      <Button type="submit" size="sm" variant="primary" busy={state !== 'idle' && formData?.get('keep') === kept.id} aria-label={t('duplicates.keepNamed', { name: kept.name })}>{t('duplicates.keep')}</Button>
    </Form>
  );
}

function Dismiss({ pair, label }: { readonly pair: KolPairRow; readonly label: string }) {
  const t = useText('roster');
  return (
    <Form method="post" preventScrollReset>
      <input type="hidden" name="intent" value="dismiss" />
      <input type="hidden" name="first" value={pair.firstId} />
      <input type="hidden" name="second" value={pair.secondId} />
      <Button type="submit" size="sm" aria-label={`${t('duplicates.notTheSame')}: ${label}`}>{t('duplicates.notTheSame')}</Button>
    </Form>
  );
}
