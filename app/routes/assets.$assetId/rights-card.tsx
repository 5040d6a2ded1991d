import { Form, useSearchParams } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { LinkButton } from '#app/ui/link-button.tsx';
import type { AssetAnswer } from './act-on-asset.server.ts';
import type { AssetPage } from './load-asset.server.ts';
import { RightForm } from './right-form.tsx';

interface RightsCardProps {
  readonly data: AssetPage & { readonly today: string };
  readonly mayWrite: boolean;
  readonly answer: AssetAnswer | undefined;
}

/** What was granted, line by line, and the form that the address asks for. */
export function RightsCard({ data: { asset, rights, today }, mayWrite, answer }: RightsCardProps) {
  const t = useText('assets');
  const [search] = useSearchParams();
  const asked = answer?.values.rightId ?? search.get('right');
  const edited = rights.find((right) => right.id === asked) ?? null;
  const here = paths.asset({ assetId: asset.id });
  const isOpen = mayWrite && asked !== null && (edited !== null || asked === 'new' || asked === '');
  return (
    <Card title={t('rights.title')} actions={mayWrite && !isOpen ? <LinkButton to={`${here}?right=new`} size="sm" icon="plus" preventScrollReset>{t('rights.add')}</LinkButton> : null}>
      {rights.length === 0 ? <p className="text-muted">{t('rights.none')}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {rights.map((right) => (
          <li key={right.id} className="py-2 first:pt-0"><RightLine right={right} today={today} here={here} mayWrite={mayWrite && !isOpen} /></li>
        ))}
      </ul>
      {isOpen ? <RightForm key={edited?.id ?? 'new'} right={edited} today={today} here={here} answer={answer} /> : null}
    </Card>
  );
}

interface RightLineProps {
  readonly right: AssetPage['rights'][number];
  readonly today: string;
  readonly here: string;
  readonly mayWrite: boolean;
}

function RightLine({ right, today, here, mayWrite }: RightLineProps) {
  const t = useText('assets');
  const isOver = right.untilDay !== null && right.untilDay < today;
  return (
    <div className="flex flex-wrap items-start gap-x-3 gap-y-1.5">
      <div className="flex-1 basis-64 min-w-0 flex flex-col gap-1">
        <span className="flex flex-wrap gap-1">{right.channels.map((channel) => <Badge key={channel} tone={isOver ? 'neutral' : 'accent'}>{t(`channel.${channel}`)}</Badge>)}{right.isExclusive ? <Badge tone="star" icon="star">{t('rights.exclusive')}</Badge> : null}</span>
        <span>{right.territories.map((territory) => t(`territory.${territory}`)).join(t('listSeparator'))}</span>
        <span className="text-muted"><DayText day={right.fromDay} /> – {right.untilDay === null ? t('rightsForGood') : <DayText day={right.untilDay} />}{isOver ? <> · <span className="text-red">{t('rightsState.ended')}</span></> : null}</span>
        {right.creditLine ? <span className="text-muted">{t('rights.credit')}: <span className="text-text">{right.creditLine}</span></span> : null}
        {right.contractPage ? <span className="text-muted">{t('rights.contract')}: <span className="text-text">{right.contractPage}</span></span> : null}
      </div>
      {mayWrite ? (
        <span className="flex gap-1">
          <LinkButton to={`${here}?right=${right.id}`} size="sm" variant="ghost" preventScrollReset>{t('rights.edit')}</LinkButton>
          <Form method="post" action={here}><input type="hidden" name="intent" value="removeRight" /><input type="hidden" name="rightId" value={right.id} /><Button type="submit" size="sm" variant="ghost">{t('rights.remove')}</Button></Form>
        </span>
      ) : null}
    </div>
  );
}
