/** The interactive placement: claims by stage, some questions, and a review of the result. */
import type { Session } from '../../app/session.ts';
import { beforeDoubleDash, colorOption } from '../../cli/arguments.ts';
import type { Input } from '../../cli/command.ts';
import { Dialogue } from '../../cli/dialogue.ts';
import { makeRenderContext } from '../../cli/output.ts';
import type { Claim } from '../../domain/placement.ts';
import { pointsOf } from '../../domain/question.ts';
import type { Recall } from '../../domain/types.ts';
import { Interrupted } from '../../errors.ts';
import type { RenderContext } from '../../render/context.ts';
import { indented, screen, wrap } from '../../render/text.ts';
import {
	type AnsweredQuestion,
	MAX_QUESTIONS,
	nextQuestion,
	type Outcome,
	type Placed,
	proposalsAfter,
	type Subject,
	startingAt,
} from './subject.ts';
import { answerScreen, CLAIM_KEYS, proposalScreen, questionScreen, stageScreen } from './view.ts';

interface Interviewer {
	readonly dialogue: Dialogue;
	readonly context: RenderContext;
	readonly subject: Subject;
	readonly now: () => Date;
}

interface Wishes {
	/** Undefined if they are to be asked. */
	readonly claims: ReadonlyMap<string, Claim> | undefined;
	readonly hasQuestions: boolean;
}

/** How long questions are asked. */
const MINUTES = 5;

/** @throws Interrupted if the learner stopped; nothing is marked then */
export async function interview(session: Session, input: Input, subject: Subject, wishes: Wishes): Promise<Placed> {
	const dialogue = new Dialogue(session.host);
	const context = makeRenderContext(session.host.stderr, session.host, colorOption(beforeDoubleDash(input.argv)));
	const interviewer: Interviewer = { dialogue, context, subject, now: session.now };
	try {
		const claims = wishes.claims ?? (await askClaims(interviewer));
		const answers = wishes.hasQuestions ? await askQuestions(interviewer, claims) : [];
		const replies = { claims, answers };
		const proposals = proposalsAfter(subject, replies);
		// A learner who claims nothing has nothing to review.
		const isBeginner = proposals.size === 0 && [...claims.values()].every((claim) => claim === 'none');
		return { ...replies, proposals: isBeginner ? proposals : await reviewProposals(interviewer, proposals) };
	} finally {
		dialogue.close();
	}
}

const CLAIM_OF: Readonly<Record<string, Claim>> = { n: 'none', s: 'some', m: 'most', '?': 'none' };

async function askClaims(interviewer: Interviewer): Promise<ReadonlyMap<string, Claim>> {
	const { dialogue, context, subject } = interviewer;
	const { stages } = subject;
	const claims = new Map<string, Claim>();
	dialogue.say(screen(context, wrap(context, 'Nothing is marked until you confirm it at the end.')));
	for (let i = 0; i < stages.length; ) {
		const stage = stages[i];
		if (!stage) break;
		dialogue.say(stageScreen(stage, `${i + 1} of ${stages.length}`, subject.state.lessonOf, context));
		say(interviewer, i === 0 ? CLAIM_KEYS : [CLAIM_KEYS[1]]);
		const key = await keyAmong(interviewer, /^(?:[nsmb?]|\d*)$/);
		if (key === '') break;
		if (/^\d+$/.test(key)) {
			if (subject.state.standing.roadmap.stages.some(({ number }) => number === Number(key)))
				return startingAt(subject, Number(key));
			say(interviewer, [`There is no stage ${key}.`]);
			continue;
		}
		const claim = CLAIM_OF[key];
		if (claim) claims.set(stage.id, claim);
		i = key === 'b' ? Math.max(0, i - 1) : i + 1;
	}
	return claims;
}

async function askQuestions(
	interviewer: Interviewer,
	claims: ReadonlyMap<string, Claim>,
): Promise<readonly AnsweredQuestion[]> {
	const { dialogue, context, subject, now } = interviewer;
	const end = now().getTime() + MINUTES * 60_000;
	const answers: AnsweredQuestion[] = [];
	while (now().getTime() < end) {
		const next = nextQuestion(subject, { claims, answers });
		if (!next) break;
		const place = `question ${answers.length + 1} of at most ${MAX_QUESTIONS}`;
		dialogue.say(questionScreen(next.topic, next.recall, place, context));
		const outcome = await outcomeOf(interviewer, next.recall);
		if (!outcome) break;
		answers.push({ topic: next.topic.id, question: next.recall.id, outcome });
	}
	return answers;
}

/** Returns undefined if the learner wants no more questions. */
async function outcomeOf(interviewer: Interviewer, recall: Recall): Promise<Outcome | undefined> {
	const typed = (await lineOf(interviewer)).trim();
	if (typed === 'q') return undefined;
	interviewer.dialogue.say(answerScreen(recall, typed !== '?', interviewer.context));
	if (typed === '?') return 'unknown';
	const key = await keyAmong(interviewer, /^(?:[xe]|\d*)$/);
	const count = pointsOf(recall).length;
	const had = new Set([...key].map(Number).filter((n) => n >= 1 && n <= count));
	return key === '' || key === 'e' || had.size === count ? 'had' : 'missed';
}

const AFTER = { known: 'check', check: undefined } as const;

/** Shows what would be marked until Enter, and changes what the learner names. */
async function reviewProposals(
	interviewer: Interviewer,
	proposals: ReadonlyMap<string, 'known' | 'check'>,
): Promise<ReadonlyMap<string, 'known' | 'check'>> {
	const { stages, marked } = interviewer.subject;
	let now = proposals;
	for (;;) {
		interviewer.dialogue.say(proposalScreen(stages, now, interviewer.context));
		const typed = (await lineOf(interviewer)).trim();
		if (typed === '') return now;
		if (typed === 'q') throw new Interrupted('Nothing was changed.');
		const named = stages.flatMap(({ number, topics }) =>
			topics.filter((topic) => (String(number) === typed || topic.number === typed) && !marked.has(topic.id)),
		);
		if (named.length === 0) say(interviewer, [`"${typed}" is not a topic or a stage on this screen.`]);
		else
			now = toggled(
				now,
				named.map(({ id }) => id),
				stages.flatMap(({ topics }) => topics.map(({ id }) => id)),
			);
	}
}

/** Moves all named topics to the state after that of the first: known, to check, untouched, known again. */
function toggled(
	proposals: ReadonlyMap<string, 'known' | 'check'>,
	named: readonly string[],
	order: readonly string[],
): ReadonlyMap<string, 'known' | 'check'> {
	const before = proposals.get(named[0] ?? '');
	const after = before === undefined ? 'known' : AFTER[before];
	const all = new Map(proposals);
	for (const id of named) {
		if (after) all.set(id, after);
		else all.delete(id);
	}
	return new Map(order.flatMap((id) => (all.has(id) ? [[id, all.get(id) ?? 'known'] as const] : [])));
}

function say({ dialogue, context }: Interviewer, lines: readonly string[]): void {
	dialogue.say(indented(lines.flatMap((line) => wrap(context, context.theme.quiet(line)))));
}

/** @throws Interrupted if the learner stopped */
async function lineOf({ dialogue }: Interviewer): Promise<string> {
	dialogue.say('  > ');
	const line = await dialogue.line();
	if (line === undefined) throw new Interrupted('Nothing was changed.');
	return line;
}

/** Waits for a key that is valid here. @throws Interrupted if the learner stopped */
async function keyAmong({ dialogue }: Interviewer, keys: RegExp): Promise<string> {
	for (;;) {
		dialogue.say('  > ');
		const key = await dialogue.key();
		if (key === undefined || key === 'q') throw new Interrupted('Nothing was changed.');
		if (keys.test(key)) return key;
	}
}
