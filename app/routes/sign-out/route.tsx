import { open } from '#app/lib/authorize.server.ts';
import { paths } from '#app/lib/paths.ts';
import { seeOther } from '#app/lib/redirect.server.ts';
import { endSession } from '#app/lib/session.server.ts';

export const action = open('ending a session needs no permission', async ({ request }) =>
  seeOther(paths.signIn(), { 'set-cookie': await endSession(request) }),
);

export const loader = open('an old link to here leads to the sign-in page', async () => seeOther(paths.signIn()));
