import { describe, expect, test } from 'vitest';
import { buyerToken, hashInToken } from './buyer-token.ts';
import { cleanCell } from './cell-text.ts';
import { REJECT_REASON_HEADING, rejectedCells, rejectHeaderRows, returnedCell } from './reject-file.ts';

const row = { line: 7, cells: ['a'], editedCells: null, isSkipped: false, problems: [{ column: 'name', code: 'required', message: 'needs a name' }] };

describe('a file of rejected rows', () => {
  test('has the reasons in a last column under a heading that is known again', () => {
    expect(rejectHeaderRows([['Report'], ['name', 'handle']])).toEqual([['Report'], ['name', 'handle', REJECT_REASON_HEADING]]);
    expect(rejectedCells(row, [['Report'], ['name', 'handle']])).toEqual(['a', '', 'line 7, name: needs a name [required]']);
  });

  test('given back once more has it once', () => {
    const headers = [['name', REJECT_REASON_HEADING]];
    expect(rejectHeaderRows(headers)).toEqual(headers);
    expect(rejectedCells({ ...row, cells: ['a', 'line 3: old'] }, headers)).toEqual(['a', 'line 7, name: needs a name [required]']);
  });

  test('says what a person did, and which rows only go with another', () => {
    expect(rejectedCells({ ...row, editedCells: ['b'] }, [['name']])).toEqual(['b', 'line 7, name: needs a name [required]']);
    expect(rejectedCells({ ...row, isSkipped: true }, [['name']])).toEqual(['a', 'line 7: left out by hand']);
    expect(rejectedCells({ ...row, problems: [] }, [['name']])[1]).toContain('belongs to an order');
    expect(rejectedCells({ ...row, problems: [{ column: '', code: 'row_too_wide', message: 'too wide' }] }, [['name']])[1]).toBe('line 7: too wide [row_too_wide]');
  });

  test('computes nothing, and reads the same when it comes back', () => {
    for (const text of ['=1+1', '+86', '-5', '@lily', "'=x", '\t=cmd', 'plain', '="1+cmd|x"']) {
      expect(/^[=+\-@\t]/.test(returnedCell(text))).toBe(false);
      expect(cleanCell(returnedCell(text))).toBe(text);
    }
    for (const text of ['="6921234567890123456"', '\t4400000000000000001']) expect(returnedCell(text)).toBe(text);
  });

  test('names a buyer by a hash that is read again, and takes nothing else for one', () => {
    const hash = 'ab'.repeat(32);
    expect(hashInToken(buyerToken(hash))).toBe(hash);
    expect(['buyer:abc', `Buyer:${hash}`, hash, `buyer:${hash}0`].map(hashInToken)).toEqual([null, null, null, null]);
  });
});
