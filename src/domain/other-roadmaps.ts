/** The other roadmaps in use, as far as the journals show, without opening any roadmap. */
import { DAY } from './day.ts';
import { isAhead, type Memory, type Register, registerKey } from './memory.ts';

/** Another roadmap that was changed recently. */
export interface OtherRoadmap {
	readonly id: string;
	/** Time of the last change, ISO 8601. */
	readonly at: string;
	/** The id of the topic started last that is neither put off nor hidden; null if there is none. */
	readonly inHand: string | null;
}

/** The number of days without a change after which a roadmap no longer counts as in use. */
const RECENT_DAYS = 31;

/** Returns the roadmaps other than `here` that were changed within the last month, the most recent first. */
export function otherRoadmaps(memory: Memory, here: string, now: Date, today: string): OtherRoadmap[] {
	const since = new Date(now.getTime() - RECENT_DAYS * DAY).toISOString();
	const [prefix, latest, begun] = [`${here} `, new Map<string, string>(), new Map<string, [string, Register][]>()];
	for (const [key, register] of memory.registers) {
		if (register.at < since || key.startsWith(prefix) || isAhead(register.at, now)) continue;
		const end = key.indexOf(' ');
		const id = key.slice(0, end);
		if (register.at > (latest.get(id) ?? '')) latest.set(id, register.at);
	}
	for (const [key, register] of latest.size === 0 ? [] : memory.registers) {
		const [id = '', fact, topic = ''] = key.split(' ', 3);
		if (fact !== 'status' || register.value !== 'started' || !latest.has(id)) continue;
		begun.set(id, [...(begun.get(id) ?? []), [topic, register]]);
	}
	const value = (id: string, fact: 'later' | 'hide', topic: string) =>
		memory.registers.get(registerKey(id, fact, topic))?.value ?? '';
	return [...latest]
		.sort(([, a], [, b]) => (a < b ? 1 : -1))
		.map(([id, at]) => {
			const open = (begun.get(id) ?? []).filter(
				([topic]) => value(id, 'later', topic) <= today && value(id, 'hide', topic) !== 'hidden',
			);
			const [first] = open.sort(([, a], [, b]) => (a.at < b.at ? 1 : -1));
			return { id, at, inHand: first?.[0] ?? null };
		});
}
