import { open } from '#app/lib/authorize.server.ts';
import { problem } from '#app/lib/problem.server.ts';

const nothingHere = open('tells programs in their own form that an address does not exist', async ({ url }) =>
  problem(404, `There is nothing at ${url.pathname}; /api/v1/openapi.json lists what there is`),
);

export const loader = nothingHere;
export const action = nothingHere;
