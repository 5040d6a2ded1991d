import { Link } from '@remix-run/react';
import type { ReactNode } from 'react';
import { LightBadge } from '#app/components/badges.tsx';
import { DayText } from '#app/components/date-text.tsx';
import { CountText, PercentText, RatioText } from '#app/components/number-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import type { AssetPage } from './load-asset.server.ts';

/** How what it comes from did; each figure leads to what it was added from. ROI only for those who may see costs. */
export function PerformanceCard({ data: { asset, roi } }: { readonly data: AssetPage }) {
  const t = useText('assets');
  if (asset.views === null && roi === null) return <Card title={t('one.performance')}><p className="text-muted">{t('one.noPerformance')}</p></Card>;
  const to = asset.contentId ? paths.content({ contentId: asset.contentId }) : asset.collaborationId ? paths.collaboration({ collaborationId: asset.collaborationId }) : null;
  const figure = (text: ReactNode, address: string | null) => (address === null ? text : <Link to={address} className="hover:underline">{text}</Link>);
  const scorecard = asset.collaborationId ? paths.scorecard({ collaborationId: asset.collaborationId }) : null;
  return (
    <Card title={t('one.performance')} subtitle={asset.views === null ? undefined : asset.contentId ? t('one.ofPost') : t('one.ofBest')}>
      <KeyValueList
        items={[
          { key: 'views', label: t('one.views'), value: figure(<CountText count={asset.views} />, to) },
          { key: 'engagement', label: t('one.engagement'), value: figure(<PercentText share={asset.engagementBasisPoints === null ? null : asset.engagementBasisPoints / 10_000} decimals={2} />, to) },
          { key: 'band', label: t('column.band'), value: <span title={t('bandHint')}>{t(`band.${asset.band}`)}</span> },
          ...(roi === null ? [] : [
            { key: 'roi', label: t('one.roi'), value: figure(<RatioText ratio={roi.soFar} />, scorecard) },
            { key: 'close', label: t('one.roiAtClose'), value: <span className="flex flex-wrap items-center gap-2">{figure(<RatioText ratio={roi.atClose} />, scorecard)}<LightBadge light={roi.light} /></span> },
            { key: 'asOf', label: t('one.asOf'), value: <DayText day={roi.asOf} /> },
          ]),
        ]}
      />
    </Card>
  );
}
