/** The screens of `roadmap placement`. */
import type { TopicData } from '../../domain/describe.ts';
import type { Claim } from '../../domain/placement.ts';
import { pointsOf } from '../../domain/question.ts';
import type { Lesson, Recall, Stage, Topic } from '../../domain/types.ts';
import type { RenderContext } from '../../render/context.ts';
import { inline } from '../../render/prose.ts';
import { hanging, hints, notice, screen, spread, wrap } from '../../render/text.ts';
import { plural } from '../../render/words.ts';
import type { AnsweredQuestion } from './subject.ts';

export interface PlacementResult {
	readonly dryRun?: boolean;
	readonly roadmap: string;
	/** By stage id. */
	readonly claims: Readonly<Record<string, Claim>>;
	readonly asked: readonly AnsweredQuestion[];
	/** Ids of the topics taken as known. */
	readonly known: readonly string[];
	/** Ids of the topics to be checked first. */
	readonly check: readonly string[];
	/** How many of the known topics review will ask about. */
	readonly asks: number;
	/** How many topics in view were marked before. */
	readonly marked: number;
	/** The next question; null if there are none left to ask. */
	readonly question: { readonly topic: string; readonly question: string; readonly ask: string } | null;
	/** The topic to begin with; null if none is left. */
	readonly next: TopicData | null;
	/** How many topics can be started. */
	readonly ready: number;
}

export function placementView(result: PlacementResult, context: RenderContext): string {
	const { known, check, asks, next, ready, marked, dryRun } = result;
	const begin = next
		? `Begin with ${next.number} ${context.theme.title(next.title)}; ${plural(ready, 'topic')} can be begun.`
		: '';
	if (known.length + check.length === 0) {
		const words = marked > 0 ? 'Nothing new is marked.' : 'Nothing is marked: you begin at the beginning.';
		return notice(context, `${words} ${begin}`.trimEnd(), [['roadmap next', 'what to learn now']]);
	}
	const first = check.length > 0 ? ` ${plural(check.length, 'topic')} to check before you read.` : '';
	const would = dryRun ? 'would be taken as known' : 'taken as known';
	const later = asks > 0 && !dryRun ? 'From tomorrow on, roadmap review asks about them: two a day at most.' : '';
	return screen(
		context,
		wrap(context, `${plural(known.length, 'topic')} ${would}.${first} ${dryRun ? 'Nothing was changed.' : begin}`),
		wrap(context, later),
		hints(context, [
			!dryRun && ['roadmap next', 'what to learn now'],
			['roadmap stages', 'how far you are'],
			!dryRun && ['roadmap undo', 'take all of it back'],
		]),
	);
}

/** Renders a stage with two outcomes of learning it. */
export function stageScreen(
	stage: Stage,
	place: string,
	lessonOf: (topic: Topic) => Lesson,
	context: RenderContext,
): string {
	const outcomes = stage.topics.flatMap((topic) => lessonOf(topic).outcomes?.[0] ?? []);
	const shown = [outcomes[0], outcomes[Math.floor(outcomes.length / 2)]];
	const can = [...new Set(shown.filter((outcome) => outcome !== undefined))];
	const lead = `${stage.number}  `;
	return screen(context, [
		...spread(context, context.theme.title(`${lead}${stage.title}`), context.theme.quiet(place)),
		...(can.length > 0 ? can : [stage.tagline]).flatMap((text) => hanging(context, '   · ', text)),
	]);
}

export const CLAIM_KEYS = [
	'How much of it do you know?',
	'n none · s some · m most · ? don’t know',
	'A stage’s number and Enter: begin there, most of what comes before it is known.',
	'Enter alone: none from here on. b goes back, q stops.',
] as const;

export function questionScreen(topic: Topic, { ask }: Recall, place: string, context: RenderContext): string {
	return screen(
		context,
		spread(context, context.theme.title(`${topic.number}  ${topic.title}`), context.theme.quiet(place)),
		wrap(context, inline(context, ask)),
		wrap(
			context,
			context.theme.quiet('Say it or type it, then Enter. ? and Enter: don’t know. q and Enter: no more questions.'),
		),
	);
}

/** @param isJudged whether the learner now grades their answer */
export function answerScreen(recall: Recall, isJudged: boolean, context: RenderContext): string {
	const parts = pointsOf(recall);
	const rows = parts.flatMap((text, i) => hanging(context, `${i + 1}  `, inline(context, text)));
	const some = parts.length > 1 ? ' Digits and Enter: only these.' : '';
	return screen(
		context,
		rows,
		isJudged ? wrap(context, context.theme.quiet(`Enter: had all of it.${some} x: not yet.`)) : [],
	);
}

/** Lists by stage what would be marked. */
export function proposalScreen(
	stages: readonly Stage[],
	proposals: ReadonlyMap<string, 'known' | 'check'>,
	context: RenderContext,
): string {
	const numbers = (stage: Stage, kind: 'known' | 'check') =>
		stage.topics.flatMap(({ id, number }) => (proposals.get(id) === kind ? [number] : [])).join(' ');
	const rows = stages.flatMap((stage) => {
		const [known, check] = [numbers(stage, 'known'), numbers(stage, 'check')];
		const parts = [...(known ? [`known ${known}`] : []), ...(check ? [`check first ${check}`] : [])];
		if (parts.length === 0) return [];
		const lead = `${String(stage.number).padStart(2)}  `;
		return [
			...hanging(context, lead, context.theme.title(stage.title)),
			...parts.flatMap((part) => hanging(context, '', part, lead.length)),
		];
	});
	if (rows.length === 0)
		return screen(
			context,
			wrap(context, 'Nothing would be marked: you begin at the beginning.'),
			wrap(context, context.theme.quiet('Enter ends; q too.')),
		);
	return screen(
		context,
		[context.theme.title('This would be marked'), ...rows],
		wrap(
			context,
			context.theme.quiet(
				'Enter marks it. A number and Enter switches a topic (1.2) or a stage (1): known, check first, untouched. q: mark nothing.',
			),
		),
	);
}
