/**
 * What a person chose of a table's columns, as it stands in the URL: which are shown, in which order, which stay in view at the
 * start, and how wide some are. Ids that a table does not have are left out when the layout meets its columns (`arrange`).
 */
export interface ColumnLayout {
  /** Ids of the shown columns in their order; null while nothing was chosen: all, as the page lists them. */
  readonly shown: readonly string[] | null;
  /** Ids of shown columns that stay in view while the rest scrolls; without meaning while `shown` is null. */
  readonly pinned: readonly string[];
  /** Chosen widths in CSS pixels, by column id. */
  readonly widths: Readonly<Record<string, number>>;
}

/** A layout met with the columns that a page has for this person. */
export interface Arrangement {
  /** Shown ids, pinned ones first. */
  readonly shown: readonly string[];
  readonly pinned: readonly string[];
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
}

export const NO_LAYOUT: ColumnLayout = { shown: null, pinned: [], widths: {} };
export const MIN_WIDTH = 48;
export const MAX_WIDTH = 800;
const MAX_COLUMNS = 60;
const COLUMN_ID = /^[A-Za-z]\w{0,39}$/;

/** Reads `cols=name*.tier.score` (a star pins) and `w=name-220.score-90`. Whatever is not of that form is left out. */
export function parseLayout(parameters: URLSearchParams): ColumnLayout {
  const shown: string[] = [];
  const pinned: string[] = [];
  for (const part of (parameters.get('cols') ?? '').split('.').slice(0, MAX_COLUMNS)) {
    const id = part.endsWith('*') ? part.slice(0, -1) : part;
    if (!COLUMN_ID.test(id) || shown.includes(id)) continue;
    shown.push(id);
    if (part.endsWith('*')) pinned.push(id);
  }
  return { shown: shown.length > 0 ? shown : null, pinned, widths: parseWidths(parameters.get('w')) };
}

function parseWidths(text: string | null): Record<string, number> {
  const widths = new Map<string, number>();
  for (const part of (text ?? '').split('.').slice(0, MAX_COLUMNS)) {
    const [id = '', digits = '', ...more] = part.split('-');
    const width = /^\d{2,3}$/.test(digits) ? Number(digits) : 0;
    if (COLUMN_ID.test(id) && more.length === 0 && width >= MIN_WIDTH && width <= MAX_WIDTH && !widths.has(id)) widths.set(id, width);
  }
  return Object.fromEntries([...widths].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Writes what `parseLayout` reads; a layout in which nothing was chosen writes nothing. */
export function setLayout(parameters: URLSearchParams, layout: ColumnLayout): void {
  if (layout.shown) parameters.set('cols', layout.shown.map((id) => (layout.pinned.includes(id) ? `${id}*` : id)).join('.'));
  const widths = Object.entries(layout.widths).sort(([a], [b]) => (a < b ? -1 : 1));
  if (widths.length > 0) parameters.set('w', widths.map(([id, width]) => `${id}-${width}`).join('.'));
}

export function isLayout(layout: ColumnLayout | undefined): layout is ColumnLayout {
  return layout !== undefined && (layout.shown !== null || Object.keys(layout.widths).length > 0);
}

/**
 * A layout met with the ids of a table's columns. The first of them names the row, so it is always shown; unless something else
 * was chosen it alone is pinned.
 * @param extras those of the ids that are shown only where they were chosen
 */
export function arrange(layout: ColumnLayout, ids: readonly string[], extras: readonly string[] = []): Arrangement {
  const [primary] = ids;
  const known = layout.shown?.filter((id) => ids.includes(id)) ?? [];
  const chosen = known.length > 0;
  const order = !chosen ? ids.filter((id) => !extras.includes(id)) : primary !== undefined && !known.includes(primary) ? [primary, ...known] : known;
  const pinned = chosen ? order.filter((id) => layout.pinned.includes(id)) : ids.slice(0, 1);
  return {
    shown: [...pinned, ...order.filter((id) => !pinned.includes(id))], pinned, hidden: ids.filter((id) => !order.includes(id)),
    widths: Object.fromEntries(Object.entries(layout.widths).filter(([id]) => ids.includes(id))),
  };
}

/** The layout that arranges the columns so; the table's own arrangement is no choice and writes nothing. */
function layoutOf(shown: readonly string[], pinned: readonly string[], widths: ColumnLayout['widths'], ids: readonly string[], extras: readonly string[]): ColumnLayout {
  const own = arrange(NO_LAYOUT, ids, extras).shown;
  const isOwn = shown.length === own.length && shown.every((id, index) => id === own[index]) && pinned.length === 1 && pinned[0] === own[0];
  return isOwn ? { shown: null, pinned: [], widths } : { shown, pinned, widths };
}

/** Shows a hidden column, at the end, or hides a shown one. The column that names the row stays. */
export function toggleColumn(layout: ColumnLayout, ids: readonly string[], id: string, extras: readonly string[] = []): ColumnLayout {
  const { shown, pinned, widths } = arrange(layout, ids, extras);
  if (!ids.includes(id) || id === ids[0]) return layout;
  const next = shown.includes(id) ? shown.filter((each) => each !== id) : [...shown, id];
  return layoutOf(next, pinned.filter((each) => each !== id), widths, ids, extras);
}

/** Pins a column behind those already pinned, or lets it go to the head of the rest. */
export function togglePin(layout: ColumnLayout, ids: readonly string[], id: string, extras: readonly string[] = []): ColumnLayout {
  const { shown, pinned, widths } = arrange(layout, ids, extras);
  if (!shown.includes(id)) return layout;
  const others = pinned.filter((each) => each !== id);
  const nowPinned = pinned.includes(id) ? others : [...pinned, id];
  return layoutOf([...others, id, ...shown.filter((each) => each !== id && !pinned.includes(each))], nowPinned, widths, ids, extras);
}

/** Moves a column to a place among the shown ones; pinned ones stay before the others, so a place beyond is the nearest one. */
export function moveColumn(layout: ColumnLayout, ids: readonly string[], id: string, place: number, extras: readonly string[] = []): ColumnLayout {
  const { shown, pinned, widths } = arrange(layout, ids, extras);
  if (!shown.includes(id)) return layout;
  const [first, last] = pinned.includes(id) ? [0, pinned.length - 1] : [pinned.length, shown.length - 1];
  const next = shown.filter((each) => each !== id);
  next.splice(Math.min(Math.max(place, first), last), 0, id);
  return layoutOf(next, next.filter((each) => pinned.includes(each)), widths, ids, extras);
}

/** A column's width in pixels, kept within what can be read; null lets it fit its content. */
export function resizeColumn(layout: ColumnLayout, id: string, width: number | null): ColumnLayout {
  const { [id]: _replaced, ...rest } = layout.widths;
  return { ...layout, widths: width === null ? rest : { ...rest, [id]: Math.round(Math.min(Math.max(width, MIN_WIDTH), MAX_WIDTH)) } };
}
