import type { EngineView } from '../../../shared/contract/index.ts';
import { catchUpProgressWords } from '../../../shared/domain/catch-up.ts';
import { LoadingRows } from '../../components/EmptyState.tsx';
import { formatNumber } from '../../components/format.ts';
import { useWorkspace } from '../../stores/workspace.ts';

const TONES: Readonly<Record<string, string>> = { running: 'text-up', degraded: 'text-warn', failed: 'text-warn font-semibold' };

/** The state of the feed with how old prices are, or how far the market is behind. */
function feedWords({ state, ageMs, catchUp }: EngineView['feed']): string {
  return `${state}, ${catchUp === null ? `${(ageMs / 1000).toFixed(1)} s` : catchUpProgressWords(catchUp)}`;
}

/** How every component of the engine is. */
export function SystemTab() {
  const engine = useWorkspace((state) => state.engine);
  if (engine === null) return <LoadingRows count={6} />;
  return (
    <div className="@container min-h-0 flex-1 overflow-auto" role="group" aria-label="System figures" tabIndex={0}>
      <div className="grid grid-cols-1 gap-x-8 gap-y-4 p-3 @min-[560px]:grid-cols-[1.3fr_1fr]">
        <div>
          <table className="w-full border-collapse">
            <thead>
              <tr className="text-2xs text-faint">
                <th className="pb-1 text-left font-medium">Component</th>
                <th className="pb-1 text-left font-medium">State</th>
                <th className="pb-1 text-left font-medium">Needs</th>
              </tr>
            </thead>
            <tbody>
              {engine.components.map((component) => (
                <tr key={component.name} className="border-line-soft border-t">
                  <td className="py-1">{component.name}</td>
                  <td className={TONES[component.state] ?? 'text-muted'} title={component.reason ?? undefined}>
                    {component.state}
                    {component.reason === null ? '' : `: ${component.reason}`}
                  </td>
                  <td className="text-faint">{component.dependencies.join(', ')}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        <dl className="min-w-0 space-y-1.5 self-start">
          {(
            [
              ['Engine', engine.state],
              ['Market', engine.market.title],
              ['Feed', feedWords(engine.feed)],
              ['Model', `${engine.model.name} (${engine.model.hash})`],
              ['Recorded inputs', formatNumber(engine.sequence, 0)],
              ['Market rows', formatNumber(engine.rows, 0)],
              ['Memory', `${formatNumber(engine.memoryBytes / 1e6, 0)} MB`],
              ['Event-loop delay', `${engine.eventLoopDelayMs.toFixed(1)} ms`],
              ['Facts hash', `${engine.factsHash.slice(0, 16)} …`],
              ['Version', engine.version],
            ] as const
          ).map(([name, value]) => (
            <div key={name} className="flex min-w-0 justify-between gap-4">
              <dt className="text-muted">{name}</dt>
              <dd className="num truncate" title={value}>
                {value}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </div>
  );
}
