/** Shows the one resource to open next. */
import type { ResourceData } from '../domain/describe.ts';
import type { RenderContext } from './context.ts';
import { hanging, labelled, link, pad, spread, widthOf } from './text.ts';
import { resourceFacts } from './words.ts';

/** Shows a resource's number and title, with its facts at the right if there is room, else below. */
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

/** "Go on" if something of the topic is read, else "Begin". */
export function toOpenLabel(resources: readonly ResourceData[]): string {
	return resources.some(({ status }) => status === 'done') ? 'Go on' : 'Begin';
}

/** "2 of 5 read"; '' before the first. */
export function readWords(resources: readonly ResourceData[]): string {
	const read = resources.filter(({ status }) => status === 'done').length;
	return read === 0 ? '' : `${read} of ${resources.length} read`;
}
