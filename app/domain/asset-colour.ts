/** Colours that pictures are found by. */
export const ASSET_COLOURS = ['red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple', 'pink', 'brown', 'black', 'grey', 'white'] as const;
export type AssetColour = (typeof ASSET_COLOURS)[number];

/** Degrees of hue from which a strong colour has its name, the last first. */
const HUES: readonly (readonly [number, AssetColour])[] = [[340, 'red'], [290, 'pink'], [260, 'purple'], [195, 'blue'], [165, 'teal'], [70, 'green'], [45, 'yellow'], [15, 'orange']];

/** The name of a colour of 0-255 parts, as people would say it: black, grey and white first, then by hue; dark orange is brown, light red pink. */
export function colourName(red: number, green: number, blue: number): AssetColour {
  const largest = Math.max(red, green, blue);
  const smallest = Math.min(red, green, blue);
  const lightness = (largest + smallest) / 510;
  const spread = (largest - smallest) / 255;
  if (lightness < 0.12) return 'black';
  if (lightness > 0.9) return 'white';
  if (spread < 0.12) return lightness > 0.8 ? 'white' : 'grey';
  const hue = hueOf(red, green, blue, largest, largest - smallest);
  // What is orange in the light is brown in the dark; what is red is pink when it is light.
  if (hue >= 8 && hue < 60 && lightness < 0.42 && spread < 0.55) return 'brown';
  if ((hue < 15 || hue >= 340) && lightness > 0.7) return 'pink';
  return HUES.find(([from]) => hue >= from)?.[1] ?? 'red';
}

function hueOf(red: number, green: number, blue: number, largest: number, spread: number): number {
  const sixth = largest === red ? (green - blue) / spread : largest === green ? 2 + (blue - red) / spread : 4 + (red - green) / spread;
  return (sixth * 60 + 360) % 360;
}
