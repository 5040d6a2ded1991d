const byPinyin = new Intl.Collator('zh-Hans');

/** Orders names in either language as lists do (db/queries/name-order.server.ts): Chinese by its pinyin, then Latin letters. */
export function compareNames(a: string, b: string): number {
  return byPinyin.compare(a, b);
}
