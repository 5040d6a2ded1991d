import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareScripts, prepareScript } from './script-similarity.ts';
import { findSimilarScripts, namedScript, nearestScripts } from './similar-scripts.ts';

const named = (texts: readonly string[], mustSay: readonly string[] = []) => texts.map((text, index) => ({ id: `${index}`, script: prepareScript(text, mustSay) }));

it('near-copies in a campaign are found, the most alike first', () => {
  const scripts = named([
    '早八通勤第一步就是它，质地像水一样上脸十秒成膜，一整天都不用补', '上周去海边只带了这一支，回来肤色没变，朋友都来问链接',
    '通勤第一步就是它，质地像水一样上脸十秒成膜，一整天都不用再补', '早八第一步就是它，质地像水一样上脸十秒成膜，真的好用',
  ]);
  const pairs = findSimilarScripts(scripts, 0.6);
  expect(pairs.map(({ first, second }) => [first, second])).toEqual([['0', '2'], ['2', '3'], ['0', '3']]);
  expect(pairs[0]?.similarity).toBeGreaterThan(0.9);
});

it('no pair that reaches the threshold is missed by looking at candidates only', () => {
  const script = fc.array(fc.constantFrom('防', '晒', '质', '地', '水', 'melts', 'in', 'fast'), { maxLength: 40 }).map((parts) => parts.join(' '));
  fc.assert(fc.property(fc.array(script, { maxLength: 6 }), fc.double({ min: 0.05, max: 1, noNaN: true }), (texts, from) => {
    const scripts = named(texts);
    const all = scripts.flatMap((first, index) => scripts.slice(index + 1)
      .filter((second) => compareScripts(first.script, second.script).similarity >= from).map((second) => `${first.id} ${second.id}`));
    expect(findSimilarScripts(scripts, from).map(({ first, second }) => `${first} ${second}`).toSorted()).toEqual(all.toSorted());
  }));
});

it('the nearest scripts of one are named with what they share, and neither a demanded claim nor the mark makes scripts alike', () => {
  const body = '【广告】早八通勤第一步就是它，质地像水一样，全程高倍防护';
  const others = ['【广告】全程高倍防护', `${body}！`, '早八通勤第一步就是它，别的不说'].map((text, index) => namedScript({ id: `${index}`, body: text, mustSay: ['全程高倍防护'] }));
  const near = nearestScripts(namedScript({ id: 'x', body, mustSay: ['全程高倍防护'] }).script, others, 5);
  expect(near.map(({ id, shared }) => [id, shared.length])).toEqual([['1', 1], ['2', 1]]);
  expect(near[0]?.similarity).toBe(1);
  expect(nearestScripts(namedScript({ id: 'x', body, mustSay: [] }).script, others, 1)).toHaveLength(1);
});
