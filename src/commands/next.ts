import { command, type Input, textOption } from '../command.ts';
import { EXIT, UserError } from '../errors.ts';
import { readMinutes } from '../model/day.ts';
import { resourceToOpen, type TopicData } from '../model/describe.ts';
import { smallest } from '../model/extremes.ts';
import { nextUp, whyNothing, whyNow } from '../model/next.ts';
import { safeLine } from '../model/safe.ts';
import type { Topic } from '../model/types.ts';
import { nextView } from '../view/next.ts';
import { stageOption } from './naming.ts';

export const next = command({
	usage: 'next',
	summary: 'What to learn now, why, and what to open',
	group: 'Learn',
	options: [
		{ flags: '-n, --number <n>', about: 'that many topics (1)' },
		{ flags: '--stage <stage>', about: 'only from this stage' },
		{ flags: '--time <time>', about: 'something to read or do that fits: 30m, 1h' },
	],
	examples: [
		{ line: 'roadmap next', does: 'the one topic to learn now' },
		{ line: 'roadmap next -n 3', does: 'the next three' },
		{ line: 'roadmap next --time 30m', does: 'something that fits into half an hour' },
	],
	run: async (ctx, input) => {
		const time = textOption(input, 'time');
		const minutes = time === undefined ? undefined : readMinutes(time);
		const count = readCount(input);
		const { standing, describe } = await ctx.open();
		const among = stageOption(standing.roadmap, input);
		const fitting = (topic: Topic) => resourceToOpen(describe(topic).resources, minutes);
		const candidates = nextUp(standing, minutes === undefined ? count : Number.POSITIVE_INFINITY, among);
		const chosen = minutes === undefined ? candidates : take(candidates, count, (topic) => fitting(topic) !== null);
		const topics = chosen.map((topic) => ({
			topic: describe(topic),
			why: whyNow(standing, topic),
			resource: fitting(topic),
		}));
		return {
			roadmap: standing.roadmap.id,
			path: standing.scope.path.id,
			level: standing.scope.level.id,
			topics,
			...(topics.length === 0 && { nothing: candidates.length === 0 ? whyNothing(standing, among) : null }),
			...(minutes !== undefined && {
				time: minutes,
				shortest: topics.length === 0 ? shortest(candidates.map(describe)) : null,
			}),
		};
	},
	view: nextView,
});

/** The first `count` that fit, looking no further than needed. */
function take<T>(items: readonly T[], count: number, fits: (item: T) => boolean): T[] {
	const taken: T[] = [];
	for (const item of items) {
		if (taken.length >= count) break;
		if (fits(item)) taken.push(item);
	}
	return taken;
}

/** The least time that anything open asks for, in minutes; null where nothing says. */
function shortest(topics: readonly TopicData[]): number | null {
	const minutes = topics.flatMap((topic) =>
		topic.resources.flatMap(({ status, minutes }) => (status === 'todo' && minutes !== null ? [minutes] : [])),
	);
	return minutes.length > 0 ? smallest(minutes) : null;
}

function readCount(input: Input): number {
	const word = textOption(input, 'number') ?? '1';
	if (/^[1-9]\d{0,4}$/.test(word)) return Number(word);
	throw new UserError(`"${safeLine(word)}" is not a number of topics.`, {
		hint: 'For example: roadmap next -n 3',
		code: EXIT.usage,
	});
}
