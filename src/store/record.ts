/** Turning a change into an event of this device's journal. */
import type { Change, Event } from '../model/event.ts';
import { facts, type Memory, nextAt } from '../model/memory.ts';
import { ensureDevice } from './device.ts';
import { eventId } from './event-id.ts';
import { append } from './journal.ts';
import type { Places } from './places.ts';

/**
 * Appends a change to this device's journal and returns when it is on the disk.
 * @throws UserError with exit 1 when it is not
 */
export function record(places: Places, memory: Memory, roadmap: string, change: Change, now: Date): Event {
	const device = ensureDevice(places);
	const at = nextAt(memory, now);
	const head = { v: 1, id: eventId(Date.parse(at)), at, roadmap } as const;
	const event: Event = change.kind === 'choice' ? { ...head, ...change, device } : { ...head, ...change };
	const replaces = aheadOf(event, memory);
	const whole: Event = replaces.length > 0 ? { ...event, replaces } : event;
	append(places, device, whole);
	return whole;
}

/** Earlier events on the same facts that claim to be newer, because a clock ran ahead. */
function aheadOf(event: Event, memory: Memory): string[] {
	const ids = facts(event).flatMap(([key]) => {
		const register = memory.registers.get(key);
		return register && register.at >= event.at ? [register.event] : [];
	});
	return [...new Set(ids)];
}
