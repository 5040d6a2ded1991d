import { Link } from '@remix-run/react';
import { DayText } from '#app/components/date-text.tsx';
import { DueText, RoundText, ScriptStatusBadge } from '#app/components/script-badges.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import { Card } from '#app/ui/card.tsx';
import { KeyValueList } from '#app/ui/key-value-list.tsx';
import type { ScriptState } from './load-script-state.server.ts';

/** Where the brief and the script of a collaboration stand, each with its page. */
export function ScriptsCard({ collaborationId, state }: { readonly collaborationId: string; readonly state: ScriptState }) {
  const t = useText('scripts');
  const { brief, script, usualRounds } = state;
  const link = 'inline-flex items-center min-h-7 text-accent hover:underline';
  return (
    <Card title={t('section')} actions={script && script.latestVersion > 0 ? <ScriptStatusBadge status={script.status} /> : null}>
      <KeyValueList
        items={[
          {
            key: 'brief', label: t('brief'),
            value: <Link to={paths.collaborationBrief({ collaborationId })} className={link}>{brief ? t('card.briefVersion', { version: brief.version }) : t('card.noBrief')}</Link>,
          },
          {
            key: 'script', label: t('title'),
            value: script && script.latestVersion > 0
              ? <span className="inline-flex flex-wrap items-center gap-3"><Link to={paths.collaborationScript({ collaborationId, version: script.latestVersion })} className={link}>{t('card.scriptVersion', { version: script.latestVersion })}</Link><RoundText round={script.round} usual={usualRounds} /></span>
              : <Link to={paths.collaborationScripts({ collaborationId })} className={link}>{t('card.noScript')}</Link>,
          },
          ...(script?.turn ? [{ key: 'waits', label: t('list.waits'), value: t(`turn.${script.turn}`) }, { key: 'due', label: t('due'), value: <DueText dueOn={script.dueOn} overdue={script.overdue} /> }] : []),
          ...(brief?.publishOn ? [{ key: 'publish', label: t('field.publishOn'), value: <DayText day={brief.publishOn} /> }] : []),
        ]}
      />
    </Card>
  );
}
