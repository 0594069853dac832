import { describe, expect, it } from 'vitest';
import type { Attack } from './attack.ts';
import { attackCommand } from './attack-command.ts';

/** An attack that finds what it is told to. */
function scripted(name: string, run: Attack['run']): Attack {
  return { name, promise: 'nothing in particular', run };
}

const holding = scripted('holding', async ({ random, scale }) => [
  { tried: 'to look', isHeld: true, seen: `${random(1)} at ${scale}` },
  { tried: 'to look again', isHeld: true, seen: `${random(2)}` },
]);
const falling = scripted('falling', async () => [
  { tried: 'to be held', isHeld: true, seen: 'it held' },
  { tried: 'to fall', isHeld: false, seen: '3 orders, expected 2' },
]);
const throwing = scripted('throwing', async () => {
  throw new Error('the host is gone');
});

async function runCommand(args: readonly string[], attacks: readonly Attack[]) {
  const printed: string[] = [];
  const said: string[] = [];
  const code = await attackCommand(args, attacks, { print: (line) => printed.push(line), say: (line) => said.push(line) });
  return { code, printed: printed.join('\n'), said: said.join('\n') };
}

describe('npm run attack', () => {
  it('ends with 0 where everything held', async () => {
    const { code, printed } = await runCommand(['--minutes', '0'], [holding]);
    expect([code, printed]).toEqual([0, '2 tried in 1 rounds, 2 held, 0 fell.']);
  });

  it('ends with 1 where something fell, and names it', async () => {
    const { code, printed, said } = await runCommand(['--minutes', '0'], [holding, falling]);
    expect([code, printed]).toEqual([1, '4 tried in 1 rounds, 3 held, 1 fell.']);
    expect(said).toContain('FELL  to fall: 3 orders, expected 2');
  });

  it('counts an attack that breaks off as fallen', async () => {
    const { code, said } = await runCommand(['--minutes', '0'], [throwing]);
    expect([code, said.includes('the host is gone')]).toEqual([1, true]);
  });

  it('prints one object that tells what was tried, held and fell', async () => {
    const { code, printed } = await runCommand(['--minutes', '0', '--seed', '7', '--json'], [holding, falling, throwing]);
    expect(code).toBe(1);
    expect(JSON.parse(printed)).toMatchObject({
      seed: 7,
      rounds: 1,
      tried: 5,
      held: 3,
      fell: 2,
      attacks: {
        holding: { tried: 2, held: 2, fell: 0 },
        falling: { tried: 2, held: 1, fell: 1 },
        throwing: { tried: 1, held: 0, fell: 1 },
      },
      findings: [{ attack: 'falling', tried: 'to fall' }, { attack: 'throwing' }],
    });
  });

  it('tries the same again for the same seed, and something else for another', async () => {
    const drawn: string[] = [];
    const drawing = scripted('drawing', async ({ random, seed }) => {
      drawn.push(`${seed} ${random(3, 4)}`);
      return [];
    });
    for (const seed of ['5', '5', '6']) await runCommand(['--minutes', '0', '--seed', seed], [drawing]);
    expect([drawn[0] === drawn[1], drawn[0] === drawn[2]]).toEqual([true, false]);
  });

  it('runs only the attacks that are named', async () => {
    expect((await runCommand(['--minutes', '0', '--only', 'holding'], [holding, falling])).code).toBe(0);
  });

  it.each([
    [['--only', 'no-such-thing'], 'There are: holding'],
    [['--minutes', '-1'], 'Expected minutes'],
    [['--seed', 'x'], 'whole number'],
    [['--nonsense'], 'unknown option'],
  ])('ends with 2 for %j and says what is wrong', async (args, words) => {
    const { code, said } = await runCommand(args, [holding]);
    expect([code, said.includes(words)]).toEqual([2, true]);
  });
});
