/** Progress with labs. The journal keeps up to four registers for each lab, one for each step. */
import type { Register } from './memory.ts';
import type { Progress } from './progress.ts';
import type { Topic } from './types.ts';

/** Checked but failed; passed; a hint was shown; the solution was shown. */
export const LAB_STEPS = ['tried', 'passed', 'hinted', 'shown'] as const;
export type LabStep = (typeof LAB_STEPS)[number];

export interface LabProgress {
	/** Time of the last failed check, ISO 8601; null if there is none. */
	readonly tried: string | null;
	/** Time of the last passed check, ISO 8601; null if there is none. */
	readonly passed: string | null;
	readonly hints: number;
	readonly shown: boolean;
}

export const NO_LAB: LabProgress = { tried: null, passed: null, hints: 0, shown: false };

/** Returns a lab's key in `Progress`: the ids of its topic and itself, neither of which contains a space. */
export function labKey(topic: string, lab: string): string {
	return `${topic} ${lab}`;
}

export type LabState = 'todo' | 'tried' | 'passed';

export function labProgressOf({ labs }: Pick<Progress, 'labs'>, topic: string, lab: string): LabProgress {
	return labs.get(labKey(topic, lab)) ?? NO_LAB;
}

/** Counts the labs of these topics, and how many are passed. */
export function labsPassed(topics: readonly Topic[], progress: Progress): { passed: number; total: number } {
	const all = topics.flatMap(({ id, labs = [] }) => labs.map((lab) => labProgressOf(progress, id, lab)));
	return { passed: all.filter(({ passed }) => passed !== null).length, total: all.length };
}

export function labStateOf({ tried, passed }: LabProgress): LabState {
	if (passed !== null) return 'passed';
	return tried === null ? 'todo' : 'tried';
}

/** @param registers by topic, lab and step, as in `facts` */
export function labsFrom(registers: ReadonlyMap<string, Register>): Map<string, LabProgress> {
	const labs = new Map<string, LabProgress>();
	for (const [name, register] of registers) {
		const [topic = '', lab = '', step] = name.split(' ');
		const key = labKey(topic, lab);
		labs.set(key, { ...NO_LAB, ...labs.get(key), ...stepFrom(step, register) });
	}
	return labs;
}

function stepFrom(step: string | undefined, { value, at }: Register): Partial<LabProgress> {
	switch (step) {
		case 'tried':
			return { tried: at };
		case 'passed':
			return { passed: at };
		case 'hinted':
			return { hints: Number(value) };
		default:
			return { shown: true };
	}
}
