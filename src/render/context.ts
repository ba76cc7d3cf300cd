/** What a view draws on: a palette, a width, and whether a person or a program reads it. Door: chalk. */
import { Chalk } from 'chalk';

export interface RenderContext {
	readonly theme: Theme;
	/** Columns. */
	readonly width: number;
	/** A pipe or a file: the same facts, one record a line, without decoration. */
	readonly plain: boolean;
	/** A screen reader reads it: states in words instead of marks and bars. */
	readonly accessible: boolean;
	/** The terminal makes links of our texts; else addresses are spelled out. */
	readonly links: boolean;
	/** The terminal has no characters but ASCII for marks and bars. */
	readonly ascii: boolean;
	/** YYYY-MM-DD in the learner's calendar, for words like "in March". */
	readonly today: string;
}

type Env = Readonly<Record<string, string | undefined>>;

export type ColorChoice = 'auto' | 'always' | 'never';

/**
 * Whether a stream gets colour: the flag, NO_COLOR (https://no-color.org: any value but an empty one), FORCE_COLOR
 * and CLICOLOR_FORCE, CLICOLOR=0, TERM=dumb, and at last whether it is a terminal. chalk alone reads half of these.
 */
export function wantsColor(choice: ColorChoice, env: Env, isTTY: boolean): boolean {
	if (choice !== 'auto') return choice === 'always';
	if (env.NO_COLOR) return false;
	if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
	if (env.CLICOLOR_FORCE && env.CLICOLOR_FORCE !== '0') return true;
	if (env.CLICOLOR === '0' || env.TERM === 'dumb') return false;
	return isTTY;
}

/** A terminal's columns; 80 for a pipe and for the 0 that some pseudo-terminals say. */
export function outputWidth(columns: number | undefined): number {
	return columns && columns > 0 ? Math.max(20, columns) : 80;
}

/** Whether a terminal can show no more than ASCII: the locale names another charset than UTF-8. Unset is UTF-8. */
export function isAscii({ LC_ALL, LC_CTYPE, LANG }: Env): boolean {
	const locale = LC_ALL || LC_CTYPE || LANG || 'UTF-8';
	return !/utf-?8/i.test(locale);
}

/** Terminals that make links, by TERM_PROGRAM, and since which version. */
const LINKING: ReadonlyMap<string, readonly [major: number, minor: number]> = new Map([
	['iTerm.app', [3, 1]],
	['WezTerm', [20200620, 0]],
	['vscode', [1, 72]],
	['ghostty', [0, 0]],
	['zed', [0, 0]],
	['WarpTerminal', [0, 0]],
]);

/**
 * Whether a terminal makes links (OSC 8). The rule of supports-hyperlinks 4.6, which reads the process itself and would
 * cost every start; only that a multiplexer, whose variables are those of the terminal around it, counts as unable.
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
	/** The name of the thing that the screen is about. */
	readonly title: (text: string) => string;
	/** Secondary. */
	readonly quiet: (text: string) => string;
	/** A command to type. */
	readonly command: (text: string) => string;
	readonly good: (text: string) => string;
	readonly warn: (text: string) => string;
	readonly bad: (text: string) => string;
	/** Code within a sentence; between backticks where there is no colour. */
	readonly code: (text: string) => string;
	readonly codeBlock: (text: string) => string;
	/** The colours of the phases, in the order of the page's. */
	readonly phases: readonly ((text: string) => string)[];
}

/** Sixteen colours at most, so that the terminal's own theme decides what they are. */
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
