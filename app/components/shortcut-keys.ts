import type { Permission } from '#app/domain/permission.ts';

/** What keys do, wherever the focus is (ux.md section 1.1). Names are those of texts in `search:shortcut`. */
export const SHORTCUT_NAMES = [
  'palette', 'search', 'help', 'dashboard', 'roster', 'collaborations', 'matrix', 'roi', 'proposals', 'finance', 'assets', 'create', 'next', 'previous', 'select', 'open', 'edit',
] as const;
export type ShortcutName = (typeof SHORTCUT_NAMES)[number];

export interface Shortcut {
  readonly name: ShortcutName;
  /** Keys one after the other; `mod+` is Ctrl, or Command on a Mac. */
  readonly keys: string;
  readonly group: 'anywhere' | 'goTo' | 'rows';
  readonly permission?: Permission;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { name: 'palette', keys: 'mod+k', group: 'anywhere' },
  { name: 'search', keys: '/', group: 'anywhere' },
  { name: 'create', keys: 'c', group: 'anywhere' },
  { name: 'help', keys: '?', group: 'anywhere' },
  { name: 'dashboard', keys: 'g d', group: 'goTo' },
  { name: 'roster', keys: 'g r', group: 'goTo' },
  { name: 'collaborations', keys: 'g c', group: 'goTo' },
  { name: 'matrix', keys: 'g m', group: 'goTo' },
  { name: 'roi', keys: 'g o', group: 'goTo' },
  { name: 'proposals', keys: 'g p', group: 'goTo' },
  { name: 'finance', keys: 'g f', group: 'goTo', permission: 'costs:read' },
  { name: 'assets', keys: 'g a', group: 'goTo' },
  { name: 'next', keys: 'j', group: 'rows' },
  { name: 'previous', keys: 'k', group: 'rows' },
  { name: 'select', keys: 'x', group: 'rows' },
  { name: 'open', keys: 'o', group: 'rows' },
  { name: 'edit', keys: 'e', group: 'rows' },
];

/** A key that was pressed, as far as it matters. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  /** An input method is making a word of several keys. */
  readonly isComposing: boolean;
  /** The focus is where letters are typed. */
  readonly isTyping: boolean;
  /** Milliseconds on any clock that goes on. */
  readonly at: number;
}

/** The first key of a sequence and when it came; null while nothing is pending. */
export type Pending = { readonly key: string; readonly at: number } | null;

export interface KeyReading {
  readonly name: ShortcutName | null;
  readonly pending: Pending;
}

/** So long a second key may take. */
export const SEQUENCE_MS = 1_200;
const NOTHING: KeyReading = { name: null, pending: null };
const firstKeys = new Set(SHORTCUTS.flatMap(({ keys }) => (keys.includes(' ') ? [keys.split(' ')[0]] : [])));
const byKeys = new Map(SHORTCUTS.map((shortcut) => [shortcut.keys, shortcut.name]));

/**
 * What a key does after those before it. Keys with Ctrl or Command hold everywhere; single keys only where nothing is typed, no input method is at
 * work, and the person has not switched them off.
 */
export function readKey(pressed: Pressed, pending: Pending, singleKeys: boolean): KeyReading {
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key;
  if (pressed.isComposing || pressed.altKey) return NOTHING;
  if (pressed.ctrlKey || pressed.metaKey) return { name: byKeys.get(`mod+${key}`) ?? null, pending: null };
  // Shift alone is on its way to a sign such as "?"; it ends no sequence.
  if (key === 'Shift') return { name: null, pending };
  if (!singleKeys || pressed.isTyping) return NOTHING;
  if (pending !== null && pressed.at - pending.at <= SEQUENCE_MS) {
    const name = byKeys.get(`${pending.key} ${key}`);
    if (name !== undefined) return { name, pending: null };
  }
  if (firstKeys.has(key)) return { name: null, pending: { key, at: pressed.at } };
  return { name: byKeys.get(key) ?? null, pending: null };
}

/** The keys of a shortcut as caps to show: ['Ctrl', 'K'], ['G', 'D']. */
export function keyCaps(keys: string, isMac: boolean): string[] {
  return keys.split(' ').flatMap((part) => part.split('+')).map((part) => (part === 'mod' ? (isMac ? '⌘' : 'Ctrl') : part.toUpperCase()));
}
