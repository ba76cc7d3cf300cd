/** The stages of the shipped roadmap, as its file has them. */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import type { PlacedStage } from '../../src/domain/placement.ts';

export function shipped(): PlacedStage[] {
	const file = path.join(import.meta.dirname, '../../roadmap/data-engineer/roadmap.yaml');
	const { stages } = parse(fs.readFileSync(file, 'utf8')) as {
		stages: { id: string; topics: { id: string; needs?: string[] }[] }[];
	};
	return stages.map(({ id, topics }) => ({
		id,
		topics: topics.map((topic) => ({ needs: [], title: topic.id, number: '', tier: 'core', ...topic })),
	}));
}
