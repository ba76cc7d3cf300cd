/** Exports recall questions: as notes for Anki, and as reports for the roadmap's author. */
import type { State } from '../../app/session.ts';
import { allTopics, stageOf } from '../../domain/find.ts';
import type { Memory } from '../../domain/memory.ts';
import { isComplete, statusOf } from '../../domain/progress.ts';
import { pointsOf, questionKey, reportsIn } from '../../domain/question.ts';
import type { Recall } from '../../domain/types.ts';

export interface QuestionsText {
	readonly text: string;
	readonly questions: number;
}

/**
 * Formats the questions of complete topics for Anki's text import. The GUIDs are stable, so that a second import
 * updates the notes. https://docs.ankiweb.net/importing/text-files.html
 */
export function ankiNotes({ standing, lessonOf }: State): QuestionsText {
	const { roadmap, progress } = standing;
	const done = allTopics(roadmap).filter((topic) => !topic.hidden && isComplete(statusOf(progress, topic)));
	const rows = done.flatMap((topic) =>
		(lessonOf(topic).recall ?? []).map((recall) => [
			`${roadmap.id}/${questionKey(topic.id, recall.id)}`,
			inHtml(recall.ask),
			backOf(recall),
			[roadmap.id, stageOf(roadmap, topic).id, topic.tier].join(' '),
		]),
	);
	const head = ['#separator:tab', '#html:true', '#guid column:1', '#tags column:4'];
	return { text: `${[...head, ...rows.map((row) => row.join('\t'))].join('\n')}\n`, questions: rows.length };
}

function backOf(recall: Recall): string {
	const points = pointsOf(recall).map((point) => `<li>${inHtml(point)}</li>`);
	return `<ol>${points.join('')}</ol>${recall.points ? inHtml(recall.answer) : ''}`;
}

/** Puts a text on one line: tabs and newlines would be those of the file. */
function inHtml(text: string): string {
	const escaped = text
		.trim()
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll('"', '&quot;');
	return escaped.replace(/\r?\n/g, '<br>').replaceAll('\t', ' ');
}

/** Formats the learner's reports as JSON. Questions that no longer exist have no text. */
export function reportedQuestions({ standing, lessonOf }: State, memory: Memory): QuestionsText {
	const { roadmap } = standing;
	const reports = reportsIn(memory, roadmap, lessonOf);
	return { text: `${JSON.stringify({ roadmap: roadmap.id, reports }, null, 2)}\n`, questions: reports.length };
}
