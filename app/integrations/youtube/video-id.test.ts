import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { videoIdOf } from './video-id.ts';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'];
const anId = fc.array(fc.constantFrom(...letters), { minLength: 11, maxLength: 11 }).map((picked) => picked.join(''));
const aHost = fc.constantFrom('youtube.com', 'www.youtube.com', 'm.youtube.com', 'music.youtube.com', 'WWW.YouTube.com', 'www.youtube-nocookie.com');
const parameters = fc.array(fc.constantFrom('t=42s', 'si=AbC_-1', 'list=PLx', 'feature=share', 'pp=ygU%3D', 'utm_source=x', 'v2=abcdefghijk'), { maxLength: 4 });
const behind = fc.tuple(parameters, fc.constantFrom('', '#comments', '#t=10')).map(([pairs, hash]) => ({ pairs, hash }));

test('every form of an address gives the video it shows, whatever stands behind it', () => {
  const form = fc.constantFrom('watch', 'watch-late', 'shorts', 'live', 'embed', 'v', 'short-host');
  fc.assert(fc.property(anId, aHost, form, behind, fc.constantFrom('http', 'https'), (id, host, shape, { pairs, hash }, scheme) => {
    const query = (all: readonly string[]) => (all.length > 0 ? `?${all.join('&')}` : '');
    const address = {
      'watch': `${scheme}://${host}/watch${query([`v=${id}`, ...pairs])}${hash}`,
      'watch-late': `${scheme}://${host}/watch${query([...pairs, `v=${id}`])}${hash}`,
      'shorts': `${scheme}://${host}/shorts/${id}${query(pairs)}${hash}`,
      'live': `${scheme}://${host}/live/${id}/${query(pairs)}${hash}`,
      'embed': `${scheme}://${host}/embed/${id}${query(pairs)}${hash}`,
      'v': `${scheme}://${host}/v/${id}${query(pairs)}${hash}`,
      'short-host': `${scheme}://youtu.be/${id}${query(pairs)}${hash}`,
    }[shape];
    expect(videoIdOf(address)).toBe(id);
  }));
});

test('no text whatever makes an id that is none', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl({ withQueryParameters: true }), fc.string().map((tail) => `https://www.youtube.com/${tail}`)), (text) => {
    const id = videoIdOf(text);
    expect(id === null || /^[\w-]{11}$/.test(id)).toBe(true);
  }));
});

test.each([
  'https://www.youtube.com/@creator', 'https://www.youtube.com/channel/UC1234567890', 'https://www.youtube.com/playlist?list=PLabcdefghijk', 'https://www.youtube.com/watch?v=',
  'https://www.youtube.com/watch?v=too-long-to-be-one', 'https://www.youtube.com/shorts/', 'https://youtu.be/', 'https://youtu.be/a/b', 'https://notyoutube.com/watch?v=abcdefghijk',
  'https://youtube.com.evil.example/watch?v=abcdefghijk', 'https://evil.example/youtu.be/abcdefghijk', 'ftp://youtube.com/watch?v=abcdefghijk', 'abcdefghijk', '',
])('%s shows no video', (address) => {
  expect(videoIdOf(address)).toBeNull();
});
