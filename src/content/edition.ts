/** What tells one version of a roadmap from another, where a learner would notice the difference. */
import type { Roadmap } from '../domain/types.ts';

/**
 * A short name for a roadmap's topics: their ids, titles, tiers and stages, in whatever order. It is another one exactly
 * where `differenceBetween` finds something; a changed text, a need, an address or an alias alone is no other edition.
 */
export function editionOf({ stages }: Roadmap): string {
	const lines = stages.flatMap(({ id: stage, topics }) =>
		topics.map(({ id, title, tier }) => JSON.stringify([id, title, tier, stage])),
	);
	const { createHash } = process.getBuiltinModule('node:crypto');
	return createHash('sha256').update(lines.sort().join('\n')).digest('hex').slice(0, 16);
}
