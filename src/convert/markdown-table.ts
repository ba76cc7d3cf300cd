/** Reads the rows of a Markdown table as topics if its columns are those of a curriculum. */
import { type Column, kindNamed, readHeader, topicOfRow } from './columns.ts';
import { addResource, type DraftTopic, type Omission } from './curriculum.ts';
import { lineOf, linksIn, type MarkdownLink, type Table, type TableRow, textOf, titleOf } from './markdown.ts';

/** Whether a table has a column of courses or topics; tables of people, prices and dates have none. */
export function isCurriculum(table: Table): boolean {
	return readHeader(table.children[0]?.children.map((cell) => textOf(cell)) ?? []) !== undefined;
}

/** @param loose receives the links in other columns, such as a chat */
export function readTableRows(table: Table, stage: string, omissions: Omission[], loose: MarkdownLink[]): DraftTopic[] {
	const [head, ...rows] = table.children;
	const names = head?.children.map((cell) => textOf(cell)) ?? [];
	const columns = readHeader(names);
	if (!columns) return [];
	const own = [columns.get('title'), columns.get('url')];
	const minutesName = names[columns.get('minutes') ?? -1] ?? '';
	return rows.flatMap((row) => {
		const topic = readRow(row, columns, minutesName, stage, omissions);
		for (const link of row.children.filter((_, i) => !own.includes(i)).flatMap((cell) => linksIn(cell)))
			loose.push({ ...link, title: [topic?.title, link.title].filter(Boolean).join(': ') });
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
	const title = titleOf(text('title'), links);
	if (title === '') {
		omissions.push({ where: `line ${lineOf(row)}`, why: 'a row without a title' });
		return undefined;
	}
	const topic = topicOfRow(title, stage, text, minutesName);
	for (const { title: words, url, line } of links)
		addResource(topic, { kind: kindNamed(text('kind')), title: words, url }, `line ${line}`, omissions);
	return topic;
}
