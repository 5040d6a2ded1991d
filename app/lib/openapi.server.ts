import * as z from 'zod';
import { MAX_BATCH } from '#app/domain/ingestion/api-fields.ts';
import type { JsonObject } from '#app/domain/json.ts';
import type { TokenScope } from '#app/domain/permission.ts';

/** One method of one path of the API, told with the schemas that check it. */
export interface ApiOperation {
  readonly method: 'get' | 'post';
  /** With `{name}` for parameters of the path. */
  readonly path: `/api/v1/${string}`;
  readonly operationId: string;
  readonly summary: string;
  readonly scope: TokenScope;
  /** Parameters after the `?`, as an object schema. */
  readonly query?: z.ZodObject;
  /** What the body holds. `batchOf` describes a batch of such items instead. */
  readonly body?: z.ZodType;
  readonly batchOf?: z.ZodType;
  /** What a 200 holds. */
  readonly answer: z.ZodType;
}

const problemSchema = z.object({
  type: z.string(), title: z.string(), status: z.int(), detail: z.string(),
  errors: z.array(z.object({ index: z.int().optional(), field: z.string(), code: z.string(), value: z.string().optional(), message: z.string() })).optional(),
});

/** The OpenAPI 3.1 document of some operations, made from the schemas that validate: what it says is what is checked. */
export function openApiDocument(operations: readonly ApiOperation[], origin: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describe(operation) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'KOL Matrix', version: '1', description: 'Amounts are decimal strings in major units with a currency, instants ISO 8601 with offset, ids opaque strings.' },
    servers: [{ url: origin }],
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: schemaOf(problemSchema, 'output') },
    },
  };
}

function describe(operation: ApiOperation): JsonObject {
  const body = operation.batchOf ? batchSchema(operation.batchOf) : operation.body ? schemaOf(operation.body, 'input') : null;
  return {
    operationId: operation.operationId,
    summary: operation.summary,
    description: `Scope: ${operation.scope}.`,
    security: [{ token: [operation.scope] }],
    parameters: [...pathParameters(operation.path), ...queryParameters(operation), ...(operation.batchOf ? BATCH_PARAMETERS : [])],
    ...(body ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } } : {}),
    responses: {
      200: { description: 'Done', content: { 'application/json': { schema: schemaOf(operation.answer, 'output') } } },
      ...Object.fromEntries(refusals(operation).map(([status, description]) => [status, { description, content: PROBLEM }])),
    },
  };
}

const PROBLEM: JsonObject = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

const BATCH_PARAMETERS: JsonObject[] = [
  { name: 'partial', in: 'query', description: 'true: store the good items and list the rejected ones', schema: { type: 'boolean', default: false } },
  { name: 'Idempotency-Key', in: 'header', description: 'A repetition under the same key gets the first answer again', schema: { type: 'string', maxLength: 255 } },
];

function refusals(operation: ApiOperation): [number, string][] {
  const always: [number, string][] = [[401, 'No valid token'], [403, 'The token lacks the scope']];
  if (operation.path.includes('{')) always.push([404, 'There is no such thing']);
  if (operation.batchOf) always.push([409, 'A request with this Idempotency-Key is still running']);
  return operation.method === 'post' ? [...always, [422, 'What is wrong, item by item; nothing was stored']] : [...always, [422, 'A parameter is wrong']];
}

/** A batch is an array, or an object that holds it under `items`. */
function batchSchema(item: z.ZodType): JsonObject {
  const items: JsonObject = { type: 'array', maxItems: MAX_BATCH, items: schemaOf(item, 'input') };
  return { oneOf: [items, { type: 'object', properties: { items }, required: ['items'], additionalProperties: false }] };
}

function pathParameters(path: string): JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({ name: name ?? '', in: 'path', required: true, schema: { type: 'string' } }));
}

function queryParameters({ query }: ApiOperation): JsonObject[] {
  if (!query) return [];
  return Object.entries(query.shape).map(([name, schema]) => {
    const field = z.toJSONSchema(z.object({ [name]: schema }), { io: 'input', unrepresentable: 'any' });
    const described = field.properties?.[name];
    return { name, in: 'query', required: field.required?.includes(name) ?? false, schema: typeof described === 'object' ? plain(described) : {} };
  });
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return plain(rest);
}

/** As it reads in JSON. */
function plain(value: object): JsonObject {
  const parsed: JsonObject = JSON.parse(JSON.stringify(value));
  return parsed;
}
