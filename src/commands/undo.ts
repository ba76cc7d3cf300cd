import { command } from '../command.ts';
import type { Context } from '../context.ts';
import { topicsOf } from '../model/event.ts';
import { topicsById } from '../model/find.ts';
import { statusOf } from '../model/progress.ts';
import { lastChange, type Undoable } from '../model/undo.ts';
import { undoView } from '../view/undo.ts';

export const undo = command({
	usage: 'undo',
	summary: 'Take the last change back',
	group: 'Learn',
	about: 'Takes back the last change to this roadmap, whatever it was. Say it again to go further back.',
	examples: [{ line: 'roadmap undo', does: 'take the last change back, and hear what it was' }],
	run: async (ctx) => {
		const before = await ctx.open();
		const { roadmap } = before.standing;
		const last = lastChange(ctx.history(), roadmap.id, ctx.device(), ctx.now());
		if (!last) return { undone: null, topics: [] };
		await ctx.save({ kind: 'undo', takes: [last.id] });
		if (last.kind === 'choice') await chooseBack(ctx, last);
		const seconds = Math.max(0, Math.round((ctx.now().getTime() - Date.parse(last.at)) / 1_000));
		const { standing } = await ctx.open();
		const byId = topicsById(roadmap);
		const ids = last.kind === undefined || last.kind === 'later' ? topicsOf(last) : [];
		return {
			undone: { ...wordsOf(last), at: last.at, secondsAgo: seconds },
			topics: ids.map((id) => {
				const topic = byId.get(id);
				return { topic: id, title: topic?.title ?? id, status: topic ? statusOf(standing.progress, topic) : 'todo' };
			}),
		};
	},
	view: undoView,
});

async function chooseBack(ctx: Context, { what, from }: { what: 'path' | 'level'; from: string }): Promise<void> {
	const { scope } = (await ctx.open()).standing;
	await ctx.choose({ path: scope.path.id, level: scope.level.id, [what]: from });
}

/** What the change was, as data. */
function wordsOf(event: Undoable): { kind: string; to: string; from?: string } {
	if (event.kind === undefined) return { kind: 'mark', to: event.to };
	if (event.kind === 'later') return { kind: 'later', to: event.until };
	if (event.kind === 'choice') return { kind: event.what, to: event.to, from: event.from };
	return { kind: 'resource', to: event.url };
}
