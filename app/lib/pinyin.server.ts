import { pinyin } from 'pinyin-pro';

const HAN_RUN = /\p{Script=Han}+/gu;
const MAX_HAN = 400;

/**
 * How the Chinese of a text is typed by sound: each run's syllables together and their initials, "夏日焕新" -> "xiarihuanxin xrhx". Readings
 * follow the words around a character. '' without Chinese; texts beyond 400 characters are read up to there.
 */
export function pinyinOf(text: string): string {
  const runs = (text.match(HAN_RUN) ?? []).join(' ').slice(0, MAX_HAN).split(' ').filter((run) => run !== '');
  return runs.map((run) => {
    const syllables = pinyin(run, { toneType: 'none', type: 'array', v: true });
    return `${syllables.join('')} ${syllables.map((syllable) => syllable.slice(0, 1)).join('')}`;
  }).join(' ').toLowerCase();
}
