import { Link } from '@remix-run/react';
import type { Finding, Judgement, Severity } from '#app/domain/matrix-rules.ts';
import { amountText } from '#app/domain/money.ts';
import { useText } from '#app/i18n/use-text.ts';
import { paths } from '#app/lib/paths.ts';
import type { Tone } from '#app/ui/badge.tsx';
import { Badge } from '#app/ui/badge.tsx';
import type { IconName } from '#app/ui/icon.tsx';
import { Icon } from '#app/ui/icon.tsx';
import { useFindingText } from './move-text.ts';

const LOOKS: Record<Severity, { readonly icon: IconName; readonly className: string }> = {
  forbids: { icon: 'stop', className: 'text-red' },
  draft: { icon: 'alert', className: 'text-amber' },
  fine: { icon: 'circle-check', className: 'text-green' },
};
const TONES: Record<Judgement, Tone> = { forbidden: 'red', draft: 'amber', fine: 'green' };

export function JudgementBadge({ judgement }: { readonly judgement: Judgement }) {
  const t = useText('matrix');
  return <Badge tone={TONES[judgement]}>{t(`judgement.${judgement}`)}</Badge>;
}

/** What each rule says of a move, with its numbers; word and icon say how it weighs. Where three people can allow it, the way to ask them. */
export function Findings({ findings, currency }: { readonly findings: readonly Finding[]; readonly currency: string }) {
  const t = useText('matrix');
  const text = useFindingText(currency);
  return (
    <ul className="flex flex-col gap-1.5" data-testid="findings">
      {findings.map((finding, index) => (
        <li key={`${finding.code} ${index}`} className="flex items-start gap-2">
          <Icon name={LOOKS[finding.severity].icon} label={t(`severity.${finding.severity}`)} className={`mt-1 ${LOOKS[finding.severity].className}`} />
          <span>
            {text(finding)}
            {finding.code === 'sign_off' && finding.severity === 'forbids' ? (
              <> <Link to={paths.signOffNew(`?kind=tier_share&subject=${finding.collaborationId}&amount=${amountText(finding.amountMinor, currency)}`)} className="text-accent hover:underline">{t('move.signOff')}</Link></>
            ) : null}
          </span>
        </li>
      ))}
    </ul>
  );
}
