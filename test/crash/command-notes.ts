import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { decodeJson, encodeJson } from '../../electron/storage/json-codec.ts';
import type { Command, CommandResult } from '../../shared/domain/command.ts';
import type { NotedCommand } from './audit.ts';

/** The sender's own diary: what was asked and what was answered, on disk before and after. */
export class CommandNotes {
  readonly #path: string;
  readonly #notes = new Map<string, NotedCommand>();

  constructor(path: string) {
    this.#path = path;
    if (!existsSync(path)) return;
    for (const line of readFileSync(path, 'utf8').split('\n')) {
      if (line === '') continue;
      const note = decodeJson<NotedCommand>(line);
      this.#notes.set(note.command.commandId, note);
    }
  }

  all(): readonly NotedCommand[] {
    return [...this.#notes.values()];
  }

  issued(command: Command): void {
    this.#put({ command, answer: null });
  }

  answered(command: Command, answer: CommandResult): void {
    this.#put({ command, answer });
  }

  #put(note: NotedCommand): void {
    this.#notes.set(note.command.commandId, note);
    appendFileSync(this.#path, `${encodeJson(note)}\n`);
  }
}
