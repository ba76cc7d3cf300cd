/** The data of a placement, and the result of claims and answers. */
import type { State } from '../../app/session.ts';
import { checksum } from '../../domain/checksum.ts';
import {
	answered,
	type Claim,
	nextToAsk,
	type PlacedStage,
	type Placement,
	placementFrom,
	proposalFor,
} from '../../domain/placement.ts';
import { isComplete } from '../../domain/progress.ts';
import { topicsAt } from '../../domain/scope.ts';
import type { Recall, Stage, Topic } from '../../domain/types.ts';

/** The stages in view, and the question to ask about each topic. */
export interface Subject {
	readonly state: State;
	readonly stages: readonly (Stage & PlacedStage)[];
	readonly marked: ReadonlyMap<string, boolean>;
	/** Undefined for a topic without questions. */
	readonly questionOf: (topic: Topic) => Recall | undefined;
}

/** `unknown`: the learner said so without trying. */
export type Outcome = 'had' | 'missed' | 'unknown';

export interface AnsweredQuestion {
	readonly topic: string;
	readonly question: string;
	readonly outcome: Outcome;
}

export interface PlacementInput {
	/** By stage id; a stage without one counts as none. */
	readonly claims: ReadonlyMap<string, Claim>;
	/** In the order answered. */
	readonly answers: readonly AnsweredQuestion[];
}

/** The answers and the marks that follow from them. */
export interface Placed extends PlacementInput {
	/** Topic id → proposed mark. */
	readonly proposals: ReadonlyMap<string, 'known' | 'check'>;
}

/** The most questions asked; more add nothing. */
export const MAX_QUESTIONS = 10;

export function subjectOf(state: State): Subject {
	const { standing, lessonOf } = state;
	const { scope, progress, roadmap, today } = standing;
	const stages = scope.stages.map((stage) => ({ ...stage, topics: topicsAt(stage, scope.level) }));
	const marked = new Map([
		...[...progress.elsewhere].map((id) => [id, true] as const),
		...[...progress.marks].flatMap(([id, { status }]) =>
			status === 'todo' ? [] : [[id, isComplete(status)] as const],
		),
	]);
	return {
		state,
		stages: stages.filter(({ topics }) => topics.length > 0),
		marked,
		questionOf: (topic) => {
			const all = lessonOf(topic).recall ?? [];
			return all[checksum(`${roadmap.id} ${today} ${topic.id}`) % Math.max(1, all.length)];
		},
	};
}

/** Returns the claims of a learner who starts at a stage. */
export function startingAt({ stages }: Subject, number: number): Map<string, Claim> {
	return new Map(stages.map((stage) => [stage.id, stage.number < number ? 'most' : 'none']));
}

/** Returns the placement after these answers. */
function stateAfter({ stages, marked }: Subject, { claims, answers }: PlacementInput): Placement {
	const start = placementFrom(stages, claims, marked);
	return answers.reduce((state, { topic, outcome }) => answered(state, topic, outcome === 'had'), start);
}

/** Returns the topic to ask about next, with its question; undefined if there is nothing left to ask. */
export function nextQuestion(
	subject: Subject,
	input: PlacementInput,
): { readonly topic: Topic; readonly recall: Recall } | undefined {
	if (input.answers.length >= MAX_QUESTIONS) return undefined;
	const asked = input.answers.map(({ topic }) => topic);
	const canAsk = (topic: Topic) => subject.questionOf(topic) !== undefined;
	const topic = nextToAsk(stateAfter(subject, input), asked, canAsk);
	const recall = topic && subject.questionOf(topic);
	return topic && recall && { topic, recall };
}

/** Returns the proposed marks after these answers, in the path's order. */
export function proposalsAfter(subject: Subject, input: PlacementInput): Map<string, 'known' | 'check'> {
	const state = stateAfter(subject, input);
	const topics = subject.stages.flatMap((stage) => stage.topics);
	return new Map(
		topics.flatMap(({ id }) => {
			const proposal = proposalFor(state, id);
			return proposal ? [[id, proposal] as const] : [];
		}),
	);
}
