import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AnyContractRouter, isContractProcedure } from '@orpc/contract';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { type AnyRouter, implement, ORPCError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { CONTRACT_VERSION, contract, type ProcedureMeta } from '../../shared/contract/index.ts';
import type { EngineClient, EngineClients } from '../supervision/engine-client.ts';
import type { Supervisor } from '../supervision/supervisor.ts';
import type { Caller } from './access.ts';
import { askEngine } from './forwarded-call.ts';

/** The largest body of a request. */
const MOST_BODY_BYTES = 256 * 1024;

interface RestContext {
  readonly caller: Caller;
}

export interface RestCall {
  readonly caller: Caller;
  readonly isStream: boolean;
}

type Procedure = (input: unknown, options: { readonly signal: AbortSignal | undefined }) => Promise<unknown>;

/**
 * The contract over HTTP: every procedure of it, and nothing else. Each call is passed on to the engine, which checks and answers it like any
 * other caller's.
 */
export class RestDoor {
  readonly #handler: OpenAPIHandler<RestContext>;
  #document: Promise<unknown> | null = null;

  constructor(supervisor: Supervisor, clients: EngineClients) {
    const forward: Forward = async ({ path, input, signal, context, meta }) => {
      if (supervisor.state.kind !== 'ready') {
        throw new ORPCError('UNAVAILABLE', {
          status: 503,
          message: 'The engine is starting again; try in a moment.',
          data: { code: 'engine-not-ready' },
        });
      }
      const { caller } = context;
      if (meta.delivery === undefined) {
        const client = clients.client(caller.scope);
        return await askEngine(supervisor, { meta, input, signal, ask: (named) => procedureAt(client, path)(named, { signal }) });
      }
      const open = async (client: EngineClient): Promise<AsyncIterable<unknown>> =>
        (await procedureAt(client, path)(input, { signal })) as AsyncIterable<unknown>;
      return await askEngine(supervisor, { meta, input, signal, ask: () => clients.stream({ caller, signal, ask: open }) });
    };
    const router = forwardingRouter(implement(contract).$context<RestContext>(), contract, forward);
    this.#handler = new OpenAPIHandler(router, { plugins: [new BodyLimitPlugin({ maxBodySize: MOST_BODY_BYTES })] });
  }

  /** Answers a request below `/api`; returns false when no procedure has that path. HEAD is answered as GET, without the content. */
  async answer(request: IncomingMessage, response: ServerResponse, { caller, isStream }: RestCall): Promise<boolean> {
    if (request.method === 'HEAD') {
      if (isStream) {
        // A stream has no end that could be waited for, and nothing of it would be sent.
        response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).end();
        return true;
      }
      request.method = 'GET';
    }
    const { matched } = await this.#handler.handle(request, response, { prefix: '/api', context: { caller } });
    return matched;
  }

  /** The OpenAPI document of everything that can be asked over HTTP. */
  document(): Promise<unknown> {
    this.#document ??= new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(contract, {
      info: {
        title: 'BitFlow',
        version: String(CONTRACT_VERSION),
        description: 'Everything that BitFlow can be asked. Exact numbers are decimal strings; times are milliseconds since 1970 UTC.',
      },
      servers: [{ url: '/api' }],
      security: [{ bearer: [] }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    });
    return this.#document;
  }
}

function procedureAt(client: EngineClient, path: readonly string[]): Procedure {
  return path.reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>>)[name], client) as Procedure;
}

interface ForwardedCall {
  readonly path: readonly string[];
  readonly input: unknown;
  readonly signal: AbortSignal | undefined;
  readonly context: RestContext;
  readonly meta: Partial<ProcedureMeta>;
}

type Forward = (call: ForwardedCall) => Promise<unknown>;

/** A part of the library's implementer: a procedure that takes a handler, or a group of parts. */
interface Implementer {
  handler(handle: (call: Omit<ForwardedCall, 'meta'>) => Promise<unknown>): AnyRouter;
  readonly [name: string]: unknown;
}

/** Implements every procedure of a contract by the same forwarding function. */
function forwardingRouter(implementer: unknown, node: AnyContractRouter, forward: Forward): AnyRouter {
  if (isContractProcedure(node)) {
    const meta = node['~orpc'].meta as Partial<ProcedureMeta>;
    return (implementer as Implementer).handler((call) => forward({ ...call, meta }));
  }
  const parts = Object.entries(node as Readonly<Record<string, AnyContractRouter>>);
  return Object.fromEntries(
    parts.map(([name, part]) => [name, forwardingRouter((implementer as Implementer)[name], part, forward)]),
  ) as AnyRouter;
}
