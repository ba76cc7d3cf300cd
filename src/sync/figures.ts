/** What a sync is told in: how many events and notes. Pure. */
import { eventsBehind } from './merge.ts';
import { kindOf } from './names.ts';
import type { Change, Plan } from './plan.ts';
import { changesHere, changesThere } from './plan.ts';

export interface Count {
	readonly events: number;
	readonly notes: number;
}

export const NONE: Count = { events: 0, notes: 0 };

/** What these changes bring to this machine. */
export function coming(changes: readonly Change[]): Count {
	return sum(changes.filter(changesHere).map(({ kind, here, merged }) => counted(kind, merged.here, here)));
}

/** What these changes bring to the other side. */
export function going(changes: readonly Change[]): Count {
	return sum(changes.filter(changesThere).map(({ kind, there, merged }) => counted(kind, merged.there, there)));
}

/** All that this machine has of what travels. */
export function allHere({ here }: Plan, platform: NodeJS.Platform): Count {
	return sum([...here.files].map(([path, bytes]) => counted(kindOf(path, platform), bytes, undefined)));
}

/** All that the other side has. What is no change is the same on both sides. */
export function allThere({ here, there, changes }: Plan, platform: NodeJS.Platform): Count {
	const changed = new Map(changes.map((change) => [change.path, change.there]));
	const counts = [...there.files.keys()].map((path) =>
		counted(kindOf(path, platform), changed.get(path) ?? here.files.get(path), undefined),
	);
	return sum(counts);
}

export function add(a: Count, b: Count): Count {
	return { events: a.events + b.events, notes: a.notes + b.notes };
}

/** Former versions of notes go with the notes and are not counted. */
function counted(kind: Change['kind'] | undefined, after: Buffer | undefined, before: Buffer | undefined): Count {
	if (kind === 'journal' && after) return { events: eventsBehind(after, before?.length ?? 0), notes: 0 };
	return { events: 0, notes: kind === 'note' && after ? 1 : 0 };
}

function sum(counts: readonly Count[]): Count {
	return counts.reduce(add, NONE);
}
