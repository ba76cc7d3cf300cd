import { command, textOption } from '../cli/command.ts';
import { readUntil } from '../domain/day.ts';
import { refOf } from '../domain/find.ts';
import { markable } from '../domain/mark.ts';
import { nextUp } from '../domain/next.ts';
import { statusOf } from '../domain/progress.ts';
import { isLeft } from '../domain/standing.ts';
import type { Ref, Status, Topic } from '../domain/types.ts';
import { type Match, matchLines } from '../render/match.ts';
import type { Page } from '../render/page.ts';
import { rehearsalView } from '../render/rehearsal.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { areOrIs, dayWords, namesWords } from '../render/words.ts';
import { CAREFUL, carryOut, rehearsed } from './careful.ts';
import { PICK, topicsNamed, type Verb } from './naming.ts';

const VERB: Verb = {
	name: 'later',
	takes: 'in hand',
	offers: (standing) => markable(standing, 'later'),
};

export const later = command({
	usage: 'later [topic...]',
	summary: 'Not now: offer it again on a later day',
	group: 'Learn',
	about:
		'Without a topic, the one in hand. Puts a topic off, for a week unless you say how long. Marking it in any way brings it back at once.',
	offers: VERB.offers,
	options: [PICK, { flags: '--until <day>', about: '3d, 2w, 1m or a date such as 2027-01-15 (1w)' }, ...CAREFUL],
	examples: [
		{ line: 'roadmap later 1.2', does: 'in a week' },
		{ line: 'roadmap later 1.2 --until 2w', does: 'in two weeks' },
	],
	run: async (session, input) => {
		const open = await session.open();
		const { standing } = open;
		const until = readUntil(textOption(input, 'until') ?? '1w', standing.today);
		const { meant, ofStages, isStageGuessed } = await topicsNamed(session, open, input, VERB);
		const topics = [...new Set(meant.map(({ topic }) => topic))];
		const matches = new Map(meant.map(({ topic, match }) => [topic, match]));
		const stays = (topic: Topic) => ofStages.has(topic) && !isLeft(standing, topic);
		const changed = topics.filter((topic) => !stays(topic) && standing.progress.deferred.get(topic.id) !== until);
		const { at, after } = await carryOut(session, input, {
			topics: changed,
			what: { kind: 'later', until },
			does: (count) => `put ${count} off until ${dayWords(until, standing.today)}`,
			kept: '',
			asksAlways: isStageGuessed,
		});
		const [next] = nextUp(after.standing, 1);
		return {
			...rehearsed(input),
			until,
			changed: changed.map((topic) => {
				const status = statusOf(standing.progress, topic);
				return { topic: topic.id, from: status, to: status, at, until };
			}),
			unchanged: topics.filter((topic) => !changed.includes(topic)).map(({ id }) => id),
			unlocked: [],
			next: next ? after.describe(next) : null,
			topics: topics.map((topic) => {
				const match = matches.get(topic);
				return { ...refOf(topic), ...(match && { match }) };
			}),
		};
	},
	view: laterView,
	isReceipt: ({ dryRun }) => !dryRun,
});

interface LaterResult {
	readonly dryRun?: true;
	readonly until: string;
	readonly changed: readonly { readonly topic: string; readonly from: Status }[];
	readonly next: { readonly title: string } | null;
	readonly topics: readonly (Ref & { readonly match?: Match })[];
}

function laterView(result: LaterResult, page: Page): string {
	const { until, changed, next, topics } = result;
	if (result.dryRun) return rehearsal(result, page);
	const ids = new Set(changed.map(({ topic }) => topic));
	const told = changed.length > 0 ? topics.filter(({ id }) => ids.has(id)) : topics;
	const names = page.ink.title(namesWords(told.map(({ title }) => title)));
	const day = dayWords(until, page.today);
	const said =
		changed.length > 0
			? `${names} ${areOrIs(told.length)} put off until ${day}.`
			: `${names} ${told.length === 1 ? 'was' : 'were'} put off already, until ${day}.`;
	return screen(
		page,
		[...matchLines(page, ...topics), ...wrap(page, said)],
		hints(page, [
			next ? ['roadmap next', next.title] : ['roadmap stages', 'what is left'],
			...(changed.length > 0 ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}

function rehearsal({ until, changed, topics }: LaterResult, page: Page): string {
	const rows = topics.flatMap((topic) => {
		const change = changed.find((one) => one.topic === topic.id);
		return change ? [{ ...topic, from: change.from }] : [];
	});
	const would = `put off until ${dayWords(until, page.today)}`;
	return rehearsalView({ would, changed: rows, unchanged: topics.length - rows.length }, page);
}
