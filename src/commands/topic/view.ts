import { labToDo, type NeedData, type ResourceData, resourceToOpen, type TopicData } from '../../domain/describe.ts';
import { isUnfinished } from '../../domain/progress.ts';
import type { RenderContext } from '../../render/context.ts';
import { chapter, heading, inline, list, shownNotes } from '../../render/prose.ts';
import { topicRecallLines } from '../../render/recall.ts';
import {
	type Hints,
	hanging,
	hints,
	labelled,
	link,
	measure,
	screen,
	spread,
	verbatim,
	wrap,
} from '../../render/text.ts';
import { readWords, toOpenLabel, toOpenLines } from '../../render/to-open.ts';
import {
	dayWords,
	duration,
	enumerateSome,
	joined,
	labFacts,
	labName,
	markWords,
	resourceFacts,
	statusMark,
	topicFacts,
} from '../../render/words.ts';
import { missingToolsLines } from '../needed-tools.ts';
import type { TopicResult } from './topic.ts';

export function topicView(result: TopicResult, context: RenderContext): string {
	const { topic, short } = result;
	const brief = isBrief(result, context);
	return screen(
		context,
		spread(context, context.theme.title(topic.title), context.theme.quiet(`${topicFacts(topic)} · ${topic.id}`)),
		topic.summary === '' || (brief && topic.key !== undefined) ? [] : wrap(context, inline(context, topic.summary)),
		[
			...(topic.key === undefined ? [] : labelled(context, 'Keep', inline(context, topic.key))),
			...standing(result, context),
			...(short ? shortLines(result, context) : []),
		],
		...(short ? [] : [resources(topic.resources, context), ...longTexts(topic, context), notes(result, context)]),
		nextSteps(result, context),
	);
}

/** Below this many columns a short screen leaves out more, to fit 24 rows all the same. */
const BRIEF_BELOW = 60;

function isBrief({ short }: TopicResult, context: RenderContext): boolean {
	return short && !context.plain && measure(context) < BRIEF_BELOW;
}

/** Renders what to open, and that there are notes, on a line each. */
function shortLines({ topic, notes: text }: TopicResult, context: RenderContext): string[] {
	const { resources: all, number } = topic;
	const resource = resourceToOpen(all);
	return [
		...(resource ? toOpenLines(context, toOpenLabel(all), resource) : []),
		...labelled(context, '', context.theme.quiet(readWords(all))),
		...(text === null ? [] : labelled(context, 'Notes', context.theme.command(`roadmap notes ${number}`))),
	];
}

/** Renders the long texts, which come after what to open. */
function longTexts(topic: TopicData, context: RenderContext): string[][] {
	const pitfalls = topic.pitfalls?.map(({ mistake, sign }) => `${mistake.replace(/\w$/, '$&.')} ${sign}`);
	return [
		chapter(context, 'Why it matters', topic.why),
		chapter(context, 'The idea', topic.idea),
		list(context, 'You can', topic.outcomes),
		list(context, 'Pitfalls', pitfalls),
		chapter(context, 'Practice', topic.practice),
	];
}

function standing(result: TopicResult, context: RenderContext): string[] {
	const { topic, opens, inView, missing, recall, short } = result;
	const brief = isBrief(result, context);
	const { stage, needs, status } = topic;
	const opened = opens.map(({ title }) => title);
	return [
		...(short ? [] : labelled(context, 'Stage', `${stage.number}  ${stage.title}`)),
		...(brief && status === 'todo' ? [] : labelled(context, 'State', stateWords(topic, context))),
		...(brief ? [] : labelled(context, 'Needs', needs.map(needWords).join(', ') || 'nothing before it')),
		...(opened.length > 0 && !short ? labelled(context, 'Opens', enumerateSome(opened, 4)) : []),
		...(inView ? [] : labelled(context, 'Note', outOfViewWords(topic))),
		...(topic.task === undefined || brief ? [] : labelled(context, 'Practice', inline(context, topic.task))),
		...(brief ? [] : labLines(topic, short, context)),
		...topicRecallLines(topic, recall, context),
		...(brief ? [] : missingToolsLines(missing, context)),
	];
}

/** Renders a line per lab; on a short screen, one for all. */
function labLines({ labs = [] }: TopicData, short: boolean, context: RenderContext): string[] {
	if (short && labs.length > 1) {
		const passed = labs.filter(({ state }) => state === 'passed').length;
		return labelled(context, 'Labs', `${passed} of ${labs.length} passed`);
	}
	const label = labs.length > 1 ? 'Labs' : 'Lab';
	return labs.flatMap((lab, i) =>
		labelled(context, i === 0 ? label : '', joined([lab.title, labFacts(lab, context.today)])),
	);
}

function outOfViewWords({ hidden, number }: TopicData): string {
	return hidden
		? `hidden, so it does not count; roadmap hide ${number} --back shows it again`
		: 'not on your path or level, so it does not count';
}

function notes({ notes: text }: TopicResult, context: RenderContext): string[] {
	if (text === null || text.trim() === '') return [];
	const lines = shownNotes(text);
	return [heading(context, 'Your notes'), ...lines.flatMap((line) => (line === '' ? [''] : verbatim(context, line)))];
}

function stateWords({ status, elsewhere, at, on, until }: TopicData, context: RenderContext): string {
	const since = status === 'done' ? 'on' : 'since';
	const when = at === undefined || status === 'todo' ? '' : ` ${since} ${markWords({ at, on }, context.today)}`;
	const off = until === undefined ? '' : `, put off until ${dayWords(until, context.today)}`;
	const [roadmap = '', id = ''] = elsewhere?.split('/') ?? [];
	const known = elsewhere === undefined ? status : `known elsewhere: ${id} of the roadmap ${roadmap}`;
	const words = `${status === 'todo' ? 'to do' : known}${when}${off}`;
	return context.plain || context.accessible ? words : `${statusMark(context, status)} ${words}`;
}

function needWords({ title, status, assumed }: NeedData): string {
	if (status !== 'todo') return `${title} (${status})`;
	return assumed ? `${title} (taken as known)` : title;
}

/** In a pipe, one record a line. */
function resources(all: readonly ResourceData[], context: RenderContext): string[] {
	if (all.length === 0) return [];
	if (context.plain) return all.map((resource) => record(resource).join('\t'));
	return [
		heading(context, 'To read and do'),
		...all.flatMap((resource) => {
			const lead = `${String(resource.n).padStart(2)}  `;
			const below = (text: string) => hanging(context, '', context.theme.quiet(text), lead.length);
			return [
				...hanging(context, lead, resource.title, lead.length, (line) => link(context, line, resource.url)),
				...below(resourceFacts(resource)),
				...(resource.note === undefined ? [] : below(inline(context, resource.note))),
				// Not wrapped, whatever its length: terminals detect only unbroken addresses as links.
				...(context.links ? [] : [' '.repeat(lead.length) + context.theme.quiet(resource.url)]),
			];
		}),
	];
}

function record({ n, kind, minutes, title, by, url, paid, status }: ResourceData): string[] {
	const time = minutes === null ? '' : duration(minutes);
	return [String(n), kind, time, title, by, url, status, ...(paid ? ['paid'] : [])];
}

function nextSteps(result: TopicResult, context: RenderContext): string[] {
	const { topic, short } = result;
	const { number, status, elsewhere, resources: all } = topic;
	const lab = labToDo(topic);
	const n = resourceToOpen(all)?.n ?? 1;
	const again = elsewhere === undefined ? 'if you want to do it again' : 'if you want to learn it here too';
	const isOpen = isUnfinished(status);
	const steps: Hints = [
		short && [`roadmap topic ${number}`, 'the whole topic'],
		all.length > 0 && [`roadmap open ${number} ${n}`, 'opens it in the browser'],
		lab && [`roadmap lab ${labName(topic, lab)}`, 'its practice, checked'],
		isOpen ? [`roadmap done ${number}`, 'when you can do it'] : [`roadmap reset ${number}`, again],
		!isOpen && ['roadmap next', 'what to learn now'],
	];
	return hints(context, isBrief(result, context) ? steps.map((step) => step && [step[0], '']) : steps);
}
