/** What is wrong with a roadmap, and where: data that the view draws with a caret. */

export interface Fault {
	readonly severity: 'error' | 'warning';
	/** The file as the author named it. */
	readonly file: string;
	/** Counted from 1. */
	readonly line: number;
	/** Counted from 1, in characters. */
	readonly column: number;
	/** How many characters the caret marks. */
	readonly length: number;
	/** `stages[2].topics[0].tier`; empty where the file as a whole is meant. */
	readonly path: string;
	readonly message: string;
	/** The text of the line. */
	readonly source: string;
}

export type Path = readonly (string | number)[];

/** `stages[2].topics[0].tier` */
export function pathText(path: Path): string {
	return path.map((step, i) => (typeof step === 'number' ? `[${step}]` : `${i > 0 ? '.' : ''}${step}`)).join('');
}

/** In the order of the files, then of the lines. */
export function sortFaults(faults: readonly Fault[]): Fault[] {
	const files = [...new Set(faults.map((fault) => fault.file))];
	const place = (fault: Fault) => [files.indexOf(fault.file), fault.line, fault.column] as const;
	return [...faults].sort((a, b) => {
		const [x, y] = [place(a), place(b)];
		return x[0] - y[0] || x[1] - y[1] || x[2] - y[2];
	});
}
