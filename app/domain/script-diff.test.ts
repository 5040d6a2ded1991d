import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { diffTexts } from './script-diff.ts';

const shape = (before: string, after: string) => diffTexts(before, after).map(({ kind, text }) => `${{ same: '', removed: '-', added: '+' }[kind]}${text}`);

it('words and characters that changed are marked, and no more', () => {
  expect(shape('这支防晒医用级的肤感', '这支防晒的肤感清爽')).toEqual(['这支防晒', '-医用级', '的肤感', '+清爽']);
  expect(shape('It melts in fast.', 'It sinks in very fast.')).toEqual(['It ', '-melts', '+sinks', ' in', '+ very', ' fast.']);
  expect(shape('第一句。\n第二句。', '第一句。\n\n第二句。')).toEqual(['第一句。\n', '+\n', '第二句。']);
  expect(shape('', '新')).toEqual(['+新']);
  expect(shape('旧', '')).toEqual(['-旧']);
  expect(shape('', '')).toEqual([]);
  expect(shape('同', '同')).toEqual(['同']);
});

const text = fc.array(fc.constantFrom('防', '晒', 'melts', 'in', ' ', '，', '\n', '👍', '50'), { maxLength: 40 }).map((parts) => parts.join(''));

it('both texts can be read back, and neighbours are never of one kind', () => {
  fc.assert(fc.property(text, text, (before, after) => {
    const segments = diffTexts(before, after);
    expect(segments.filter(({ kind }) => kind !== 'added').map((segment) => segment.text).join('')).toBe(before);
    expect(segments.filter(({ kind }) => kind !== 'removed').map((segment) => segment.text).join('')).toBe(after);
    for (const [index, segment] of segments.entries()) expect(segment.kind).not.toBe(segments[index + 1]?.kind);
    if (before === after) expect(segments.every(({ kind }) => kind === 'same')).toBe(true);
  }));
});
