import { useState } from 'react';
import type { ScoreboardView } from '../../../shared/contract/index.ts';
import { EmptyState, LoadingRows } from '../../components/EmptyState.tsx';
import { FailedState } from '../../components/FailedState.tsx';
import { formatNumber } from '../../components/format.ts';
import { refreshScoreboard, useScoreboard } from '../../stores/scoreboard.ts';
import { Brier, GroupTable } from './GroupTable.tsx';
import { ReliabilityCurve } from './ReliabilityCurve.tsx';
import { ReliabilityTable } from './ReliabilityTable.tsx';
import { RuleTest } from './RuleTest.tsx';

/** Whether 70 % means 70 %: how often signals of each confidence were right, by instrument and regime, and how each rule did. */
export function Scoreboard() {
  const { scoreboard, fault } = useScoreboard();
  if (scoreboard === null)
    return fault === null ? (
      <LoadingRows count={6} />
    ) : (
      <FailedState title="The scoreboard could not be loaded" words={fault} onAgain={refreshScoreboard} />
    );
  return (
    <div className="@container min-h-0 flex-1 overflow-auto px-3 py-2" role="group" aria-label="Scoreboard figures" tabIndex={0}>
      <div className="grid grid-cols-1 gap-x-7 gap-y-4 @xl:grid-cols-[auto_1fr] @4xl:grid-cols-[auto_1fr_1fr]">
        {scoreboard.counted === 0 ? <NoneYet scoreboard={scoreboard} /> : <Confidence scoreboard={scoreboard} />}
        <div className="min-w-0 @xl:col-span-1">
          <Figures scoreboard={scoreboard} />
          {scoreboard.counted === 0 ? null : <GroupTable rows={scoreboard.rows} />}
        </div>
        <div className="min-w-0 @xl:col-span-2 @4xl:col-span-1">
          <RuleTest />
        </div>
      </div>
    </div>
  );
}

function NoneYet({ scoreboard }: { readonly scoreboard: ScoreboardView }) {
  return (
    <div className="flex w-[252px]">
      <EmptyState title="No outcome yet">
        {`A signal counts ${scoreboard.horizonBars} bars after it was made, whether it was traded or not.`}
      </EmptyState>
    </div>
  );
}

function Confidence({ scoreboard }: { readonly scoreboard: ScoreboardView }) {
  const [isTable, setIsTable] = useState(false);
  return (
    <div>
      <div className="mb-1 flex items-baseline justify-between">
        <h3 className="font-semibold text-xs">Does 70 % mean 70 %?</h3>
        <button
          type="button"
          aria-pressed={isTable}
          onClick={() => setIsTable(!isTable)}
          className="rounded px-1 text-2xs text-accent hover:underline"
        >
          {isTable ? 'As a curve' : 'As a table'}
        </button>
      </div>
      {isTable ? (
        <ReliabilityTable scoreboard={scoreboard} />
      ) : (
        <>
          <ReliabilityCurve scoreboard={scoreboard} />
          <div className="sr-only">
            <ReliabilityTable scoreboard={scoreboard} />
          </div>
        </>
      )}
    </div>
  );
}

function Figures({ scoreboard }: { readonly scoreboard: ScoreboardView }) {
  const [all] = scoreboard.rows;
  return (
    <dl className="mb-2 flex flex-wrap gap-x-5 gap-y-1 text-2xs text-muted">
      <Figure name="Brier, calibrated">
        <Brier value={all?.brier ?? null} />
      </Figure>
      <Figure name="uncalibrated">{all?.rawBrier === null || all === undefined ? '–' : formatNumber(all.rawBrier, 3)}</Figure>
      <Figure name="saying 50 %">0.250</Figure>
      <Figure name="counted">{scoreboard.counted}</Figure>
      <Figure name="pending">{scoreboard.pending}</Figure>
      <Figure name="void">{scoreboard.voided}</Figure>
      <Figure name="horizon">{`${scoreboard.horizonBars} bars`}</Figure>
    </dl>
  );
}

function Figure({ name, children }: { readonly name: string; readonly children: React.ReactNode }) {
  return (
    <div className="whitespace-nowrap">
      <dd className="num text-left! font-semibold text-sm text-text">{children}</dd>
      <dt>{name}</dt>
    </div>
  );
}
