/** Recognises the columns of curriculum tables, in Markdown and CSV, by their names, and reads their rows. */
import { KINDS, type Kind, TIERS } from '../domain/types.ts';
import { cleanTitle, type DraftTopic, firstSentence, makeTopic, shorten } from './curriculum.ts';

/** The best name of each column first; in English, then in other languages. */
const COLUMNS = {
	title:
		'course|courses|topic|topics|title|name|lesson|task|item|subject|module name|card name|task name|theme|activity|activities|reading|readings|project|projects|book|books|lecture|session|kurs|thema|themen|titel|lektion|aufgabe|inhalt|cours|sujet|titre|leçon|curso|tema|temas|título|titulo|lección|aula|corso|argomento|titolo|lezione|курс|тема|темы|название|урок|задача|课程|課程|主题|主題|题目|題目|标题|標題|名称|内容|コース|テーマ|タイトル|トピック|科目|과목|주제|제목',
	stage:
		'stage|section|module|unit|chapter|category|part|list name|list|week|modul|kapitel|abschnitt|woche|chapitre|semaine|módulo|capítulo|semana|capitolo|settimana|модуль|раздел|глава|неделя|阶段|章节|章|周次|周|週|단계|주차',
	phase: 'phase|semester|year|term',
	url: 'url|link|links|address|resource|resources|website|card url|lien|enlace|ссылка|ссылки|链接|連結|リンク|링크',
	kind: 'kind|type|format',
	minutes: 'minutes|time|hours|estimate|length|dauer|stunden|zeit|heures|durée|horas|время|часы|时长|時間|시간',
	duration: 'duration|weeks',
	effort: 'effort|workload|hours/week',
	tier: 'tier|priority|importance',
	summary: 'summary|description|about|notes|card description|beschreibung|descripción|описание|说明|描述|説明|설명',
	done: 'done|status|completed|finished|complete|erledigt|fertig|statut|fait|hecho|estado|готово|статус|状态|狀態|完成|상태|완료',
	day: 'date|done on|finished on|completed on',
	needs: 'prerequisites|prerequisite|prereqs|requires|needs|requirements|voraussetzungen',
} as const;

export type Column = keyof typeof COLUMNS;

/** Returns each column's index; undefined if no column names topics, as in tables of people, prices or dates. */
export function readHeader(cells: readonly string[]): ReadonlyMap<Column, number> | undefined {
	const names = cells.map((cell) => cleanTitle(cell.replaceAll('_', ' ').replaceAll('*', '')).toLowerCase());
	const found = new Map<Column, number>();
	for (const [column, synonyms] of Object.entries(COLUMNS) as [Column, string][]) {
		const name = synonyms.split('|').find((synonym) => names.includes(synonym));
		if (name !== undefined) found.set(column, names.indexOf(name));
	}
	const isNamed = found.get('title') !== names.indexOf('name') || found.size > 1;
	return found.has('title') && isNamed && !names.some((name) => PEOPLE.test(name)) ? found : undefined;
}

/** Words in column names of tables about people or prices. */
const PEOPLE = /\b(?:followers?|subscribers?|e-?mail|linkedin|twitter|handle|role|salary|price|cost)\b/;

/** Whether the links of a column are about talking, or about other topics. */
export function isBeside(name: string): boolean {
	return /chat|discuss|forum|discord|slack|telegram|communit|prereq/i.test(name);
}

/** Whether a cell says that a topic is done. */
export function isDone(cell: string): boolean {
	const word =
		/^(?:x|\[x\]|1|y|yes|true|done|completed?|finished|ja|erledigt|fertig|oui|fait|terminé|sí|si|hecho|sim|да|готово|выполнено|完成|已完成|完了|완료)$/i;
	return /^[✓✔☑✅]/.test(cell) || word.test(cell);
}

/** Whether a row of a course's calendar says that there is no class. */
export function isNoClass(title: string): boolean {
	return /^no (?:class|lecture|session|meeting|school)|^(?:holiday|recess|break|break week)\W{0,3}$|\b(?:spring|fall|autumn|winter|thanksgiving|mid-?term) (?:break|recess)\b/i.test(
		title,
	);
}

const UNITS = {
	hours: /^(?:h|hrs?|hours?)$/i,
	minutes: /^(?:m|mins?|minutes?)$/i,
	weeks: /^(?:w|wks?|weeks?)$/i,
	months: /^months?$/i,
} as const;

/**
 * Reads a row as a topic.
 * @param cell returns the text of a column, '' if there is none
 * @param minutesName the name of the column of minutes, which may be hours
 */
export function topicOfRow(
	title: string,
	stage: string,
	cell: (column: Column) => string,
	minutesName: string,
): DraftTopic {
	const tier = cell('tier').toLowerCase();
	const day = /^\d{4}-\d{2}-\d{2}$/.exec(cell('day'))?.[0];
	return makeTopic({
		key: `${stage}/${title}`,
		title,
		summary: firstSentence(cell('summary')),
		tier: TIERS.find((known) => known === tier),
		minutes:
			minutesOfCourse(cell('duration'), cell('effort')) ??
			minutesOf(
				cell('minutes') || cell('duration'),
				/hour|stunde|heure|hora|час/i.test(minutesName) ? 'hours' : 'minutes',
			),
		wants: wantsOf(cell('needs')),
		...(isDone(cell('done')) && { done: { day } }),
	});
}

/** @returns undefined if the word is no kind of resource */
export function kindNamed(word: string): Kind | undefined {
	return KINDS.find((kind) => kind === word.toLowerCase());
}

/** Computes minutes from a duration and a weekly effort, using the means of `10-12 weeks` and `4–12 hours/week`. */
function minutesOfCourse(duration: string, effort: string): number | undefined {
	const weeks = meanOf(duration, 'weeks') ?? (meanOf(duration, 'months') ?? 0) * (52 / 12);
	return Math.round(weeks * (meanOf(effort, 'hours') ?? 0) * 60) || undefined;
}

/**
 * Parses `90`, `45 min`, `1.5 h`, `1,5 hours`, `1h 30m` to minutes; undefined for anything else. `unit` applies to a
 * bare number.
 */
export function minutesOf(text: string, unit: 'minutes' | 'hours' = 'minutes'): number | undefined {
	const fromUnits = (meanOf(text, 'hours') ?? 0) * 60 + (meanOf(text, 'minutes') ?? 0);
	const bareNumber = /^\d{1,5}(?:[.,]\d{1,2})?$/.test(text.trim()) ? numberOf(text.trim()) : 0;
	return Math.round(fromUnits || bareNumber * (unit === 'hours' ? 60 : 1)) || undefined;
}

/** Returns the number, or the mean of the range, before a unit. */
function meanOf(text: string, unit: keyof typeof UNITS): number | undefined {
	const numbers = /(\d{1,5}(?:[.,]\d{1,2})?)(?: ?[-–—] ?(\d{1,5}(?:[.,]\d{1,2})?))? ?([a-z]{1,10})/gi;
	for (const [, low = '', high = low, word = ''] of text.slice(0, 200).matchAll(numbers)) {
		if (UNITS[unit].test(word)) return (numberOf(low) + numberOf(high)) / 2;
	}
	return undefined;
}

function numberOf(digits: string): number {
	return Number(digits.replace(',', '.'));
}

/** How many prerequisites of a topic are read; real ones have up to five. */
const MAX_WANTS = 10;

/** Splits a prerequisites cell into names. */
function wantsOf(cell: string): string[] {
	const names = cell.split(/[,;]|\band\b/, MAX_WANTS).map((name) => shorten(name.trim()));
	return names.filter((name) => name.length > 1 && !/^(?:none|no|n\/a)$/i.test(name));
}
