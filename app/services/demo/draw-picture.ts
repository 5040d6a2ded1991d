import { crc32, deflateSync } from 'node:zlib';

/** What is drawn: a product on a table before a wall, told apart by colours and shape. */
export interface DemoPicture {
  readonly width: number;
  readonly height: number;
  /** Red, green, blue from 0 to 255. */
  readonly wall: Colour;
  readonly table: Colour;
  readonly product: Colour;
  readonly shape: 'bottle' | 'tube' | 'jar';
  /** Where the product stands, 0 (left) to 1. */
  readonly at: number;
  readonly sun: { readonly x: number; readonly y: number; readonly radius: number };
  /** Added to every channel. */
  readonly brightness?: number;
}

type Colour = readonly [number, number, number];

/** Half width and height of a shape's parts as shares of the picture's width: the body, then the cap above it. */
const SHAPES: Record<DemoPicture['shape'], { readonly body: readonly [number, number]; readonly cap: readonly [number, number]; readonly round: number }> = {
  bottle: { body: [0.11, 0.24], cap: [0.04, 0.07], round: 0.05 },
  tube: { body: [0.09, 0.29], cap: [0.09, 0.035], round: 0.03 },
  jar: { body: [0.18, 0.12], cap: [0.185, 0.04], round: 0.04 },
};

/** Draws a made-up product photograph as a PNG, without any library: nothing in the demo is anybody's picture. */
export function drawPicture(picture: DemoPicture): Buffer {
  const { width, height } = picture;
  const rows = Buffer.alloc(height * (width * 3 + 1));
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const colour = colourAt(picture, x / width, y / width);
      const place = y * (width * 3 + 1) + 1 + x * 3;
      for (let channel = 0; channel < 3; channel += 1) rows[place + channel] = Math.max(0, Math.min(255, Math.round((colour[channel] ?? 0) + (picture.brightness ?? 0))));
    }
  }
  return png(width, height, rows);
}

/** `x` and `y` as shares of the width. */
function colourAt(picture: DemoPicture, x: number, y: number): Colour {
  const tall = picture.height / picture.width;
  const horizon = tall * 0.68;
  const floor = tall * 0.84;
  let colour: Colour = y < horizon ? lighter(picture.wall, (1 - y / horizon) * 0.35) : lighter(picture.table, ((y - horizon) / (tall - horizon)) * 0.25);
  const sun = Math.hypot(x - picture.sun.x, y - picture.sun.y * tall);
  if (y < horizon) colour = mixed(colour, [255, 250, 238], 0.75 * edge(picture.sun.radius - sun));
  const shadow = Math.hypot((x - picture.at - 0.03) / 0.24, (y - floor) / 0.035);
  colour = mixed(colour, [40, 36, 44], 0.35 * Math.max(0, 1 - shadow));
  const { body, cap, round } = SHAPES[picture.shape];
  const bodyY = floor - body[1];
  const side = (x - picture.at) / body[0];
  const shade = (of: Colour) => lighter(mixed(of, [30, 28, 40], 0.3 * Math.max(0, side)), 0.55 * Math.exp(-((side + 0.45) ** 2) * 14));
  colour = mixed(colour, shade(lighter(picture.product, 0.6)), edge(-box(x - picture.at, y - (bodyY - body[1] - cap[1]), cap, 0.012)));
  colour = mixed(colour, shade(picture.product), edge(-box(x - picture.at, y - bodyY, body, round)));
  return mixed(colour, lighter(picture.product, 0.82), edge(-box(x - picture.at, y - bodyY, [body[0] * 0.62, body[1] * 0.3], 0.008)));
}

/** Distance to a rounded box around the origin; below 0 inside. */
function box(x: number, y: number, [halfWidth, halfHeight]: readonly [number, number], round: number): number {
  const [dx, dy] = [Math.abs(x) - halfWidth + round, Math.abs(y) - halfHeight + round];
  return Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) + Math.min(Math.max(dx, dy), 0) - round;
}

/** 0 outside, 1 inside, soft over a pixel or two. */
const edge = (depth: number) => Math.max(0, Math.min(1, depth * 300 + 0.5));
const mixed = (a: Colour, b: Colour, share: number): Colour => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
const lighter = (colour: Colour, share: number): Colour => mixed(colour, [255, 255, 255], share);

function png(width: number, height: number, rows: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8); // 8 bits a channel, three channels
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 3 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  out.set(body, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}

/** A second of two notes as a WAV. */
export function ringTone(): Buffer {
  const rate = 8_000;
  const samples = Buffer.alloc(rate * 2);
  for (let index = 0; index < rate; index += 1) {
    const pitch = index < rate / 2 ? 660 : 880;
    samples.writeInt16LE(Math.round(9_000 * Math.sin((2 * Math.PI * pitch * index) / rate) * Math.exp(-(index % (rate / 2)) / 1_500)), index * 2);
  }
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(36 + samples.length, 4);
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(samples.length, 40);
  return Buffer.concat([head, samples]);
}
