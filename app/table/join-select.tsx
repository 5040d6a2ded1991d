import type { Join } from '#app/domain/row-filter.ts';
import { useText } from '#app/i18n/use-text.ts';
import { SelectField } from '#app/ui/select-field.tsx';

interface JoinSelectProps {
  readonly label: string;
  readonly join: Join;
  /** As a sentence, where it stands above the conditions instead of between them. */
  readonly isLong?: boolean;
  readonly onJoin: (join: Join) => void;
}

/** "And" or "or". */
export function JoinSelect({ label, join, isLong = false, onJoin }: JoinSelectProps) {
  const t = useText('filters');
  return (
    <SelectField
      label={label} hideLabel value={join} options={[{ value: 'all', label: t(isLong ? 'groupAll' : 'all') }, { value: 'any', label: t(isLong ? 'groupAny' : 'any') }]}
      onChange={(event) => onJoin(event.currentTarget.value === 'any' ? 'any' : 'all')}
    />
  );
}
