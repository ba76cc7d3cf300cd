import { command } from '../command.ts';
import type { Context, Open } from '../context.ts';
import { type LinkEvent, type NoteChange, topicsAbout } from '../model/event.ts';
import { allTopics } from '../model/find.ts';
import { shortTitle } from '../model/own.ts';
import { isDeferred, statusOf } from '../model/progress.ts';
import { safeLine } from '../model/safe.ts';
import type { Standing } from '../model/standing.ts';
import type { Roadmap, Topic } from '../model/types.ts';
import { type Chosen, type LastChange, lastChange, type Undoable } from '../model/undo.ts';
import type { UndoneKind } from '../view/undo.ts';
import { rehearsed } from './careful.ts';

/** A change as it is told: what kind, what it set, and what of. */
interface Change {
	readonly kind: UndoneKind;
	readonly to: string;
	readonly from?: string;
	readonly url?: string;
	readonly title?: string;
}

export const undo = command({
	usage: 'undo',
	summary: 'Take the last change back',
	group: 'Learn',
	about: 'Takes back the last change to this roadmap, whatever it was. Say it again to go further back.',
	options: [{ flags: '--dry-run', about: 'say what it would take back, and change nothing' }],
	examples: [
		{ line: 'roadmap undo', does: 'take the last change back, and hear what it was' },
		{ line: 'roadmap undo --dry-run', does: 'only hear what it was' },
	],
	run: async (ctx, input) => {
		const before = await ctx.open();
		const found = await findLast(ctx, before.standing.roadmap.id);
		const rehearsal = rehearsed(input);
		if (!found) return { ...rehearsal, undone: null, topics: [] };
		const { last, idle } = found;
		const [after, staying] = rehearsal.dryRun
			? [await ctx.previewWithout([last.id, ...idle]), []]
			: await takeBack(ctx, last, idle);
		const seconds = Math.max(0, Math.round((ctx.now().getTime() - Date.parse(last.at)) / 1_000));
		const { standing } = after;
		const byId = topicsEverCalled(standing.roadmap);
		const ids = topicsAbout(last);
		return {
			...rehearsal,
			undone: { ...wordsOf(last, before, after), at: last.at, secondsAgo: seconds },
			topics: ids.map((id) => restored(standing, id, byId.get(id))),
			...(staying.length > 0 && { staying }),
		};
	},
	view: async (result, page) => (await import('../view/undo.ts')).undoView(result, page),
	isReceipt: ({ dryRun }) => !dryRun,
});

/** @returns how all stands then, and the notes that stay */
async function takeBack(ctx: Context, last: Undoable, idle: readonly string[]): Promise<[Open, readonly string[]]> {
	const takes = [last.id, ...idle];
	const staying = await ctx.takeBack({ takes, choice: chosenBefore(last), notes: notesOf(last) });
	return [await ctx.open(), staying];
}

/** Of the settings it depends whose last change it is, and whether a choice took effect. */
async function findLast(ctx: Context, roadmap: string): Promise<LastChange | undefined> {
	const chosen = await ctx.chosen();
	return lastChange(ctx.changes(), roadmap, ctx.device(), ctx.now(), chosen);
}

/** What the change did to notes. */
function notesOf(last: Undoable): readonly NoteChange[] {
	if (last.kind === 'note') return [last];
	return last.kind === 'import' ? (last.notes ?? []) : [];
}

/** Every id that a topic has or had → the topic. */
function topicsEverCalled(roadmap: Roadmap): Map<string, Topic> {
	const named = (topic: Topic) => [topic.id, ...(topic.aliases ?? [])].map((id) => [id, topic] as const);
	return new Map(allTopics(roadmap).flatMap(named));
}

/** How a topic stands now; one that the roadmap no longer has is named by its id. */
function restored({ progress, today }: Standing, id: string, topic: Topic | undefined) {
	if (!topic) return { topic: id, title: id, status: 'todo' as const, until: null };
	const until = isDeferred(progress, topic, today) ? progress.deferred.get(topic.id) : undefined;
	return { topic: id, title: topic.title, status: statusOf(progress, topic), until: until ?? null };
}

/** What is chosen again, if the change is a choice. */
function chosenBefore(event: Undoable): Chosen | undefined {
	return event.kind === 'choice' ? { [event.what]: event.from } : undefined;
}

/** What the change was, as data. */
function wordsOf(event: Undoable, open: Open, after: Open): Change {
	switch (event.kind) {
		case undefined:
			return { kind: 'mark', to: event.to };
		case 'later':
			return { kind: 'later', to: event.until };
		case 'choice':
			return { kind: event.what, to: event.to, from: event.from };
		case 'resource':
			return { kind: 'resource', to: event.to, url: event.url, title: titleOf(open, event.url) };
		case 'link':
			return linkWords(event, open, after);
		case 'add':
			return { kind: 'add', to: event.stage, title: shortTitle(event.title) || event.topic };
		case 'pace':
			return { kind: event.what, to: event.to };
		case 'import':
			return { kind: 'import', to: String(event.events.length + (event.notes ?? []).length) };
		case 'hide':
			return { kind: 'hide', to: event.to };
		case 'note':
			return { kind: 'note', to: 'changed' };
	}
}

/** A link that had another title before is linked with it again. */
function linkWords({ topic: id, url, to }: LinkEvent, before: Open, after: Open): Change {
	const titleIn = ({ standing, lessonOf }: Open) => {
		const topic = topicsEverCalled(standing.roadmap).get(id);
		return topic && lessonOf(topic).resources.find((resource) => resource.url === url)?.title;
	};
	const [was, is] = [titleIn(after), titleIn(before)];
	const title = (was ?? is) || safeLine(url);
	return { kind: 'link', to, url, title, ...(was !== undefined && is !== undefined && { from: was }) };
}

function titleOf({ standing, lessonOf }: Open, url: string): string {
	const resources = allTopics(standing.roadmap).flatMap((topic) => lessonOf(topic).resources);
	return resources.find((resource) => resource.url === url)?.title ?? safeLine(url);
}
