const KEPT_MS = 10_000;
const MAX_KEPT = 500;

/**
 * Answers by question, up to ten seconds old: for counts that only help to choose and cost more than the rest of a page
 * (performance.md 5 D). Each process remembers for itself; the rows of a list are always of now.
 */
export function remembering<T>() {
  const kept = new Map<string, { readonly until: number; readonly answer: T }>();
  return async (question: readonly unknown[], now: Date, ask: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(question);
    const known = kept.get(key);
    if (known && known.until > now.getTime()) return known.answer;
    const answer = await ask();
    kept.delete(key);
    kept.set(key, { until: now.getTime() + KEPT_MS, answer });
    const [oldest] = kept.keys();
    if (kept.size > MAX_KEPT && oldest !== undefined) kept.delete(oldest);
    return answer;
  };
}
