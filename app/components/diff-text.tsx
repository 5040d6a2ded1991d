import type { DiffSegment } from '#app/domain/script-diff.ts';
import { useText } from '#app/i18n/use-text.ts';

/** Two versions of a text as one: what was taken out is struck through, what came in underlined. */
export function DiffText({ segments }: { readonly segments: readonly DiffSegment[] }) {
  const t = useText('scripts');
  return (
    <div className="whitespace-pre-wrap break-words leading-relaxed max-w-prose">
      {segments.map(({ kind, text }, index) => {
        if (kind === 'same') return <span key={index}>{text}</span>;
        if (kind === 'removed') return <del key={index} title={t('view.removed')} className="rounded-sm bg-red-soft text-red">{text}</del>;
        return <ins key={index} title={t('view.added')} className="rounded-sm bg-green-soft text-green decoration-2 underline-offset-4">{text}</ins>;
      })}
    </div>
  );
}
