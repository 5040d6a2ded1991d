import type { EditableKol, KolEditField } from '#app/domain/kol-edit.ts';
import { TierBadge } from '#app/components/badges.tsx';
import { Dash, MoneyText } from '#app/components/money-text.tsx';
import { StatusBadge } from '#app/components/status-badge.tsx';
import { Badge } from '#app/ui/badge.tsx';

/** A field of a KOL as the roster shows it. */
export function KolFieldValue({ kol, field }: { readonly kol: Pick<EditableKol, KolEditField>; readonly field: KolEditField }) {
  switch (field) {
    case 'name':
      return <>{kol.name}</>;
    case 'tier':
      return <TierBadge tier={kol.tier} />;
    case 'status':
      return <StatusBadge kind="kol" status={kol.status} />;
    case 'price':
      return kol.price ? <MoneyText minor={kol.price.minor} currency={kol.price.currency} /> : <Dash />;
    case 'verticals':
      return kol.verticals.length > 0 ? <span className="inline-flex flex-wrap gap-1">{kol.verticals.map((vertical) => <Badge key={vertical}>{vertical}</Badge>)}</span> : <Dash />;
    case 'notes':
      return kol.notes === '' ? <Dash /> : <span className="whitespace-pre-line break-words">{kol.notes}</span>;
  }
}
