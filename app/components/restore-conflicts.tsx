import type { RestoreConflict } from '#app/domain/recycle-bin.ts';
import { useText } from '#app/i18n/use-text.ts';
import { Banner } from '#app/ui/banner.tsx';

/** Why something cannot come back from the recycle bin: what has its place now, or what it belongs to that is gone. */
export function RestoreConflicts({ conflicts }: { readonly conflicts: readonly (RestoreConflict & { readonly label: string })[] }) {
  const t = useText('editing');
  return (
    <Banner tone="red" title={t('conflict.title')}>
      <ul className="list-disc ps-5">
        {conflicts.map((conflict) => <li key={`${conflict.label} ${conflict.code} ${conflict.value}`}>{conflict.label}: {t(`conflict.${conflict.code}`, { value: conflict.value, holder: conflict.holder })}</li>)}
      </ul>
    </Banner>
  );
}
