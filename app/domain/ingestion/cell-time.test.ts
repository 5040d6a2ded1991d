import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay, readInstant } from './cell-time.ts';

const shanghai = { zone: 'Asia/Shanghai' };

describe('days', () => {
  test.each([
    '2026-07-02', '2026/7/2', '2026.7.2', '2026年7月2日', '2026 年 7 月 2 日', '2026年7月2号', '20260702', '２０２６－０７－０２',
    '2026-07-02 23:59:59', '2026-07-01T16:00:00Z', '2 Jul 2026', '2-Jul-2026', 'Jul 2, 2026', 'July 2nd, 2026', '46205', 46_205, 46_205.75, new Date('2026-07-02T10:00:00Z'),
  ])('%j is 2 July 2026', (cell) => {
    expect(readDay(cell, shanghai)).toEqual({ ok: true, value: '2026-07-02' });
  });

  test.each([
    ['03/04/2026', 'ambiguous_date'], ['3-4-2026', 'ambiguous_date'], ['03.04.2026 10:00', 'ambiguous_date'], ['03/04/26', 'ambiguous_date'],
    ['2026-02-30', 'not_a_date'], ['2026-13-01', 'not_a_date'], ['31/31/2026', 'not_a_date'], ['2026-7/2', 'not_a_date'], ['7月2日', 'not_a_date'], ['Foo 2, 2026', 'not_a_date'],
    ['2026-07-02 25:00', 'not_a_date'], ['2026-07-02 10:60', 'not_a_date'], ['2026-07-02 10:00:60', 'not_a_date'], ['2026-07-02 noon', 'not_a_date'],
    ['2026-07-02 13:00 pm', 'not_a_date'], ['2026-07-02 10:00 +15:00', 'not_a_date'], ['2026-07-02 10:00 +08:75', 'not_a_date'],
    ['1969-12-31', 'out_of_range'], ['2200-01-01', 'out_of_range'], ['0000-01-01', 'not_a_date'], ['0099-01-01', 'not_a_date'],
    ['tomorrow', 'not_a_date'], ['=TODAY()', 'not_a_date'], ['\0', 'not_a_date'], ['9'.repeat(100_000), 'not_a_date'], ['29999', 'not_a_date'], [12, 'not_a_date'],
    [Number.NaN, 'not_a_date'], [new Date(Number.NaN), 'not_a_date'],
  ])('case %#: %j is refused', (cell, code) => {
    expect(readDay(cell, shanghai)).toMatchObject({ ok: false, code });
  });

  test('day and month in either order are read where only one order is possible, or both agree', () => {
    expect(readDay('25/12/2026', shanghai)).toEqual({ ok: true, value: '2026-12-25' });
    expect(readDay('12/25/2026', shanghai)).toEqual({ ok: true, value: '2026-12-25' });
    expect(readDay('04/04/2026', shanghai)).toEqual({ ok: true, value: '2026-04-04' });
  });

  test('an order set for the import settles ambiguous dates', () => {
    expect(readDay('03/04/2026', { ...shanghai, dateOrder: 'dmy' })).toEqual({ ok: true, value: '2026-04-03' });
    expect(readDay('03/04/2026', { ...shanghai, dateOrder: 'mdy' })).toEqual({ ok: true, value: '2026-03-04' });
    expect(readDay('25/12/2026', { ...shanghai, dateOrder: 'mdy' })).toMatchObject({ ok: false, code: 'not_a_date' });
  });

  test('every day is read back from every way of writing it', () => {
    const days = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(fc.property(days, (day) => {
      const [year, month, date] = day.split('-').map(Number);
      const serial = (Date.parse(day) - Date.UTC(1899, 11, 30)) / 86_400_000;
      for (const cell of [day, `${year}/${month}/${date}`, `${year}年${month}月${date}日`, day.replaceAll('-', ''), serial, new Date(day)]) {
        expect(readDay(cell, shanghai)).toEqual({ ok: true, value: day });
      }
    }));
  });
});

describe('instants', () => {
  test.each([
    '2026-07-02T10:00:00+08:00', '2026-07-02 10:00:00 +0800', '2026-07-02T02:00:00Z', '2026-07-02T02:00:00.000Z', '2026-07-02 02:00 UTC', '2026-07-02 10:00 GMT+8',
    '2026-07-01 22:00:00 -0400', '2026-07-02 10:00', '2026/7/2 10:00:00', '2026年7月2日 10:00', '2026年7月2日10时00分', '2026年7月2日10点', '2026-07-02 上午10:00', '2026-07-02 10:00 AM',
    'Jul 2, 2026 10:00 am', '1782957600', 1_782_957_600, '1782957600000', new Date('2026-07-02T10:00:00Z'), 46_205 + 10 / 24,
  ])('%j is 10 o’clock in Shanghai', (cell) => {
    expect(readInstant(cell, shanghai)).toEqual({ ok: true, value: new Date('2026-07-02T02:00:00Z') });
  });

  test.each([['2026-07-02 下午3:04', '07:04'], ['2026-07-02 3:04 p.m.', '07:04'], ['2026-07-02 12:30 AM', '-1 16:30'], ['2026-07-02 12:30 PM', '04:30'], ['2026-07-02 下午15:04', '07:04']])(
    '%j counts the half of the day',
    (cell, utc) => {
      const expected = utc.startsWith('-1') ? `2026-07-01T${utc.slice(3)}:00Z` : `2026-07-02T${utc}:00Z`;
      expect(readInstant(cell, shanghai)).toEqual({ ok: true, value: new Date(expected) });
    },
  );

  test('a day is its first moment in the zone, fractions of a second are kept', () => {
    expect(readInstant('2026-07-02', shanghai)).toEqual({ ok: true, value: new Date('2026-07-01T16:00:00Z') });
    expect(readInstant('2026-07-02T10:00:00.5+08:00', shanghai)).toEqual({ ok: true, value: new Date('2026-07-02T02:00:00.500Z') });
  });

  test('a clock reading in the gap of summer time is the first instant after it', () => {
    expect(readInstant('2026-03-29 02:30', { zone: 'Europe/Berlin' })).toEqual({ ok: true, value: new Date('2026-03-29T01:30:00Z') });
  });

  test('03/04/2026 is not guessed', () => {
    expect(readInstant('03/04/2026 10:00', shanghai)).toMatchObject({ ok: false, code: 'ambiguous_date', expectation: expect.stringContaining('2026-07-02') });
  });

  test('every instant is read back from ISO and from Shopify’s form', () => {
    fc.assert(fc.property(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-12-31'), noInvalidDate: true }), fc.integer({ min: -56, max: 56 }), (date, quarters) => {
      expect(readInstant(date.toISOString(), shanghai)).toEqual({ ok: true, value: date });
      const minutes = Math.abs(quarters) * 15;
      const offset = `${quarters < 0 ? '-' : '+'}${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
      const wall = new Date(Math.floor(date.getTime() / 1000) * 1000 + quarters * 900_000).toISOString();
      const shopify = `${wall.slice(0, 10)} ${wall.slice(11, 19)} ${offset}`;
      expect(readInstant(shopify, shanghai)).toEqual({ ok: true, value: new Date(Math.floor(date.getTime() / 1000) * 1000) });
    }));
  });

  test('any text gets an answer', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof readInstant(text, shanghai).ok === 'boolean'));
  });
});
