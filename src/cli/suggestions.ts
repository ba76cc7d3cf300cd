/** Suggests a corrected command line for one that a command does not accept. */
import { shellWord } from '../domain/safe.ts';
import type { Command, Option } from './command.ts';

/**
 * Returns the corrected line if a word stands for an option: `doctor fix`, `next stage 4`, `next 4`, `export list.md`;
 * undefined if none does.
 * @param args the words that are not options
 * @param most how many of them the command takes
 */
export function suggestedLine(
	{ name, options = [] }: Pick<Command, 'name' | 'options'>,
	args: readonly string[],
	most: number,
): string | undefined {
	const named = args.findIndex((word) => optionNamed(word, options) !== undefined);
	const at = named < 0 ? most : named;
	const [word = '', value] = args.slice(at);
	const option = optionNamed(word, options);
	const meant = option ? [`--${word}`] : valueOption(word, options);
	if (!meant) return undefined;
	const hasValue = option?.flags.includes('<') === true && value !== undefined;
	const line = [...args.slice(0, at), ...meant, ...(hasValue ? [value] : [])];
	return ['roadmap', name, ...line.map(shellWord)].join(' ');
}

function optionNamed(word: string, options: readonly Option[]): Option | undefined {
	return options.find(({ flags }) => flags.split(/[ ,]+/).includes(`--${word}`));
}

/**
 * Returns the option for a value: a number is a stage, a name with an extension is a file, and a format is one that the
 * option's description lists.
 */
function valueOption(word: string, options: readonly Option[]): string[] | undefined {
	const has = (name: string) => optionNamed(name, options);
	if (/^\d{1,3}$/.test(word) && has('stage')) return ['--stage', word];
	if (/^\d+\.\d+$/.test(word) && has('topic')) return ['--topic', word];
	if (/^[a-z]+$/.test(word) && has('format')?.about.split(/\W+/).includes(word)) return ['--format', word];
	return /\.[a-z]{2,4}$/i.test(word) && has('output') ? ['--output', word] : undefined;
}
