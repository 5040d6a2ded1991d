import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareScripts, prepareScript } from './script-similarity.ts';
import { scriptWords } from './script-words.ts';

const compare = (first: string, second: string, mustSay: readonly string[] = []) => compareScripts(prepareScript(first, mustSay), prepareScript(second, mustSay));
const ZH = '姐妹们，这支防晒我已经用空三瓶了！质地像水一样，上脸十秒就成膜，通勤一整天都不用补。';

describe('words of a script', () => {
  it('are characters in Chinese and words elsewhere, folded and with their places', () => {
    const words = scriptWords('SPF50+ 防晒，Ａpply it 2次!');
    expect(words.map((word) => word.text)).toEqual(['spf50', '防', '晒', 'apply', 'it', '2', '次']);
    expect(words.map((word) => 'SPF50+ 防晒，Ａpply it 2次!'.slice(word.start, word.end))).toEqual(['SPF50', '防', '晒', 'Ａpply', 'it', '2', '次']);
  });
});

describe('similarity of scripts', () => {
  it('is 1 for the same script, whatever its punctuation, emoji, blanks and width', () => {
    expect(compare(ZH, ZH.replace(/[，。！]/g, ' 🌞')).similarity).toBe(1);
    expect(compare('This sunscreen melts in, no white cast at all.', 'THIS sunscreen — melts in; no white cast, at all').similarity).toBe(1);
  });

  it('is 0 for scripts with nothing in common, for short common phrases, and for empty ones', () => {
    expect(compare(ZH, '今天带大家逛一逛我新家的厨房，先看这个岛台。').similarity).toBe(0);
    expect(compare('姐妹们看过来，这个真的好用到哭', '姐妹们早上好今天聊聊跑步').similarity).toBe(0);
    expect(compare('', '').similarity).toBe(0);
    expect(compare(ZH, '').similarity).toBe(0);
  });

  it('names the passages that match, in both scripts', () => {
    const second = '先说结论：质地像水一样，上脸十秒就成膜！其他的我不评价。';
    const { similarity, shared } = compare(ZH, second);
    expect(shared.map(({ inFirst, inSecond }) => [ZH.slice(inFirst.start, inFirst.end), second.slice(inSecond.start, inSecond.end)]))
      .toEqual([['质地像水一样，上脸十秒就成膜', '质地像水一样，上脸十秒就成膜']]);
    expect(similarity).toBeCloseTo((2 * 13) / (scriptWords(ZH).length + scriptWords(second).length), 12);
  });

  it('finds a passage that was moved, and counts each word once', () => {
    const [a, b] = ['上脸十秒就成膜通勤不用补', '质地像水一样清爽完全不油腻'];
    expect(compare(`${a}。${b}`, `${b}。${a}`).similarity).toBe(1);
    expect(compare(`${a}${a}`, a).similarity).toBeCloseTo(2 / 3, 12);
  });

  it('leaves the mandatory claims of the brief out', () => {
    const claim = '全程高倍防护经权威机构检测';
    const [first, second] = [`早八人通勤必备，${claim}，出门前抹一层就好`, `爬山那天我只带了它，${claim}！回来肤色没变`];
    expect(compare(first, second).similarity).toBeGreaterThan(0.3);
    expect(compare(first, second, [claim]).similarity).toBe(0);
  });

  const script = fc.array(fc.constantFrom('防', '晒', '质', '地', 'melts', 'in', '50', '，', ' '), { maxLength: 60 }).map((parts) => parts.join(' '));

  it('lies between 0 and 1, and what is highlighted is what is counted', () => {
    fc.assert(fc.property(script, script, (a, b) => {
      const { similarity, shared } = compare(a, b);
      expect(similarity).toBeGreaterThanOrEqual(0);
      expect(similarity).toBeLessThanOrEqual(1);
      const weightOf = (text: string) => scriptWords(text).reduce((sum, word) => sum + word.weight, 0);
      const covered = shared.reduce((sum, { inFirst }) => sum + weightOf(a.slice(inFirst.start, inFirst.end)), 0);
      const all = weightOf(a) + weightOf(b);
      expect(similarity).toBeCloseTo(all === 0 ? 0 : (2 * covered) / all, 9);
      for (const { inFirst, inSecond } of shared) {
        expect(scriptWords(a.slice(inFirst.start, inFirst.end)).map((word) => word.text)).toEqual(scriptWords(b.slice(inSecond.start, inSecond.end)).map((word) => word.text));
      }
    }));
  });

  it('a script is like itself', () => {
    fc.assert(fc.property(script, (text) => {
      const { words, weight } = prepareScript(text, []);
      expect(compare(text, text).similarity).toBe(weight >= 8 && words.length >= 4 ? 1 : 0);
    }));
  });

  it('takes many passages by their length, whatever their order', () => {
    const passages = Array.from({ length: 24 }, (_, index) => Array.from({ length: 9 + ((index * 7) % 24) }, (_unused, place) => String.fromCharCode(0x4e00 + index * 60 + place)).join(''));
    const [first, second] = [passages.join('甲'), passages.toReversed().join('乙')];
    expect(compare(first, second).shared).toHaveLength(24);
    expect(compare(first, second).similarity).toBeCloseTo(tiledByHand(first, second), 12);
  });

  it('is the longest shared passage first, again and again, until none is left', () => {
    fc.assert(fc.property(script, script, (a, b) => {
      expect(compare(a, b).similarity).toBeCloseTo(tiledByHand(a, b), 12);
    }));
  });
});

/** The same by the definition: look at every pair of places for the heaviest run of unused words, use it up, begin again. */
function tiledByHand(a: string, b: string): number {
  const [first, second] = [scriptWords(a), scriptWords(b)];
  const [usedFirst, usedSecond] = [new Set<number>(), new Set<number>()];
  const runAt = (i: number, j: number) => {
    let [words, weight] = [0, 0];
    for (;;) {
      const word = first[i + words];
      if (!word || word.text !== second[j + words]?.text || usedFirst.has(i + words) || usedSecond.has(j + words)) return { i, j, words, weight };
      weight += word.weight;
      words += 1;
    }
  };
  let covered = 0;
  for (;;) {
    let best = { i: 0, j: 0, words: 0, weight: 0 };
    for (const i of first.keys()) for (const j of second.keys()) {
      const run = runAt(i, j);
      if (run.weight > best.weight) best = run;
    }
    if (best.weight < 8) break;
    covered += best.weight;
    for (let step = 0; step < best.words; step += 1) {
      usedFirst.add(best.i + step);
      usedSecond.add(best.j + step);
    }
  }
  const total = [...first, ...second].reduce((sum, word) => sum + word.weight, 0);
  return total === 0 ? 0 : (2 * covered) / total;
}
