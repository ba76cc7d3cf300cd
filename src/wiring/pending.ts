/** Notes and the journal as one: a change of notes is made by its event, and carried out after it. */
import { isUserError, UserError } from '../errors.ts';
import type { Event } from '../model/event.ts';
import { readRaw } from '../store/notes.ts';
import {
	carryOut,
	isBusy,
	type Pending,
	readPending,
	type Step,
	stage,
	sweep,
	unstage,
	withSteps,
} from '../store/pending.ts';
import { recallEvents } from '../store/recall.ts';
import type { Desk } from './desk.ts';

/**
 * Makes a change that changes notes too.
 * @param write appends the event, and gives it away before that
 * @throws UserError; all is then as it was, or the error is `kept`
 */
export async function changeNotes<E extends Event>(
	desk: Desk,
	write: (stage: (event: E) => void) => E | Promise<E>,
	stepsOf: (event: E) => readonly Step[],
): Promise<void> {
	let pending: Pending | undefined;
	try {
		await write((event) => {
			const steps = stepsOf(event);
			if (steps.length > 0) pending = stage(desk.places(), event.id, steps);
		});
	} catch (error) {
		if (pending && !(isUserError(error) && error.kept)) unstage(desk.places(), pending);
		throw error;
	}
	desk.noteSaved();
	try {
		if (pending) carryOut(desk.places(), pending);
	} catch (error) {
		throw notYet(error);
	}
}

/**
 * Carries out what a kill or a full disk left to be done, in its order and so before any other change of notes. What
 * cannot be done now stays for the next time.
 */
export function finishLeft(desk: Desk): void {
	try {
		const { coming, nobodys } = pendingNow(desk);
		for (const pending of coming) if (!isBusy(pending)) carryOut(desk.places(), pending);
		nobodys.forEach(sweep);
	} catch (error) {
		if (!isUserError(error)) throw error;
	}
}

/** What is still to be done to notes. @throws UserError */
export function stepsToCome(desk: Desk): Step[] {
	return pendingNow(desk).coming.flatMap(({ steps }) => steps);
}

/** A topic's notes with what is still to be done to them, as bytes and letters of them (latin1). @throws UserError */
export function rawNote(desk: Desk, roadmap: string, topic: string, steps = stepsToCome(desk)): string {
	const its = steps.filter((step) => step.roadmap === roadmap && step.topic === topic);
	return withSteps(readRaw(desk.places(), roadmap, topic), its);
}

/** What counts is what the journal has; it is asked only where something is pending. */
function pendingNow(desk: Desk): { coming: Pending[]; nobodys: Pending[] } {
	const all = readPending(desk.places());
	if (all.length === 0) return { coming: [], nobodys: [] };
	const events = recallEvents(desk.places());
	const made = new Set(events.map(({ id }) => id));
	for (const event of events) if (event.kind === 'undo') for (const id of event.takes) made.delete(id);
	return { coming: all.filter(({ event }) => made.has(event)), nobodys: all.filter(({ event }) => !made.has(event)) };
}

/** The change is made: whoever reads the notes sees it, and the next change carries it out. */
function notYet(error: unknown): unknown {
	if (!isUserError(error)) return error;
	const hint = 'It will be put there with your next change; roadmap notes shows it already.';
	return new UserError(`The change is kept, but not yet in the notes' file. ${error.message}`, { hint, kept: true });
}
