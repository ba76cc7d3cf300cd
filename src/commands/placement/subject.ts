/** What a placement is about, and what comes of claims and answers. */
import type { State } from '../../app/session.ts';
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

/** What a placement is about: the stages in view, and which question a topic would be asked. */
export interface Subject {
	readonly state: State;
	readonly stages: readonly (Stage & PlacedStage)[];
	readonly marked: ReadonlyMap<string, boolean>;
	/** Undefined for a topic without questions. */
	readonly questionOf: (topic: Topic) => Recall | undefined;
}

/** `unknown`: the learner said so, without a try. */
export type Outcome = 'had' | 'missed' | 'unknown';

export interface Given {
	readonly topic: string;
	readonly question: string;
	readonly outcome: Outcome;
}

export interface Said {
	/** By stage id; a stage without one counts as none. */
	readonly claims: ReadonlyMap<string, Claim>;
	/** In the order in which it was answered. */
	readonly given: readonly Given[];
}

/** What was said, and what is to be marked because of it. */
export interface Placed extends Said {
	/** Topic id → what it is taken for. */
	readonly proposals: ReadonlyMap<string, 'known' | 'check'>;
}

/** So many questions are asked at most; more gain nothing. */
export const MOST_QUESTIONS = 10;

export function subjectOf(state: State): Subject {
	const { standing, lessonOf } = state;
	const { scope, progress, roadmap, today } = standing;
	const stages = scope.stages.map((stage) => ({ ...stage, topics: topicsAt(stage, scope.level) }));
	const marked = new Map(
		[...progress.marks].flatMap(([id, { status }]) => (status === 'todo' ? [] : [[id, isComplete(status)] as const])),
	);
	return {
		state,
		stages: stages.filter(({ topics }) => topics.length > 0),
		marked,
		questionOf: (topic) => {
			const all = lessonOf(topic).recall ?? [];
			return all[numberFrom(`${roadmap.id} ${today} ${topic.id}`) % Math.max(1, all.length)];
		},
	};
}

/** The claims of somebody who begins at a stage. */
export function startingAt({ stages }: Subject, number: number): Map<string, Claim> {
	return new Map(stages.map((stage) => [stage.id, stage.number < number ? 'most' : 'none']));
}

/** The state after what was answered. */
function stateAfter({ stages, marked }: Subject, { claims, given }: Said): Placement {
	const start = placementFrom(stages, claims, marked);
	return given.reduce((state, { topic, outcome }) => answered(state, topic, outcome === 'had'), start);
}

/** The topic to ask about next, with its question; undefined where there is nothing to ask any more. */
export function nextQuestion(
	subject: Subject,
	said: Said,
): { readonly topic: Topic; readonly recall: Recall } | undefined {
	if (said.given.length >= MOST_QUESTIONS) return undefined;
	const asked = said.given.map(({ topic }) => topic);
	const canAsk = (topic: Topic) => subject.questionOf(topic) !== undefined;
	const topic = nextToAsk(stateAfter(subject, said), asked, canAsk);
	const recall = topic && subject.questionOf(topic);
	return topic && recall && { topic, recall };
}

/** What is proposed after what was answered, in the order of the path. */
export function proposalsAfter(subject: Subject, said: Said): Map<string, 'known' | 'check'> {
	const state = stateAfter(subject, said);
	const topics = subject.stages.flatMap((stage) => stage.topics);
	return new Map(
		topics.flatMap(({ id }) => {
			const proposal = proposalFor(state, id);
			return proposal ? [[id, proposal] as const] : [];
		}),
	);
}

/** FNV-1a: a number from a text, the same for the same text. */
function numberFrom(text: string): number {
	return [...text].reduce((hash, sign) => Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0, 0x811c9dc5);
}
