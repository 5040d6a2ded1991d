import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ASSET_COLOURS, colourName } from './asset-colour.ts';

it.each([
  [0, 0, 0, 'black'], [20, 22, 25, 'black'], [255, 255, 255, 'white'], [240, 238, 235, 'white'], [215, 212, 208, 'white'], [128, 128, 128, 'grey'], [190, 188, 186, 'grey'],
  [220, 20, 30, 'red'], [250, 140, 20, 'orange'], [245, 220, 40, 'yellow'], [40, 160, 60, 'green'], [20, 170, 170, 'teal'], [30, 80, 200, 'blue'], [120, 40, 190, 'purple'],
  [230, 60, 150, 'pink'], [250, 180, 190, 'pink'], [120, 75, 45, 'brown'], [90, 50, 30, 'brown'], [200, 10, 90, 'pink'], [230, 20, 40, 'red'],
] as const)('%s, %s, %s is %s', (red, green, blue, name) => {
  expect(colourName(red, green, blue)).toBe(name);
});

it('every colour has a name, and each name is some colour', () => {
  const part = fc.integer({ min: 0, max: 255 });
  fc.assert(fc.property(part, part, part, (red, green, blue) => ASSET_COLOURS.includes(colourName(red, green, blue))));
  const seen = new Set<string>();
  for (let red = 0; red < 256; red += 15) for (let green = 0; green < 256; green += 15) for (let blue = 0; blue < 256; blue += 15) seen.add(colourName(red, green, blue));
  expect([...seen].toSorted()).toEqual(ASSET_COLOURS.toSorted());
});
