/**
 * What a view needs to know about its output: colours, width, and whether a person or a program reads it. Door: chalk.
 */
import { Chalk } from 'chalk';

export interface RenderContext {
	readonly theme: Theme;
	/** Columns. */
	readonly width: number;
	/** For a pipe or a file: the same facts, one record a line, without decoration. */
	readonly plain: boolean;
	/** For a screen reader: words instead of marks and bars. */
	readonly accessible: boolean;
	/** Whether the terminal supports hyperlinks; otherwise addresses are printed. */
	readonly links: boolean;
	/** Whether the terminal shows only ASCII characters. */
	readonly ascii: boolean;
	/** YYYY-MM-DD in the learner's time zone, for words like "in March". */
	readonly today: string;
}

type Env = Readonly<Record<string, string | undefined>>;

export const COLORS = ['auto', 'always', 'never'] as const;
export type ColorChoice = (typeof COLORS)[number];

/**
 * Returns whether a stream gets colour, by: the flag, NO_COLOR (https://no-color.org: any value but an empty one),
 * FORCE_COLOR and CLICOLOR_FORCE, CLICOLOR=0, TERM=dumb, and finally whether it is a terminal. chalk supports only half
 * of these.
 */
export function wantsColor(choice: ColorChoice, env: Env, isTTY: boolean): boolean {
	if (choice !== 'auto') return choice === 'always';
	if (env.NO_COLOR) return false;
	if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
	if (env.CLICOLOR_FORCE && env.CLICOLOR_FORCE !== '0') return true;
	if (env.CLICOLOR === '0' || env.TERM === 'dumb') return false;
	return isTTY;
}

/** Returns a terminal's columns; 80 for a pipe and for pseudo-terminals that report 0. */
export function outputWidth(columns: number | undefined): number {
	return columns && columns > 0 ? Math.max(20, columns) : 80;
}

/** Returns whether a terminal can show only ASCII: the locale names a charset other than UTF-8. Unset means UTF-8. */
export function isAscii({ LC_ALL, LC_CTYPE, LANG }: Env): boolean {
	const locale = LC_ALL || LC_CTYPE || LANG || 'UTF-8';
	return !/utf-?8/i.test(locale);
}

/** Terminals that support hyperlinks, by TERM_PROGRAM, with the first version that does. */
const LINKING: ReadonlyMap<string, readonly [major: number, minor: number]> = new Map([
	['iTerm.app', [3, 1]],
	['WezTerm', [20200620, 0]],
	['vscode', [1, 72]],
	['ghostty', [0, 0]],
	['zed', [0, 0]],
	['WarpTerminal', [0, 0]],
]);

/**
 * Returns whether a terminal supports hyperlinks (OSC 8). These are the rules of supports-hyperlinks 4.6, which reads
 * the process itself and would slow down every start; one difference: multiplexers, which inherit the variables of the
 * terminal around them, count as unable.
 */
export function wantsLinks(env: Env, platform: NodeJS.Platform, isTTY: boolean, color: boolean): boolean {
	if (!isTTY) return false;
	if (env.FORCE_HYPERLINK) return Number.parseInt(env.FORCE_HYPERLINK, 10) !== 0;
	const { TERM = '' } = env;
	if (!color || env.CI || env.TEAMCITY_VERSION || /^(?:dumb|screen|tmux)/.test(TERM)) return false;
	if (env.WT_SESSION !== undefined || platform === 'win32') return env.WT_SESSION !== undefined;
	const since = LINKING.get(env.TERM_PROGRAM ?? '');
	if (since) return isSince(env.TERM_PROGRAM_VERSION, since) || env.CURSOR_TRACE_ID !== undefined;
	if (env.VTE_VERSION) return Number(env.VTE_VERSION) > 5_000;
	return TERM === 'alacritty' || TERM === 'xterm-kitty';
}

function isSince(version: string | undefined, [major, minor]: readonly [number, number]): boolean {
	const [first = 0, second = 0] = (version ?? '').split(/\D/).map(Number);
	return first > major || (first === major && second >= minor);
}

interface Theme {
	/** The name of the screen's subject. */
	readonly title: (text: string) => string;
	/** Secondary text. */
	readonly quiet: (text: string) => string;
	/** A command to type. */
	readonly command: (text: string) => string;
	readonly good: (text: string) => string;
	readonly warn: (text: string) => string;
	readonly bad: (text: string) => string;
	/** Code within a sentence; in backticks if there is no colour. */
	readonly code: (text: string) => string;
	readonly codeBlock: (text: string) => string;
	/** The colours of the phases, in the same order as on the page. */
	readonly phases: readonly ((text: string) => string)[];
}

/** Uses sixteen colours at most, so that they follow the terminal's theme. */
export function makeTheme(color: boolean): Theme {
	const chalk = new Chalk({ level: color ? 1 : 0 });
	return {
		title: chalk.bold,
		quiet: chalk.dim,
		command: chalk.cyan,
		good: chalk.green,
		warn: chalk.yellow,
		bad: chalk.red,
		codeBlock: chalk.magenta,
		code: color ? chalk.magenta : (text) => `\`${text}\``,
		phases: [chalk.blue, chalk.yellow, chalk.green, chalk.magenta, chalk.redBright, chalk.yellowBright],
	};
}
