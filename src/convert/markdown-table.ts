/** Reads the rows of a Markdown table as topics if its columns are those of a curriculum. */
import { type Column, minutesOf, minutesOfCourse, readHeader, wantsOf } from './columns.ts';
import {
	addResource,
	cleanTitle,
	type DraftTopic,
	firstSentence,
	kindOfAddress,
	makeTopic,
	type Omission,
} from './curriculum.ts';
import { lineOf, linksIn, type MarkdownLink, type Table, type TableRow, textOf } from './markdown.ts';

/** Whether a table has a column of courses or topics; tables of people, prices and dates have none. */
export function isCurriculum(table: Table): boolean {
	return readHeader(table.children[0]?.children.map((cell) => textOf(cell)) ?? []) !== undefined;
}

/** @param loose receives the links in other columns, such as a chat */
export function readTableRows(table: Table, stage: string, omissions: Omission[], loose: MarkdownLink[]): DraftTopic[] {
	const [head, ...rows] = table.children;
	const columns = head && readHeader(head.children.map((cell) => textOf(cell)));
	if (!columns) return [];
	const own = [columns.get('title'), columns.get('url')];
	return rows.flatMap((row) => {
		const topic = topicOfRow(row, columns, stage, omissions);
		for (const link of row.children.filter((_, i) => !own.includes(i)).flatMap((cell) => linksIn(cell)))
			loose.push({ ...link, title: [topic?.title, link.title].filter(Boolean).join(': ') });
		return topic ?? [];
	});
}

function topicOfRow(
	row: TableRow,
	columns: ReadonlyMap<Column, number>,
	stage: string,
	omissions: Omission[],
): DraftTopic | undefined {
	const cell = (column: Column) => row.children[columns.get(column) ?? -1];
	const text = (column: Column) => {
		const found = cell(column);
		return found ? textOf(found).trim() : '';
	};
	const named = cell('title');
	const links = [named, cell('url')].flatMap((part) => (part ? linksIn(part) : []));
	const title = cleanTitle(named ? (linksIn(named)[0]?.title ?? textOf(named)) : '');
	if (title === '') {
		omissions.push({ where: `line ${lineOf(row)}`, why: 'a row without a title' });
		return undefined;
	}
	const topic = makeTopic({
		key: `${stage}/${title}`,
		title,
		summary: firstSentence(text('summary')),
		minutes: minutesOfCourse(text('duration'), text('effort')) ?? minutesOf(text('minutes')),
		wants: wantsOf(text('needs')),
	});
	for (const { title: words, url, line } of links) {
		addResource(topic, { kind: kindOfAddress(url), title: words, url }, `line ${line}`, omissions);
	}
	return topic;
}
