/** What there is to open of a topic, on the screens that offer one thing. */
import type { ResourceData } from '../domain/describe.ts';
import type { RenderContext } from './context.ts';
import { hanging, labelled, link, pad, spread, widthOf } from './text.ts';
import { resourceFacts } from './words.ts';

/** A resource: its number and title and, where there is room, beside it what it is; else beneath. */
export function toOpenLines(context: RenderContext, label: string, resource: ResourceData): string[] {
	const { n, title, url } = resource;
	const facts = resourceFacts(resource);
	if (context.plain) return labelled(context, label, `${n}  ${title} · ${facts} · ${url}`);
	const lead = `${pad(context.theme.quiet(label), 10)}${n}  `;
	const line = spread(context, lead + link(context, title, url), context.theme.quiet(facts));
	if (line.length === 1) return line;
	return [
		...hanging(context, lead, title, widthOf(lead), (part) => link(context, part, url)),
		...hanging(context, '', context.theme.quiet(facts), widthOf(lead)),
	];
}

/** "Go on" where something of it is read, else "Begin". */
export function toOpenLabel(resources: readonly ResourceData[]): string {
	return resources.some(({ status }) => status === 'done') ? 'Go on' : 'Begin';
}

/** "2 of 5 read"; nothing before the first. */
export function readWords(resources: readonly ResourceData[]): string {
	const read = resources.filter(({ status }) => status === 'done').length;
	return read === 0 ? '' : `${read} of ${resources.length} read`;
}
