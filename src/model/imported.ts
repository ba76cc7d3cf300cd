/** Paths and levels that came with an import. They count where the learner chose nothing here, as long as it stands. */
import { type Memory, registerKey } from './memory.ts';
import type { Choice } from './scope.ts';

/** What an import chose for a roadmap. */
export function importedChoice({ registers }: Memory, roadmap: string): Partial<Choice> {
	const path = registers.get(registerKey(roadmap, 'choice', 'path'))?.value;
	const level = registers.get(registerKey(roadmap, 'choice', 'level'))?.value;
	return { ...(path !== undefined && { path }), ...(level !== undefined && { level }) };
}

/** The same for every roadmap that an import chose something for. */
export function importedChoices(memory: Memory): Map<string, Partial<Choice>> {
	const ids = [...memory.registers.keys()].flatMap((key) => /^(\S+) choice /.exec(key)?.[1] ?? []);
	return new Map(ids.map((id) => [id, importedChoice(memory, id)]));
}
