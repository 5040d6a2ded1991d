import type { PolicyChange } from '#app/domain/policy-changes.ts';
import { useText } from '#app/i18n/use-text.ts';
import { usePolicyText } from './use-policy-text.ts';

/** Thresholds with what they were and what they become, section and name first. */
export function ChangeList({ changes }: { readonly changes: readonly PolicyChange[] }) {
  const t = useText('policy');
  const text = usePolicyText();
  return (
    <ul aria-label={t('change.label')} className="flex flex-col divide-y divide-line">
      {changes.map(({ path, before, after }) => (
        <li key={path} className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 py-1.5">
          <span className="flex-1 basis-44 min-w-0"><span className="text-muted">{text.place(path)} · </span>{text.field(path)}</span>
          <span className="tabular-nums">
            <span className="sr-only">{t('change.arrow', { before: text.value(path, before), after: text.value(path, after) })}</span>
            <span aria-hidden="true"><s className="text-muted">{text.value(path, before)}</s> → <strong className="font-semibold">{text.value(path, after)}</strong></span>
          </span>
        </li>
      ))}
    </ul>
  );
}
