/** Finds what was meant by a word that stands where a topic belongs and names none. */
import { numbersIn } from './find.ts';
import { shellWord } from './safe.ts';
import type { Roadmap } from './types.ts';

/** The most numbers shown in a hint. */
const MAX_NUMBERS = 12;

/** Returns what to type instead; undefined if the word may be a topic's name with a typo. */
export function meantBy(roadmap: Roadmap, word: string): string | undefined {
	const numbers = numbersIn(roadmap, word);
	if (numbers.length > 0) return `Did you mean ${numbers.slice(0, MAX_NUMBERS).join(' ')}?${stageRange(roadmap, word)}`;
	const wanted = word.toLowerCase();
	if (wanted === 'stage') return 'A stage is named by its number, as in stage:4.';
	if (/^(?:all|everything|\*)$/.test(wanted)) return 'For all topics of a stage, name it as in stage:4.';
	if (/^https?:/.test(wanted)) return `To keep an address: roadmap link <topic> ${shellWord(word)}`;
	if (/^(?:and|&|or)$/.test(wanted)) return 'Put only spaces between topics: 1.1 1.2';
	if (wanted === 'next') return 'roadmap next names it.';
	const phase = roadmap.phases.find((title) => title.toLowerCase() === wanted);
	if (phase === undefined) return undefined;
	const stages = roadmap.stages.filter((stage) => stage.phase === phase).map(({ number }) => `stage:${number}`);
	return `It is a phase; its stages are ${stages.join(' ')}.`;
}

/** Returns the other meaning of `1-3`, which may be stages 1 to 3. */
function stageRange({ stages }: Roadmap, word: string): string {
	const [, first = '', last = ''] = /^(\d{1,3})-(\d{1,3})$/.exec(word) ?? [];
	const range = stages.filter(({ number }) => number >= Number(first) && number <= Number(last));
	if (first === '' || range.length < 2) return '';
	return ` Stages ${first} to ${last} are ${range.map(({ number }) => `stage:${number}`).join(' ')}.`;
}
