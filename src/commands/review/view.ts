/** The screens of `roadmap review`: the questions of a session, and the results. */
import { pointsOf, type Question } from '../../domain/question.ts';
import { minutesFor, type Turn } from '../../domain/review.ts';
import type { Grade } from '../../domain/schedule.ts';
import type { Ref } from '../../domain/types.ts';
import type { RenderContext } from '../../render/context.ts';
import { inline, prose } from '../../render/prose.ts';
import { type Hint, hanging, hints, notice, records, screen, spread, wrap } from '../../render/text.ts';
import { dayWords, placedWords, plural } from '../../render/words.ts';

/** A topic that is checked before it is learned. */
export interface Checked extends Ref {
	/** Null while its other questions decide. */
	readonly known: boolean | null;
}

/** The result of a session. */
export interface SessionResult {
	/** Questions asked; repetitions do not count. */
	readonly asked: number;
	/** Those recalled at the first attempt. */
	readonly recalled: number;
	/** Ids of those missed. */
	readonly missed: readonly string[];
	/** Ids of the questions suspended in this session. */
	readonly suspended: readonly string[];
	/** Questions still due today. */
	readonly worthAsking: number;
	/** The next day on which something is asked; null if there is none. */
	readonly next: string | null;
	/** Null if no topic was checked. */
	readonly checked: Checked | null;
}

/** The questions a session would ask. */
export interface ListResult {
	readonly roadmap: string;
	/** The topic of --topic or the number of --stage; null without the option. */
	readonly topic: Ref | null;
	readonly stage: number | null;
	readonly target: number;
	/** In one session. */
	readonly worthAsking: number;
	readonly minutes: number;
	/** All due questions, regardless of a session's limit. */
	readonly due: number;
	/** Topics done before today. */
	readonly askedAbout: number;
	/** The next day on which something is asked that is not asked today; null if there is none. */
	readonly next: string | null;
	/** Without their answers. */
	readonly questions: readonly {
		readonly id: string;
		readonly topic: Ref;
		readonly ask: string;
		readonly asked: string;
		/** The number of points of the answer. */
		readonly points: number;
		readonly due: string | null;
		readonly last: string | null;
		readonly rewritten: boolean;
	}[];
}

export interface AnswerResult {
	readonly id: string;
	readonly topic: Ref;
	readonly ask: string;
	readonly answer: string;
	readonly points: readonly string[];
}

/** What a step changed. */
export type ChangedResult =
	| {
			readonly changed: 'answer';
			readonly id: string;
			readonly topic: Ref;
			readonly grade: string;
			readonly asked: string;
			/** The day it is due again; null if unknown. */
			readonly due: string | null;
			/** Whether it was missed and its topic had been placed as known. */
			readonly placed: boolean;
			/** Null if the topic was not to be checked. */
			readonly checked: Checked | null;
	  }
	| { readonly changed: 'question'; readonly id: string; readonly topic: Ref; readonly left: number }
	| { readonly changed: 'target'; readonly from: number; readonly to: number };

export type ReviewResult = SessionResult | ListResult | AnswerResult | ChangedResult;

export function reviewView(result: ReviewResult, context: RenderContext): string {
	if ('changed' in result) return changedView(result, context);
	if ('answer' in result) return answerScreen(result.answer, result.points, context);
	return 'questions' in result ? listView(result, context) : sessionView(result, context);
}

/** Renders a question before it is answered. @param place its position, such as "2 of 8" */
export function questionScreen({ question, asked }: Turn, place: string, context: RenderContext): string {
	const { topic, recall, isRewritten } = question;
	const why = asked === 'again' ? 'once more' : isRewritten ? 'the answer was rewritten' : place;
	return screen(
		context,
		spread(context, context.theme.title(`${topic.number} ${topic.title}`), context.theme.quiet(why)),
		wrap(context, inline(context, recall.ask)),
		wrap(context, context.theme.quiet('Say it or type it, then Enter.')),
	);
}

/** Renders the answer point by point; if the author wrote the points, with the full answer below. */
export function answerScreen(answer: string, points: readonly string[], context: RenderContext): string {
	if (context.plain) return points.map((point, i) => `${i + 1}\t${point}`).join('\n');
	const isWhole = points.join(' ') === answer.trim();
	return screen(
		context,
		points.flatMap((point, i) => hanging(context, `${i + 1}  `, inline(context, point))),
		isWhole ? [] : prose(context, answer).map((line) => context.theme.quiet(line)),
	);
}

/** Renders the keys, wrapped to the width. @param days by grade; given if all four grades are offered */
export function keysLine(
	question: Question,
	days: Readonly<Record<Grade, number>> | undefined,
	context: RenderContext,
): string[] {
	const count = pointsOf(question.recall).length;
	const digits = count < 2 ? [] : [`1-${count} only these`];
	const after = (grade: Grade) => (days ? ` (${plural(days[grade], 'day')})` : '');
	const keys = [
		`Enter all of it${after(3)}`,
		...digits,
		`x not yet${after(1)}`,
		...(days ? [`h hard${after(2)}`] : []),
		`e easy${after(4)}`,
		'? more',
	];
	return keyLines(keys, context);
}

/** A key and its description stay on one line. */
function keyLines(keys: readonly string[], context: RenderContext): string[] {
	return wrap(context, context.theme.quiet(keys.map((key) => key.replaceAll(' ', '\u00a0')).join(' · ')));
}

export function moreKeys(context: RenderContext): string[] {
	const keys = [
		'o open the topic',
		'n notes',
		's set aside',
		'r report as bad',
		'u take the last answer back',
		'q end',
	];
	return keyLines(keys, context);
}

/** @param misses since it was first recalled */
export function leechLines({ topic }: Question, misses: number, context: RenderContext): string[] {
	const open = context.theme.command(`roadmap open ${topic.number}`);
	const sentence = `Missed ${misses} times: read ${topic.number} again? The question rests until you open the topic, or for 30 days:`;
	return wrap(context, `${sentence} ${open}`);
}

function sessionView(result: SessionResult, context: RenderContext): string {
	const { asked, recalled, suspended, worthAsking, next, checked } = result;
	const count = asked === 1 ? 'One question' : `${asked} questions`;
	const went = asked === 0 ? 'Nothing was answered.' : `${count}, ${recalled} recalled at once.`;
	const then = next === null ? '' : `The next are worth asking on ${dayWords(next, context.today)}.`;
	return screen(
		context,
		[...wrap(context, context.theme.title(went)), ...wrap(context, worthAsking > 0 || checked ? '' : then)],
		checked ? wrap(context, checkedWords(checked)) : [],
		hints(context, [
			checked && checkedHint(checked),
			worthAsking > 0 && ['roadmap review', `go on: ${worthAsking} worth asking`],
			suspended.length > 0 && ['roadmap review --back', 'ask again what you set aside'],
			['roadmap next', 'what to learn now'],
		]),
	);
}

function checkedWords({ number, title, known }: Checked): string {
	if (known === null) return `Whether you know ${number} ${title} is still open.`;
	return known ? `${number} ${title} is known from now on.` : `${number} ${title} is worth reading.`;
}

function checkedHint({ number, known }: Checked): Hint {
	if (known === null) return [`roadmap review --topic ${number}`, 'its other questions say so'];
	return known ? ['roadmap undo', 'not known after all'] : [`roadmap open ${number}`, 'begin with it'];
}

function listView(result: ListResult, context: RenderContext): string {
	const { questions } = result;
	if (context.plain && questions.length > 0)
		return records(questions.map(({ id, asked, due, ask }) => [id, asked, due ?? '-', ask.replace(/\s+/g, ' ')]));
	if (questions.length === 0) return emptyView(result, context);
	return screen(
		context,
		wrap(context, `${questions.length} worth asking, ${plural(minutesFor(questions.length), 'minute')}.`),
		questions.flatMap(({ topic, ask }) => hanging(context, `${topic.number}  `, inline(context, ask))),
		hints(context, [['roadmap review', 'be asked, at a terminal']]),
	);
}

function emptyView(result: ListResult, context: RenderContext): string {
	return notice(context, whyEmpty(result, context), [
		result.askedAbout > 0 && ['roadmap review --all', 'ask anyway'],
		['roadmap next', 'what to learn now'],
	]);
}

function whyEmpty({ topic, stage, askedAbout, next }: ListResult, context: RenderContext): string {
	if (topic) return `There is no question to ask on ${topic.number} ${topic.title}.`;
	if (stage !== null) return `There is no question to ask on what you finished in stage ${stage}.`;
	if (askedAbout === 0) return 'Questions are asked on topics that you finished, from the day after.';
	return `Nothing is worth asking now.${next === null ? '' : ` The next questions are on ${dayWords(next, context.today)}.`}`;
}

function changedView(result: ChangedResult, context: RenderContext): string {
	const undo: Hint = ['roadmap undo', 'take it back'];
	if (result.changed === 'target') {
		const isSame = result.from === result.to;
		const sentence = `${Math.round(result.to * 100)} % of the questions ${isSame ? 'were to be recalled already' : 'should be recalled when they are asked'}.`;
		return notice(context, sentence, isSame ? [['roadmap stats', 'how it goes']] : [undo]);
	}
	const { topic, id } = result;
	if (result.changed === 'question') {
		const more = result.left > 0 ? ` ${plural(result.left, 'more question is', 'more questions are')} set aside.` : '';
		return notice(context, `${id} is asked again (${topic.title}).${more}`, [undo]);
	}
	const back = result.due === null ? '' : ` It comes back on ${dayWords(result.due, context.today)}.`;
	const sentence = result.asked === 'again' ? ' The first answer of the day counts.' : back;
	// While it is open, a script that grades one question after another reads nothing about it.
	const checked = result.checked?.known == null ? null : result.checked;
	return screen(
		context,
		wrap(context, `${id}: ${result.grade}.${sentence}`),
		result.placed ? wrap(context, placedWords(topic)) : [],
		wrap(context, checked ? checkedWords(checked) : ''),
		hints(context, [
			result.placed && [`roadmap reset ${topic.number}`, `take ${topic.number} back`],
			checked && checkedHint(checked),
			!checked?.known && undo,
		]),
	);
}
