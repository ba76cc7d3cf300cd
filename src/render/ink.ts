/** What does it look like? The palette: words for what a text is, not colours. Door: chalk. */
import { Chalk } from 'chalk';

export interface Ink {
	/** The name of the thing that the screen is about. */
	readonly title: (text: string) => string;
	/** Secondary. */
	readonly quiet: (text: string) => string;
	/** A command to type. */
	readonly command: (text: string) => string;
	readonly good: (text: string) => string;
	readonly warn: (text: string) => string;
	readonly bad: (text: string) => string;
}

/** Sixteen colours at most, so that the terminal's own theme decides what they are. */
export function makeInk(color: boolean): Ink {
	const chalk = new Chalk({ level: color ? 1 : 0 });
	return {
		title: chalk.bold,
		quiet: chalk.dim,
		command: chalk.cyan,
		good: chalk.green,
		warn: chalk.yellow,
		bad: chalk.red,
	};
}
