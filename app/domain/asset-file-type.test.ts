import { expect, test } from 'vitest';
import { markupIn, nameFits } from './asset-file-type.ts';

test.each([
  ['a.jpg', true], ['a.JPEG', true], ['网红.jpg', true], ['a', true], ['a.', true], ['a.b.c.jpg', true], ['../../x.jpg', true], ['v1.2 final version', true], ['a.png', false], ['a.jpg.exe', false],
  ['a.exe.jpg', false], ['a.html.jpg', false], ['a.svg', false], ['a.pHp.jpg', false], ['a.js', false],
] as const)('%j before a picture: %s', (name, fits) => {
  expect(nameFits(name, 'image/jpeg')).toBe(fits);
});

test.each([
  ['plain words < 3 & more', null], ['<b>bold</b>', null], ['<HTML>', 'html'], ['< script src=x>', 'html'], ['<!DOCTYPE html>', 'html'], ['<?xml version="1.0"?><svg/>', 'svg'], ['<svg onload=x>', 'svg'], ['<?xml?><note/>', 'html'],
] as const)('%j is %s', (text, found) => {
  expect(markupIn(text)).toBe(found);
});
