import { foldedText, searchGrams } from '#app/domain/asset-search.ts';
import { pinyinOf } from '#app/lib/pinyin.server.ts';

export interface SearchedWords {
  readonly title: string;
  readonly caption: string;
  readonly body: string;
  readonly tags: readonly string[];
  readonly kolName: string;
}

/** What searching an asset compares: its words, and how the short ones of them are typed by sound. */
export function searchColumns({ title, caption, body, tags, kolName }: SearchedWords): { searchText: string; searchGrams: string[] } {
  const short = [title, tags.join(' '), kolName];
  const searchText = foldedText([...short, short.map(pinyinOf).join(' '), caption, body].join(' '));
  return { searchText, searchGrams: searchGrams(searchText) };
}
