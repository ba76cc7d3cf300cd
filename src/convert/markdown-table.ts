/** Reads the rows of a Markdown table as topics if its columns are those of a curriculum. */
import { type Column, isBeside, isNoClass, kindNamed, readHeader, topicOfRow } from './columns.ts';
import { addResource, cleanTitle, type DraftTopic, type Omission } from './curriculum.ts';
import { lineOf, linksIn, type MarkdownLink, type Table, type TableRow, textOf, titleOf } from './markdown.ts';

/** Whether a table has a column of courses or topics; tables of people, prices and dates have none. */
export function isCurriculum(table: Table): boolean {
	return readHeader(table.children[0]?.children.map((cell) => textOf(cell)) ?? []) !== undefined;
}

/** @param loose receives the links in columns beside the topic, such as a chat */
export function readTableRows(table: Table, stage: string, omissions: Omission[], loose: MarkdownLink[]): DraftTopic[] {
	const [head, ...rows] = table.children;
	const names = head?.children.map((cell) => textOf(cell)) ?? [];
	const columns = readHeader(names);
	if (!columns) return [];
	const isLoose = (i: number) => i === columns.get('needs') || isBeside(names[i] ?? '');
	const kindIn = (row: TableRow) => {
		const cell = row.children[columns.get('kind') ?? -1];
		return cell && kindNamed(textOf(cell));
	};
	const minutesName = names[columns.get('minutes') ?? -1] ?? '';
	return rows.flatMap((row) => {
		const topic = readRow(row, columns, minutesName, stage, omissions);
		for (const [i, cell] of row.children.entries()) {
			for (const link of linksIn(cell)) {
				const title = /^(?:link|here|url|\W+)$/i.test(link.title) ? (names[i] ?? '') : link.title;
				if (topic && !isLoose(i))
					addResource(topic, { kind: kindIn(row), title, url: link.url }, `line ${link.line}`, omissions);
				else loose.push({ ...link, title: [topic?.title, link.title].filter(Boolean).join(': ') });
			}
		}
		return topic ?? [];
	});
}

function readRow(
	row: TableRow,
	columns: ReadonlyMap<Column, number>,
	minutesName: string,
	stage: string,
	omissions: Omission[],
): DraftTopic | undefined {
	const cells = (column: Column) => row.children.slice(columns.get(column) ?? row.children.length).slice(0, 1);
	const text = (column: Column) => cells(column).map(textOf).join('');
	const links = [...cells('title'), ...cells('url')].flatMap((cell) => linksIn(cell));
	const [first = '', ...lines] = text('title').split('\n');
	const title = titleOf(first, links);
	if (title === '' || isNoClass(title)) {
		const why = title === '' ? 'a row without a title' : `no class: ${title.slice(0, 60)}`;
		omissions.push({ where: `line ${lineOf(row)}`, why });
		return undefined;
	}
	const outcomes = lines.map((line) => cleanTitle(line.replace(/^\s{0,9}[•·*–-]\s{0,9}/, ''))).filter(Boolean);
	return { ...topicOfRow(title, stage, text, minutesName), outcomes };
}
