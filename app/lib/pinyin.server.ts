import { pinyin } from 'pinyin-pro';

const HAN_RUN = /\p{Script=Han}+/gu;
const MAX_HAN = 400;

/**
 * How the Chinese of a text is typed by sound: each run's syllables together and their initials, "夏日焕新" -> "xiarihuanxin xrhx". Readings
 * follow the words around a character. '' without Chinese; texts beyond 400 characters are read up to there.
 */
export function pinyinOf(text: string): string {
  const runs = (text.match(HAN_RUN) ?? []).join(' ').slice(0, MAX_HAN).split(' ').filter((run) => run !== '');
  return runs.map((run) => readingOf(run, 'off')).join(' ');
}

/**
 * How a name is typed by sound, for finding people: as `pinyinOf`, and where its first character is a surname with a reading of its own
 * (单 shan, 曾 zeng), that reading too.
 */
export function readingsOf(name: string): string {
  const runs = (name.match(HAN_RUN) ?? []).map((run) => [...run].slice(0, MAX_HAN).join(''));
  return [...new Set(runs.flatMap((run) => [readingOf(run, 'off'), readingOf(run, 'head')]))].join(' ');
}

function readingOf(run: string, surname: 'off' | 'head'): string {
  const letters = [...run];
  const known = letters.map(soundOf);
  // Reading words around a character takes a hundred times as long, and matters where one has several sounds.
  const syllables = known.some((sound) => sound === null) ? pinyin(run, { toneType: 'none', type: 'array', v: true, surname }) : known;
  return `${syllables.join('')} ${syllables.map((syllable) => [...(syllable ?? '')][0] ?? '').join('')}`.toLowerCase();
}

const sounds = new Map<string, string | null>();

/** The one sound of a character, tones aside; null where it has several. Kept: there are some thousands of them. */
function soundOf(letter: string): string | null {
  let sound = sounds.get(letter);
  if (sound === undefined) {
    const all = new Set(pinyin(letter, { toneType: 'none', type: 'array', v: true, multiple: true }));
    const [only = letter] = all;
    sounds.set(letter, (sound = all.size > 1 ? null : only));
  }
  return sound;
}
