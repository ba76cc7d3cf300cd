/** Renders recall questions outside of a review. */
import { weekdayOf } from '../domain/day.ts';
import type { TopicData } from '../domain/describe.ts';
import { largest, sum } from '../domain/numbers.ts';
import type { DayCount, RecallFigures } from '../domain/recall-figures.ts';
import { MINUTES, minutesFor, type TopicRecall } from '../domain/review.ts';
import type { RenderContext } from './context.ts';
import { type Hint, labelled, measure, spread, wrap } from './text.ts';
import { dayWords, plural } from './words.ts';

/** "8 worth asking, 4 minutes: roadmap review"; nothing if none are. */
export function recallLines(count: number, context: RenderContext): string[] {
	if (count === 0) return [];
	const minutes = plural(Math.min(MINUTES, minutesFor(count)), 'minute');
	return labelled(context, 'Recall', `${count} worth asking, ${minutes}: ${context.theme.command('roadmap review')}`);
}

/**
 * Renders how well a topic is remembered and when it is due again; if nothing was answered yet, that it has questions.
 */
export function topicRecallLines(
	{ number, status, recall: all = [] }: TopicData,
	recall: TopicRecall | null,
	context: RenderContext,
): string[] {
	if (!recall) {
		if (all.length === 0 || status === 'todo' || status === 'skipped') return [];
		const command = context.theme.command(`roadmap review --topic ${number}`);
		return labelled(context, 'Recall', `${plural(all.length, 'question')}: ${command}`);
	}
	const { strength, answered, questions, next } = recall;
	const when = next <= context.today ? 'worth asking now' : `worth asking from ${dayWords(next, context.today)}`;
	return labelled(context, 'Recall', `${strength}, ${answered} of ${questions} questions answered; ${when}`);
}

/** Offers a check before a topic is read, if the placement found that it may be known. */
export function checkHint({ number }: { readonly number: string }): Hint {
	return [`roadmap review --topic ${number}`, 'perhaps you know it: two minutes say so'];
}

/** Offers a self-check. @param args the arguments for `roadmap review` */
export function selfCheckLines(args: string | undefined, context: RenderContext): string[] {
	return args === undefined ? [] : wrap(context, `Two minutes: ${context.theme.command(`roadmap review ${args}`)}`);
}

/** Renders the recall figures for `stats`. */
export function recallFigureLines(figures: RecallFigures | null, context: RenderContext): string[] {
	if (!figures) return [];
	const { answers, due, target, asked, share } = figures;
	const aim = context.theme.quiet(`you aim at ${percent(target)} %`);
	const answered = plural(asked, 'answer that was due', 'answers that were due');
	const measured = share
		? `${percent(share.measured)} % of ${answered} (80 % interval: ${percent(share.from)} to ${percent(share.to)} %)`
		: 'no question that was due has been answered yet';
	return [
		...spread(context, context.theme.title('Recall'), aim),
		...labelled(context, 'Recalled', measured),
		...labelled(context, 'Answers', `${countIn(answers)} in the last ${answers.length} days`),
		...dayRow(answers, context),
		...labelled(
			context,
			'Due',
			`${due[0]?.questions ?? 0} now, ${countIn(due.slice(1))} more in the next ${due.length} days`,
		),
		...dayRow(due, context),
	];
}

export function recallRecords(figures: RecallFigures | null): (string | number)[][] {
	if (!figures) return [];
	const { target, asked, recalled, share } = figures;
	const rows = (kind: string, days: readonly DayCount[]) => days.map(({ day, questions }) => [kind, day, questions]);
	return [
		['recall', asked, recalled, share?.from ?? '-', share?.to ?? '-', target],
		...rows('answers', figures.answers),
		...rows('due', figures.due),
	];
}

/** Renders a number under each day, if there is room; for a screen reader, a line for each day that has any. */
function dayRow(days: readonly DayCount[], context: RenderContext): string[] {
	if (context.accessible) {
		const shown = days.filter(({ questions }) => questions > 0);
		return shown.flatMap(({ day, questions }) => wrap(context, `${dayWords(day, context.today)}: ${questions}`));
	}
	const width = 1 + Math.max(2, largest(days.map(({ questions }) => String(questions).length)));
	if (INDENT.length + days.length * width > measure(context)) return [];
	const names = days.map(({ day }) => (WEEKDAYS[weekdayOf(day)] ?? '').padStart(width));
	const counts = days.map(({ questions }) => (questions === 0 ? '·' : String(questions)).padStart(width));
	return [context.theme.quiet(INDENT + names.join('')), INDENT + counts.join('')];
}

/** Aligns with the text after a label, less the space before a number. */
const INDENT = ' '.repeat(9);
const WEEKDAYS = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa'] as const;

function countIn(days: readonly DayCount[]): number {
	return sum(days.map(({ questions }) => questions));
}

function percent(share: number): number {
	return Math.round(share * 100);
}
