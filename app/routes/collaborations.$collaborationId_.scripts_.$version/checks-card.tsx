import type { ReactNode } from 'react';
import { MAINLAND_AD_MARK } from '#app/domain/ad-mark.ts';
import type { PhraseFinding } from '#app/domain/script-checks.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Badge } from '#app/ui/badge.tsx';
import { Banner } from '#app/ui/banner.tsx';
import { Card } from '#app/ui/card.tsx';
import type { ScriptPage } from './load-script.server.ts';

/** What a machine can tell of the script against its brief. Only the missing mark blocks; the rest is for whoever approves to weigh. */
export function ChecksCard({ checks, brief }: Pick<ScriptPage, 'checks' | 'brief'>) {
  const t = useText('scripts');
  const { adMark, length, mustSay, mustNotSay } = checks;
  const limit = length.verdict === 'short' ? (brief?.minimumLength ?? 0) : (brief?.maximumLength ?? 0);
  return (
    <Card title={t('check.title')}>
      <div className="flex flex-col gap-4">
        {brief === null ? <Banner tone="amber">{t('page.noBrief')}</Banner> : null}
        <Part title={t('check.adMark')}>
          {adMark.status === 'missing' ? <Badge tone="red" icon="stop">{t('check.adMissing')}</Badge> : null}
          {adMark.status === 'present' ? <Badge tone="green" icon="check">{t('check.adPresent')}</Badge> : null}
          {adMark.status === 'not-needed' ? <span className="text-muted">{t('check.adNotNeeded')}</span> : null}
          {adMark.status === 'missing' ? <p className="mt-1">{adMark.market === 'abroad' ? t('check.adAbroad') : t(adMark.market === 'mainland' ? 'check.adMainland' : 'check.adEither', { mark: MAINLAND_AD_MARK })}</p> : null}
          {adMark.isEarly === false ? <p className="mt-1 text-muted">{t('check.adLate')}</p> : null}
        </Part>
        {brief === null ? null : (
          <>
            <Part title={t('check.mustSay')}>
              <Phrases phrases={mustSay} render={(count) => (count === 0 ? <Badge tone="amber" icon="alert">{t('check.missing')}</Badge> : <Badge tone="green" icon="check">{t('check.found', { count })}</Badge>)} />
            </Part>
            <Part title={t('check.mustNotSay')}>
              <Phrases phrases={mustNotSay} render={(count) => (count === 0 ? <Badge tone="green" icon="check">{t('check.notSaid')}</Badge> : <Badge tone="red" icon="alert">{t('check.said', { count })}</Badge>)} />
            </Part>
          </>
        )}
        <Part title={t('check.length')}>
          <p>
            {t('check.lengthText', { characters: length.characters, seconds: length.seconds })}
            {brief && (brief.minimumLength !== null || brief.maximumLength !== null) ? (
              <> · <Badge tone={length.verdict === 'fine' ? 'green' : 'amber'} icon={length.verdict === 'fine' ? 'check' : 'alert'}>{t(`check.${length.verdict}`, { limit })}</Badge></>
            ) : null}
          </p>
          {brief?.format ? <p className="text-muted">{t('check.format')}: {brief.format}</p> : null}
        </Part>
      </div>
    </Card>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return <section><h3 className="font-medium mb-1">{title}</h3>{children}</section>;
}

function Phrases({ phrases, render }: { readonly phrases: readonly PhraseFinding[]; readonly render: (count: number) => ReactNode }) {
  const t = useText('scripts');
  if (phrases.length === 0) return <p className="text-muted">{t('check.none')}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {phrases.map(({ phrase, places }) => <li key={phrase} className="flex items-start justify-between gap-3"><span className="min-w-0">{phrase}</span>{render(places.length)}</li>)}
    </ul>
  );
}
