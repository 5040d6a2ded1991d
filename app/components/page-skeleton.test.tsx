import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { paths } from '#app/lib/paths.ts';
import PageSkeleton, { shapeOf } from './page-skeleton.tsx';

test.each([
  { pathname: paths.dashboard(), shape: 'overview' },
  { pathname: paths.kols(), shape: 'list' },
  { pathname: paths.audit(), shape: 'list' },
  { pathname: paths.kol({ kolId: '1' }), shape: 'record' },
  { pathname: '/nowhere', shape: 'record' },
])('the shape of $pathname is that of a $shape', ({ pathname, shape }) => {
  expect(shapeOf(pathname)).toBe(shape);
});

test('it is for the eye only: the words stand in the line of progress', () => {
  expect(renderToStaticMarkup(<PageSkeleton pathname={paths.kols()} />)).toMatch(/^<div [^>]*aria-hidden="true" data-skeleton="list"/);
});
