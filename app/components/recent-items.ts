import { useLocation } from '@remix-run/react';
import { useEffect } from 'react';

/** A page that was opened, as its title named it. Kept in this browser alone, for one person. */
export interface RecentItem {
  readonly to: string;
  readonly title: string;
}

const MOST_KEPT = 8;
/** Pages of one thing; lists are reached by their names anyway. */
const OF_ONE_THING = /^\/(?:kols|collaborations|assets|proposals|campaigns|orders\/[^/]+|scorecards|finance\/payments|sign-offs)\/(?!new$)[^/]+$/;

const keyOf = (person: string) => `kol-recent ${person}`;

/** What a person opened last, newest first; nothing where the browser keeps nothing. */
export function readRecent(person: string): RecentItem[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecentItem).slice(0, MOST_KEPT) : [];
  } catch {
    return [];
  }
}

function isRecentItem(item: unknown): item is RecentItem {
  return typeof item === 'object' && item !== null && 'to' in item && 'title' in item && typeof item.to === 'string' && item.to.startsWith('/') && typeof item.title === 'string';
}

/** `kept` with an item in front, once. */
export function withRecent(kept: readonly RecentItem[], item: RecentItem): RecentItem[] {
  return [item, ...kept.filter(({ to }) => to !== item.to)].slice(0, MOST_KEPT);
}

/** Forgets what a person opened, when they sign out. */
export function forgetRecent(person: string): void {
  try {
    localStorage.removeItem(keyOf(person));
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
}

/** Remembers the pages of things as they are opened. */
export function useRecentPages(person: string): void {
  const { pathname } = useLocation();
  useEffect(() => {
    if (!OF_ONE_THING.test(pathname)) return;
    // The title is the page's own only after it is drawn.
    const timer = setTimeout(() => {
      // Without the name of the portal at its end.
      const title = document.title.split(' · ').slice(0, -1).join(' · ') || document.title;
      try {
        localStorage.setItem(keyOf(person), JSON.stringify(withRecent(readRecent(person), { to: pathname, title })));
      } catch {
        // A private window may refuse; then nothing is remembered.
      }
    }, 500);
    return () => clearTimeout(timer);
  }, [pathname, person]);
}
