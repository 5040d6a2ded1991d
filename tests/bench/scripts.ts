import { findSimilarScripts, namedScript } from '#app/domain/similar-scripts.ts';
import type { BenchLine } from './line.ts';
import { median } from './line.ts';

const SCRIPTS = 50;
const CHARACTERS = 3_000;

/** A campaign's scripts, each compared with each as the sameness page does: once mostly different, once all copies of one with three in a hundred characters changed. */
export const scriptsLine: BenchLine = {
  name: 'scripts',
  measure: async (bench) => {
    const draw = generator(7);
    const worlds = { 'mostly different': someScripts(draw), 'all near-copies': nearCopies(draw) };
    const figures = [];
    for (const [name, texts] of Object.entries(worlds)) {
      bench.progress(`scripts: ${name}`);
      const times = Array.from({ length: bench.quick ? 3 : Math.max(5, bench.rounds) }, () => {
        const before = process.cpuUsage();
        const pairs = findSimilarScripts(texts.map((body, index) => namedScript({ id: String(index), body, mustSay: ['全程高倍防护'] })), 0);
        const used = process.cpuUsage(before);
        if (name === 'all near-copies' && pairs.length !== (SCRIPTS * (SCRIPTS - 1)) / 2) throw new Error(`${pairs.length} pairs of near-copies were found`);
        return (used.user + used.system) / 1_000;
      });
      figures.push({
        figure: `scripts: ${SCRIPTS} of ${CHARACTERS} characters each with each, ${name}`, value: median(times), unit: 'CPU ms', reference: null, ratio: null,
        demanded: { of: 'value' as const, bound: 'at most' as const, limit: 1_000 },
      });
    }
    return figures;
  },
};

type Draw = () => number;

function generator(seed: number): Draw {
  let state = seed;
  return () => (state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff) / 0x80000000;
}

/** Text with the uneven frequencies of a language: common characters, and phrases that many use. */
function someScripts(draw: Draw): string[] {
  const characters = Array.from({ length: 1_500 }, (_, index) => String.fromCharCode(0x4e00 + index * 7));
  const some = (count: number) => Array.from({ length: count }, () => characters[Math.floor(draw() * draw() * characters.length)]).join('');
  const phrases = Array.from({ length: 600 }, () => some(3 + Math.floor(draw() * 8)));
  return Array.from({ length: SCRIPTS }, () => {
    let text = '';
    while (text.length < CHARACTERS) text += `${draw() < 0.5 ? phrases[Math.floor(draw() * phrases.length)] : some(8)}，`;
    return text.slice(0, CHARACTERS);
  });
}

function nearCopies(draw: Draw): string[] {
  const [first = ''] = someScripts(draw);
  return Array.from({ length: SCRIPTS }, () => [...first].map((sign) => (draw() < 0.03 ? String.fromCharCode(0x4e00 + Math.floor(draw() * 9_000)) : sign)).join(''));
}
