import type { WorkspaceNotice } from '../../shared/contract/index.ts';
import type { BusEventName } from '../../shared/domain/bus-event.ts';
import { EventBus } from '../engine/bus/event-bus.ts';

/** The bus of a running workstation: every message is a notice, by the event names of the design. */
export class WorkspaceBus extends EventBus<BusEventName, WorkspaceNotice> {}
