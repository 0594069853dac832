import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { OpenCommands } from '../../../../renderer/client/open-commands.ts';

const lost = (): Promise<never> => Promise.reject(new Error('the way is gone'));
const refused = (code: string): Promise<never> => Promise.reject(new ORPCError('COMMAND_REFUSED', { message: 'no', data: { code } }));
const done = (): Promise<{ message: string }> => Promise.resolve({ message: 'order sent' });

/** An engine that answers as told, one answer for each time it is asked, and remembers the names it was asked by. */
function scriptedEngine(...answers: readonly (() => Promise<{ message: string }>)[]) {
  const names: string[] = [];
  const call = (commandId: string): Promise<{ message: string }> => {
    names.push(commandId);
    return answers[names.length - 1]();
  };
  return { names, call };
}

const openCommands = (): OpenCommands => new OpenCommands({ whenOnline: () => Promise.resolve(true) });

describe('commands whose answer is lost', () => {
  it('are the same command when they are pressed again', async () => {
    const commands = openCommands();
    const { names, call } = scriptedEngine(lost, done);
    const buy = { subject: 'buy ABC', isAskedAgain: false, call };
    expect(await commands.send(buy)).toMatchObject({ kind: 'unknown' });
    expect(await commands.send(buy)).toEqual({ kind: 'done', message: 'order sent', isRepeat: true });
    expect(new Set(names).size).toBe(1);
  });

  it('are new commands again once an answer has come, a refusal included', async () => {
    const commands = openCommands();
    const { names, call } = scriptedEngine(done, () => refused('denied'), done);
    const buy = { subject: 'buy ABC', isAskedAgain: false, call };
    expect(await commands.send(buy)).toMatchObject({ kind: 'done', isRepeat: false });
    expect(await commands.send(buy)).toMatchObject({ kind: 'refused' });
    expect(await commands.send(buy)).toMatchObject({ kind: 'done', isRepeat: false });
    expect(new Set(names).size).toBe(3);
  });

  it('keep another of their subject from being carried out beside them, and say so', async () => {
    const commands = openCommands();
    const { names, call } = scriptedEngine(lost, () => refused('command-id-reused'), done);
    const buy = { subject: 'buy ABC', isAskedAgain: false, call };
    await commands.send(buy);
    expect(await commands.send(buy)).toEqual({ kind: 'other-was-taken' });
    expect(await commands.send(buy)).toMatchObject({ kind: 'done', isRepeat: false });
    expect([names[0] === names[1], names[1] === names[2]]).toEqual([true, false]);
  });

  it('are sent again by themselves, under the same name, where they only take risk away', async () => {
    const { names, call } = scriptedEngine(lost, lost, done);
    const outcome = await openCommands().send({ subject: 'kill', isAskedAgain: true, call });
    expect(outcome).toMatchObject({ kind: 'done', message: 'order sent' });
    expect([names.length, new Set(names).size]).toEqual([3, 1]);
  });

  it('are given up when the engine does not come back in time', async () => {
    const commands = new OpenCommands({ whenOnline: () => Promise.resolve(false) });
    const { names, call } = scriptedEngine(lost);
    expect(await commands.send({ subject: 'kill', isAskedAgain: true, call })).toMatchObject({ kind: 'unknown' });
    expect(names).toHaveLength(1);
  });

  it('hold back a second one while the first is under way', async () => {
    const commands = openCommands();
    const answer = Promise.withResolvers<{ message: string }>();
    const { names, call } = scriptedEngine(() => answer.promise);
    const buy = { subject: 'buy ABC', isAskedAgain: false, call };
    const first = commands.send(buy);
    expect(await commands.send(buy)).toEqual({ kind: 'under-way' });
    answer.resolve({ message: 'order sent' });
    expect(await first).toMatchObject({ kind: 'done' });
    expect(names).toHaveLength(1);
  });
});
