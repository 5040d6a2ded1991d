import { API_OPERATIONS } from '#app/lib/api-operations.server.ts';
import { open } from '#app/lib/authorize.server.ts';
import { environment } from '#app/lib/env.server.ts';
import { openApiDocument } from '#app/lib/openapi.server.ts';

export const loader = open('says how to talk to the API, nothing about anybody', async ({ url }) =>
  Response.json(openApiDocument(API_OPERATIONS, environment().publicOrigin ?? url.origin)),
);
