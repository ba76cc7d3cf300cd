/** The learner's paths and levels: registers in the journals, and what older versions stored elsewhere. */
import { type Memory, registerKey } from './memory.ts';
import { type Choice, defaultChoice, knownChoice } from './scope.ts';
import type { Roadmap } from './types.ts';

/** Choices in the settings of older versions, by roadmap id. */
type StoredChoices = ReadonlyMap<string, Partial<Choice>>;

/**
 * Returns the choice for a roadmap. Older versions stored it in the settings, or in imports if the settings had none;
 * that counts until a choice event replaces it.
 */
export function chosenFor(kept: StoredChoices, memory: Memory, roadmap: string): Partial<Choice> {
	return {
		...choiceIn(memory, roadmap, 'imported'),
		...kept.get(roadmap),
		...choiceIn(memory, roadmap, 'choice'),
	};
}

/** Returns the choices of every roadmap that has any. */
export function allChosen(kept: StoredChoices, memory: Memory): Map<string, Partial<Choice>> {
	const chosen = [...memory.registers.keys()].flatMap((key) => /^(\S+) (?:choice|imported) /.exec(key)?.[1] ?? []);
	return new Map([...chosen, ...kept.keys()].map((id) => [id, chosenFor(kept, memory, id)]));
}

/** Returns the choices that the roadmap no longer has, with the default used instead. */
export function goneChoices(
	chosen: Partial<Choice>,
	roadmap: Roadmap,
): { what: keyof Choice; wanted: string; instead: string }[] {
	const wanted = { ...defaultChoice(roadmap), ...chosen };
	const choice = knownChoice(roadmap, wanted);
	const gone = (['path', 'level'] as const).filter((what) => choice[what] !== wanted[what]);
	return gone.map((what) => ({ what, wanted: wanted[what], instead: choice[what] }));
}

function choiceIn({ registers }: Memory, roadmap: string, fact: 'choice' | 'imported'): Partial<Choice> {
	const path = registers.get(registerKey(roadmap, fact, 'path'))?.value;
	const level = registers.get(registerKey(roadmap, fact, 'level'))?.value;
	return { ...(path !== undefined && { path }), ...(level !== undefined && { level }) };
}
