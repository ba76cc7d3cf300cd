/** `lab check --watch`: checks the answer whenever it is saved, one check at a time, and handles keys in between. */
import type { Session, State } from '../../app/session.ts';
import { type Input, isSet } from '../../cli/command.ts';
import { Dialogue } from '../../cli/dialogue.ts';
import { nextLook } from '../../content/watch.ts';
import { labProgressOf } from '../../domain/lab-progress.ts';
import { Interrupted, UserError } from '../../errors.ts';
import { engineState } from '../../labs/engines.ts';
import { baseOf, stampOfAnswer } from '../../labs/lab-folder.ts';
import { checkAnswer, folderFor, idOf } from './check-answer.ts';
import { allLabs, folderOf, isPassed, labArgument, type TopicLab } from './find-lab.ts';
import { answerName } from './lab-files.ts';
import type { CheckResult, LabCommandResult } from './results.ts';
import { begin, nextHint, refuseOthers, solutionOf } from './run-lab.ts';

/** A poll takes microseconds; editors save in bursts shorter than the settling time. */
const PACE = { lookMs: 50, settleMs: 150 };

interface Watch {
	readonly session: Session;
	/** Undefined if nobody can type. */
	readonly dialogue: Dialogue | undefined;
	readonly mayFetch: boolean;
	/** Aborted by Ctrl-C, by the end of the input, or when stdout is closed. */
	readonly stop: AbortSignal;
	target: TopicLab;
	round: number;
}

export async function* watchLab(session: Session, input: Input): AsyncGenerator<LabCommandResult, void> {
	refuseOthers(input);
	const target = labArgument(session, await session.open(), input.args[1]);
	folderFor(session, await session.open(), target);
	const { host } = session;
	const stop = new AbortController();
	const release = host.holdInterrupts(() => stop.abort());
	host.stdout.once('error', () => stop.abort());
	const dialogue = session.ask.possible() ? new Dialogue(host) : undefined;
	const watch = { session, dialogue, mayFetch: isSet(input, 'yes'), stop: stop.signal, target, round: 0 };
	let isLeft = false;
	try {
		isLeft = yield* rounds(watch);
	} finally {
		dialogue?.close();
		release();
	}
	if (!isLeft) throw new Interrupted();
}

/** @returns whether the learner left with q */
async function* rounds(watch: Watch): AsyncGenerator<LabCommandResult, boolean> {
	let seen = stampOf(watch, await watch.session.open());
	yield* check(watch);
	while (!watch.stop.aborted) {
		const happened = await keyOrChange(watch, seen);
		if (happened === undefined) return false;
		if (happened === 'q') return true;
		// Taken before the check, so that what is saved during it is checked next.
		if (happened !== 'h' && happened !== 's') seen = stampOf(watch, await watch.session.open());
		yield* actOn(watch, happened);
		if (happened === 'n') seen = stampOf(watch, await watch.session.open());
	}
	return false;
}

/** Waits for a key, or `saved`; undefined if the learner stopped. */
async function keyOrChange(watch: Watch, seen: string): Promise<string | undefined> {
	const { dialogue, stop, session } = watch;
	const state = await session.open();
	const happened = new AbortController();
	const stopBoth = () => happened.abort();
	stop.addEventListener('abort', stopBoth);
	const saved = nextLook(() => stampOf(watch, state), seen, PACE, happened.signal).then(stopBoth);
	try {
		const key = dialogue ? await dialogue.keyUnless(happened.signal) : await saved.then(() => null);
		if (key !== null) return key;
		return stop.aborted ? undefined : 'saved';
	} finally {
		happened.abort();
		stop.removeEventListener('abort', stopBoth);
	}
}

async function* actOn(watch: Watch, happened: string): AsyncGenerator<LabCommandResult, void> {
	const { session, target } = watch;
	session.refresh();
	const state = await session.open();
	switch (happened) {
		case 'saved':
		case 'r':
			return yield* check(watch);
		case 'h':
			return yield* telling(async () => ({ ...(await nextHint(session, state, target)), isWatched: true }));
		case 's':
			if (await isSure(watch, state))
				return yield* telling(async () => ({ ...(await solutionOf(session, state, target, true)), isWatched: true }));
			return yield { note: 'The solution was not shown.', hint: null };
		case 'n':
			return yield* next(watch, state);
		default:
			yield { note: 'Keys: h hint, s solution, r check again, n next lab, q quit.', hint: null };
	}
}

async function* check(watch: Watch): AsyncGenerator<LabCommandResult, void> {
	const at = watch.session.now().toISOString();
	watch.round++;
	for await (const result of telling(() => checkedOnce(watch)))
		yield 'passed' in result ? { ...result, round: watch.round, at } : result;
}

/** Checks the answer. If the engine is missing, lends the terminal to the question whether to download it. */
async function checkedOnce({ session, dialogue, target, mayFetch, stop }: Watch): Promise<CheckResult> {
	const { state } = await engineState(target.lab.engine, session.host, session.places);
	const check = () => checkAnswer(session, target, mayFetch, stop);
	return state === 'ready' || !dialogue ? check() : dialogue.lend(check);
}

/** Reports errors as notes, so that watching goes on. */
async function* telling(act: () => Promise<LabCommandResult>): AsyncGenerator<LabCommandResult, void> {
	try {
		yield await act();
	} catch (error) {
		if (!(error instanceof UserError)) throw error;
		yield { note: error.message, hint: error.hint ?? null };
	}
}

/** Confirms showing the solution before the answer has passed. */
async function isSure({ dialogue, target }: Watch, { standing }: State): Promise<boolean> {
	const { passed, shown } = labProgressOf(standing.progress, target.topic.id, target.lab.id);
	if (passed !== null || shown || !dialogue) return true;
	dialogue.say('  Not passed yet. Show it anyway? y/N ');
	return (await dialogue.key()) === 'y';
}

/** Continues with the next lab that has not passed, in a folder beside this one. */
async function* next(watch: Watch, state: State): AsyncGenerator<LabCommandResult, void> {
	const { session, target } = watch;
	const all = allLabs(state);
	const place = all.findIndex(({ topic, lab }) => topic === target.topic && lab.id === target.lab.id);
	const found = [...all.slice(place + 1), ...all.slice(0, place)].find((one) => !isPassed(state, one));
	if (!found) {
		yield {
			note: 'There is no other lab that has not passed.',
			hint: 'q ends this; roadmap next shows what to learn now.',
		};
		return;
	}
	yield* telling(async () => {
		const begun = await begin(session, state, found, baseOf(folderFor(session, state, target)));
		watch.target = found;
		return begun;
	});
}

/** Returns a different text whenever the answer changes; '' while its folder is gone. */
function stampOf({ session, target }: Watch, state: State): string {
	const folder = folderOf(session, idOf(state, target));
	return folder === undefined ? '' : stampOfAnswer(folder, answerName(target.lab));
}
