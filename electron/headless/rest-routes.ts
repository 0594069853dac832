import { type ContractProcedure, contractProcedures } from '../../shared/contract/index.ts';

interface Route {
  readonly procedure: ContractProcedure;
  readonly pattern: RegExp;
}

const routes: readonly Route[] = contractProcedures.map((procedure) => ({ procedure, pattern: patternOf(procedure.route) }));

/** What a path below `/api` leads to. */
export interface RouteMatch {
  /** `null` where the path takes other methods only. */
  readonly procedure: ContractProcedure | null;
  /** Methods that the path takes; none where there is no such path. */
  readonly methods: readonly string[];
}

/** Finds what a method and a path such as `/orders` lead to; HEAD is what GET is, without the content. */
export function matchRoute(method: string, path: string): RouteMatch {
  const found = routes.filter(({ pattern }) => pattern.test(path));
  const asked = method === 'HEAD' ? 'GET' : method;
  const procedure = found.find((route) => route.procedure.method === asked)?.procedure ?? null;
  return { procedure, methods: found.flatMap(({ procedure: { method: each } }) => (each === 'GET' ? ['GET', 'HEAD'] : [each])) };
}

/** A variable such as `{clientOrderId}` stands for one part of the path. */
function patternOf(route: string): RegExp {
  const parts = route.split('/').map((part) => (part.startsWith('{') ? '[^/]+' : part.replaceAll(/[^\w-]/g, String.raw`\$&`)));
  return new RegExp(`^${parts.join('/')}$`);
}
