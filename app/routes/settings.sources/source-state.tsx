import { Form, useNavigation } from '@remix-run/react';
import { InstantText } from '#app/components/date-text.tsx';
import { useLocale } from '#app/components/page-context.ts';
import { useRootData } from '#app/components/root-data.ts';
import type { CaptureProblem } from '#app/domain/ingestion/capture-pause.ts';
import { formatDateTime, formatNumber } from '#app/i18n/format.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Button } from '#app/ui/button.tsx';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';

export interface SourceView {
  readonly isOn: boolean;
  readonly isPaused: boolean;
  readonly connectedAt: Date;
  readonly lastRunAt: Date | null;
  readonly lastAsked: number;
  readonly lastCaptured: number;
  readonly lastProblem: CaptureProblem | null;
  readonly pausedUntil: Date | null;
  readonly quota: { readonly used: number; readonly all: number; readonly renewsAt: Date };
}

const TONES = { none: 'neutral', off: 'neutral', paused: 'amber', on: 'green' } as const;

/** How a source stands: whether it is asked, what it last gave, and what of the day's quota is used. */
export function SourceState({ source }: { readonly source: SourceView | null }) {
  const t = useText('settings');
  const locale = useLocale();
  const { workspace } = useRootData();
  const busy = useNavigation().formMethod === 'POST';
  const time = (at: Date) => formatDateTime(at, locale, workspace.timeZone);
  const number = (value: number) => formatNumber(value, locale, 0);
  const state = source === null ? 'none' : !source.isOn ? 'off' : source.isPaused ? 'paused' : 'on';
  const badge = <Badge tone={TONES[state]}>{t(`sources.stateName.${state}`)}</Badge>;
  const items = source === null ? [] : [
    { key: 'key', label: t('sources.key'), value: t('sources.keyKept', { time: time(source.connectedAt) }) },
    { key: 'run', label: t('sources.lastRun'), value: source.lastRunAt ? <InstantText at={source.lastRunAt} /> : t('sources.notRun') },
    { key: 'counts', label: t('sources.lastCounts'), value: source.lastAsked === 0 ? t('sources.notRun') : t('sources.lastCountsText', { asked: number(source.lastAsked), captured: number(source.lastCaptured) }) },
    { key: 'quota', label: t('sources.quota'), value: t('sources.quotaText', { used: number(source.quota.used), all: number(source.quota.all), time: time(source.quota.renewsAt) }) },
    ...(source.lastProblem ? [{
      key: 'problem', label: t('sources.problem'),
      value: <>{t(`sources.problemText.${source.lastProblem}`)}{source.pausedUntil && source.isPaused ? <span className="block text-muted">{t('sources.pausedUntil', { time: time(source.pausedUntil) })}</span> : null}</>,
    }] : []),
  ];
  return (
    <Card title={t('sources.youtube')} actions={badge}>
      {source ? (
        <>
          <KeyValueList items={items} />
          <div className="mt-4 flex flex-wrap gap-2">
            <Form method="post"><input type="hidden" name="intent" value="test" /><Button type="submit" busy={busy}>{t('sources.test')}</Button></Form>
            <Form method="post"><input type="hidden" name="intent" value={source.isOn ? 'off' : 'on'} /><Button type="submit" busy={busy}>{source.isOn ? t('sources.switchOff') : t('sources.switchOn')}</Button></Form>
          </div>
        </>
      ) : null}
    </Card>
  );
}
