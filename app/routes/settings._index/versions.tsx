import { InstantText } from '#app/components/date-text.tsx';
import { useText } from '#app/i18n/use-text.ts';
import { Card } from '#app/ui/card.tsx';

interface Version {
  readonly version: number;
  readonly note: string;
  readonly publishedAt: Date;
  readonly publishedBy: string | null;
}

/** Who put which thresholds in force, when and why; the first is in force. */
export function Versions({ versions }: { readonly versions: readonly Version[] }) {
  const t = useText('settings');
  return (
    <Card title={t('policy.versions')}>
      <ol className="flex flex-col gap-3">
        {versions.map((version, place) => (
          <li key={version.version}>
            <p className="font-medium">{t('policy.version', { version: version.version })}{place === 0 ? <span className="text-green font-normal"> · {t('policy.inForce')}</span> : null}</p>
            <p className="break-words">{version.note}</p>
            <p className="text-muted"><InstantText at={version.publishedAt} />{version.publishedBy ? ` · ${version.publishedBy}` : ''}</p>
          </li>
        ))}
      </ol>
    </Card>
  );
}
