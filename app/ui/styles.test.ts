import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./styles.css', import.meta.url), 'utf8');
const tokens = new Map([...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name, { light, dark }]));

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function contrastOf(front: string, back: string, theme: 'light' | 'dark'): number {
  const a = tokens.get(front)?.[theme];
  const b = tokens.get(back)?.[theme];
  if (!a || !b) throw new Error(`token --${a ? back : front} is missing or not written as light-dark(#rrggbb, #rrggbb)`);
  return contrast(a, b);
}

const GROUNDS = ['canvas', 'surface', 'sunken', 'hover'];
const LIGHTS = ['red', 'amber', 'green', 'star', 'grey'];

const text: [string, string][] = [
  ...['text', 'muted', 'accent'].flatMap((front) => GROUNDS.map((back): [string, string] => [front, back])),
  ...LIGHTS.flatMap((light) => ['surface', 'canvas', 'hover', `${light}-soft`].map((back): [string, string] => [light, back])),
  ...LIGHTS.map((light): [string, string] => ['text', `${light}-soft`]),
  ['accent', 'accent-soft'], ['text', 'accent-soft'], ['muted', 'accent-soft'],
  ['on-solid', 'accent-solid'], ['on-solid', 'accent-hover'], ['on-solid', 'danger-solid'], ['on-solid', 'danger-hover'],
];
const marks: [string, string][] = [
  ...LIGHTS.map((light): [string, string] => [`${light}-mark`, 'surface']),
  ...['series-1', 'series-2', 'series-3', 'line-strong', 'focus', 'accent-solid'].map((front): [string, string] => [front, 'surface']),
  ['focus', 'canvas'],
];

test.each(['light', 'dark'] as const)('text on its ground has a contrast of 4.5 or more in the %s theme', (theme) => {
  expect(text.map(([front, back]) => [front, back, contrastOf(front, back, theme)] as const).filter(([, , ratio]) => ratio < 4.5)).toEqual([]);
});

test.each(['light', 'dark'] as const)('marks, borders of controls and the focus ring have a contrast of 3 or more in the %s theme', (theme) => {
  expect(marks.map(([front, back]) => [front, back, contrastOf(front, back, theme)] as const).filter(([, , ratio]) => ratio < 3)).toEqual([]);
});

test('whoever asks the system for less motion, for its own colours or for paper gets a style for it', () => {
  const paper = readFileSync(new URL('./print.css', import.meta.url), 'utf8');
  expect(paper).toMatch(/@media \(prefers-reduced-motion: reduce\)[^]*transition: none/);
  expect(paper).toMatch(/@media \(forced-colors: active\)/);
  expect(paper).toMatch(/thead \{ display: table-header-group/);
});

test('every colour of the theme is a token with a light and a dark half', () => {
  const used = [...css.matchAll(/--color-[\w-]+: var\(--([\w-]+)\)/g)].map(([, name]) => name);
  expect(used.filter((name) => name === undefined || !tokens.has(name))).toEqual([]);
});
