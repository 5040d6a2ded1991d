import type { JsonObject, JsonValue } from '#app/domain/json.ts';
import { useText } from '#app/i18n/use-text.ts';

/** What was before and after, field by field; fields that did not change are left out. */
export function Changes({ before, after }: { readonly before: JsonObject | null; readonly after: JsonObject | null }) {
  const t = useText('ledger');
  const fields = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  const changed = fields.flatMap((field) => {
    const [was, is] = [textOf(before?.[field]), textOf(after?.[field])];
    return was === is ? [] : [{ field, was, is }];
  });
  if (changed.length === 0) return null;
  return (
    <details className="mt-1">
      <summary className="cursor-pointer text-muted inline-flex items-center min-h-6">{t('audit.changed', { count: changed.length })}</summary>
      <dl className="mt-1 grid gap-x-3 gap-y-0.5 grid-cols-[auto_minmax(0,1fr)] text-[0.857rem] whitespace-normal">
        {changed.map(({ field, was, is }) => (
          <div key={field} className="contents">
            <dt className="text-muted">{field}</dt>
            <dd className="break-words min-w-0">{was === null ? null : <del className="text-muted">{was}</del>} {is === null ? null : <ins className="no-underline">{is}</ins>}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

const LONGEST = 300;

function textOf(value: JsonValue | undefined): string | null {
  if (value === undefined || value === null) return null;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
