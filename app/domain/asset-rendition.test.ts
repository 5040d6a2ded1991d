import { expect, it } from 'vitest';
import { readRendition, RENDITION_CROP_NAMES, RENDITION_FORMATS, RENDITION_SIZES } from './asset-rendition.ts';

it('each size, shape and format has a name that reads back', () => {
  for (const size of RENDITION_SIZES) for (const crop of RENDITION_CROP_NAMES) for (const format of RENDITION_FORMATS) expect(readRendition(`${size}-${crop}-${format}`)).toEqual({ size, crop, format });
  expect(readRendition('original')).toBe('original');
});
it.each(['', '1024', '1024-square', '1024-square-gif', '1025-square-jpeg', '1024-round-jpeg', '1024-square-jpeg-x', '01024-square-jpeg', '1024-SQUARE-jpeg'])('%j is none', (text) => {
  expect(readRendition(text)).toBeNull();
});
