import { useLocale } from '#app/components/page-context.ts';
import { formatDay } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Banner } from '#app/ui/banner.tsx';
import { Button, buttonClass } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import { useCopy } from '#app/ui/use-copy.ts';
import type { CollaborationPage } from './load-collaboration.server.ts';

interface TrackingCardProps {
  readonly data: Pick<CollaborationPage, 'collaboration' | 'destination' | 'isLandingAllowed' | 'linkEnd'> & { readonly link: string; readonly qr: { readonly size: number; readonly path: string } };
}

/** Link, code, coupon and QR code of a collaboration, and where the link leads. */
export function TrackingCard({ data }: TrackingCardProps) {
  const t = useText('collaboration');
  const { collaboration, link, qr, linkEnd } = data;
  const locale = useLocale();
  const at = { collaborationId: collaboration.id };
  const file = (format: 'svg' | 'png') => (
    <a href={paths.collaborationQr({ ...at, format })} download={`${collaboration.trackingCode}.${format}`} className={buttonClass('secondary', 'sm')}><Icon name="download" />{format.toUpperCase()}</a>
  );
  return (
    <Card title={t('tracking.title')}>
      {data.isLandingAllowed ? null : <div className="mb-3"><Banner tone="red">{t('tracking.notAllowed')}</Banner></div>}
      <div className="flex flex-col sm:flex-row gap-4">
        <div className="flex sm:flex-col items-center gap-2">
          <svg viewBox={`0 0 ${qr.size} ${qr.size}`} width="128" height="128" role="img" aria-label={t('tracking.qr', { link })} className="rounded-control border border-line shrink-0" shapeRendering="crispEdges">
            <rect width={qr.size} height={qr.size} fill="#fff" />
            <path d={qr.path} fill="#000" />
          </svg>
          <div className="flex gap-2 no-print">{file('svg')}{file('png')}</div>
        </div>
        <div className="flex-1 min-w-0">
          <KeyValueList
            items={[
              { key: 'link', label: t('tracking.link'), value: <Copyable text={link} to={link} /> },
              { key: 'code', label: t('tracking.code'), value: <Copyable text={collaboration.trackingCode} /> },
              { key: 'coupon', label: t('tracking.coupon'), value: <Copyable text={collaboration.coupon} /> },
              { key: 'landing', label: t('tracking.landing'), value: <span className="break-all">{collaboration.landingUrl}</span> },
              { key: 'utm', label: t('tracking.utm'), value: data.destination === null ? '—' : <code className="break-all text-[0.857rem]">{data.destination}</code> },
              ...(linkEnd?.lastDay ? [
                { key: 'end', label: t('tracking.end'), value: <>{formatDay(linkEnd.lastDay, locale)}{linkEnd.isOver ? <span className="text-muted"> · {t('tracking.isOver')}</span> : null}</> },
                { key: 'afterwards', label: t('tracking.afterwards'), value: linkEnd.fallback === null ? t('tracking.saysExpired') : <span className="break-all">{linkEnd.fallback}</span> },
              ] : []),
            ]}
          />
        </div>
      </div>
    </Card>
  );
}

function Copyable({ text, to }: { readonly text: string; readonly to?: string }) {
  const tc = useText('common');
  const { isCopied, copy } = useCopy();
  return (
    <span className="inline-flex flex-wrap items-center gap-2 max-w-full">
      {to === undefined ? <code>{text}</code> : <a href={to} target="_blank" rel="noreferrer" className="font-mono break-all text-accent hover:underline">{text}</a>}
      <Button size="sm" variant="ghost" icon={isCopied ? 'check' : 'copy'} onClick={() => void copy(text)} aria-label={`${tc('action.copy')} ${text}`}>{isCopied ? tc('action.copied') : tc('action.copy')}</Button>
    </span>
  );
}
