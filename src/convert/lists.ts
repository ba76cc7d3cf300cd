/** Reads flat lists: todo.txt and CSV. papaparse is imported only here. */
import Papa from 'papaparse';
import type { Tier } from '../domain/types.ts';
import { type Column, kindNamed, readHeader, topicOfRow } from './columns.ts';
import {
	addResource,
	addressesIn,
	addressTitle,
	type Curriculum,
	cleanTitle,
	makeTopic,
	type Omission,
	Stages,
	withoutAddresses,
} from './curriculum.ts';
import { delimiterOf, firstLines } from './kind.ts';

const DONE = /^x (?:(\d{4}-\d{2}-\d{2}) )?(?:\d{4}-\d{2}-\d{2} )?/;
const PRIORITY = /^\(([A-Z])\) /;

/**
 * Reads todo.txt: `x 2026-11-01 (A) Title +project @context key:value`; the project becomes a stage, the priority a
 * tier.
 */
export function readTodoTxt(text: string, name: string): Curriculum {
	const stages = new Stages();
	const omissions: Omission[] = [];
	for (const [i, line] of text.split(/\r\n?|\n/).entries()) {
		if (line.trim() === '') continue;
		const done = DONE.exec(line);
		const open = line.slice(done?.[0].length ?? 0);
		const priority = PRIORITY.exec(open)?.[1];
		const words = open
			.replace(PRIORITY, '')
			.replace(/^\d{4}-\d{2}-\d{2} /, '')
			.split(/\s+/);
		const project = words.find((word) => /^\+\S/.test(word))?.slice(1);
		const title = cleanTitle(words.filter((word) => !/^[+@]\S|^[a-z]{1,20}:\S|^https?:\/\//i.test(word)).join(' '));
		if (title === '') {
			omissions.push({ where: `line ${i + 1}`, why: 'it has no title' });
			continue;
		}
		const stage = cleanTitle((project ?? '').replace(/[-_]/g, ' ')) || name;
		const topic = makeTopic({
			key: `${stage}/${title}`,
			title,
			tier: tierOfPriority(priority),
			...(done && { done: { day: done[1] } }),
		});
		for (const url of words.filter((word) => /^https?:\/\//i.test(word)))
			addResource(topic, { url }, `line ${i + 1}`, omissions);
		stages.add(stage, topic);
	}
	return { title: name, stages: stages.all(), omissions };
}

function tierOfPriority(priority: string | undefined): Tier | undefined {
	if (priority === undefined) return undefined;
	return priority === 'A' ? 'core' : priority === 'B' ? 'recommended' : 'optional';
}

/** @returns undefined if no column names topics */
export function readCsv(text: string, name: string): Curriculum | undefined {
	const { data } = Papa.parse<string[]>(text, {
		delimiter: delimiterOf(firstLines(text)) ?? ',',
		skipEmptyLines: false,
	});
	const [head = [], ...rows] = data;
	const columns = readHeader(head);
	if (!columns) return undefined;
	const stages = new Stages();
	const omissions: Omission[] = [];
	for (const [i, row] of rows.entries()) {
		const where = `row ${i + 2}`;
		const cell = (column: Column) => (row[columns.get(column) ?? -1] ?? '').trim();
		const addresses = row.filter((_, at) => at !== columns.get('url')).flatMap((field) => addressesIn(field));
		const title = cleanTitle(withoutAddresses(cell('title'))) || (addresses[0] ? addressTitle(addresses[0]) : '');
		if (title === '') {
			if (row.some((field) => field.trim() !== '')) omissions.push({ where, why: 'it has no title' });
			continue;
		}
		const group = cleanTitle(cell('stage')) || name;
		// A week's number alone is no title.
		const stage = /^\d+$/.test(group) ? `${cleanTitle(head[columns.get('stage') ?? -1] ?? '')} ${group}` : group;
		const topic = topicOfRow(title, stage, cell, head[columns.get('minutes') ?? -1] ?? '');
		for (const url of [...cell('url').split(/\s+/).filter(Boolean), ...addresses])
			addResource(topic, { kind: kindNamed(cell('kind')), url }, where, omissions);
		stages.add(stage, topic, { phase: cleanTitle(cell('phase')) || undefined });
	}
	return { title: name, stages: stages.all(), omissions };
}
