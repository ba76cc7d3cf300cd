import type { Known, Session } from '../app/session.ts';
import { command, isSet } from '../cli/command.ts';
import { tally } from '../domain/tally.ts';
import type { RoadmapRow, UseResult } from '../render/use.ts';

export const use = command({
	usage: 'use [roadmap]',
	summary: 'Show the roadmaps, or choose one',
	group: 'Choose',
	about:
		'A roadmap is a YAML file, its folder, or the id of one that was used before. Each keeps its own progress, by its id.',
	options: [{ flags: '--moved', about: 'the file is a known roadmap at a new place: its progress goes on' }],
	examples: [
		{ line: 'roadmap use', does: 'the roadmaps, and how far you are in each' },
		{ line: 'roadmap use mine.yaml', does: 'from now on, your own' },
		{ line: 'roadmap use data-engineer', does: 'back to the one that comes with the program' },
	],
	run: async (session, { args: [word], ...input }): Promise<UseResult> => {
		const used = word === undefined ? undefined : await session.use(word, isSet({ args: [], ...input }, 'moved'));
		const roadmaps = (await session.roadmaps()).map(rowOf);
		const now = roadmaps.find(({ inUse }) => inUse);
		return {
			roadmap: used?.to ?? now?.id ?? (await idInUse(session)),
			from: used && used.from !== used.to ? used.from : null,
			unchanged: used !== undefined && used.from === used.to,
			clash: used?.clash ?? null,
			roadmaps,
		};
	},
	view: async (result, page) => (await import('../render/use.ts')).useView(result, page),
	isReceipt: ({ from, unchanged }) => from !== null || unchanged,
});

function rowOf({ id, file, isInUse: inUse, open, fault }: Known): RoadmapRow {
	if (!open) return { id, title: null, goal: null, file, inUse, progress: null, fault };
	const { roadmap, scope, progress } = open.standing;
	return { id, title: roadmap.title, goal: roadmap.goal, file, inUse, progress: tally(progress, scope.topics), fault };
}

async function idInUse(session: Session): Promise<string> {
	return (await session.open()).standing.roadmap.id;
}
