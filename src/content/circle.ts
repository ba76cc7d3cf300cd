/** Topics that need each other in a circle can never be begun. */

/** @param needs id → what it needs; ids that are not in the map are passed over @returns one circle; empty if none */
export function findCircle(needs: ReadonlyMap<string, readonly string[]>): string[] {
	return followCircle(withoutFree(needs));
}

/** Takes away topics whose needs are all taken away; what is left stands in a circle or behind one (Kahn 1962). */
function withoutFree(needs: ReadonlyMap<string, readonly string[]>): Map<string, Set<string>> {
	const waiting = new Map<string, Set<string>>();
	const opens = new Map<string, string[]>();
	for (const [id, all] of needs) {
		const known = new Set(all.filter((need) => needs.has(need) && need !== id));
		waiting.set(id, known);
		for (const need of known) {
			const opened = opens.get(need);
			if (opened) opened.push(id);
			else opens.set(need, [id]);
		}
	}
	const free = [...waiting].filter(([, left]) => left.size === 0).map(([id]) => id);
	for (let id = free.pop(); id !== undefined; id = free.pop()) {
		waiting.delete(id);
		for (const opened of opens.get(id) ?? []) {
			const left = waiting.get(opened);
			left?.delete(id);
			if (left?.size === 0) free.push(opened);
		}
	}
	return waiting;
}

/** Goes from need to need until one comes again. */
function followCircle(waiting: ReadonlyMap<string, ReadonlySet<string>>): string[] {
	const trail = new Map<string, number>();
	let [id] = waiting.keys();
	while (id !== undefined && !trail.has(id)) {
		trail.set(id, trail.size);
		[id] = waiting.get(id) ?? [];
	}
	return id === undefined ? [] : [...trail.keys()].slice(trail.get(id));
}
