/** Shows which topic was chosen if it was not named in full. */

import type { Ref } from '../domain/types.ts';
import type { RenderContext } from './context.ts';
import { wrap } from './text.ts';

/** How it was chosen: as the current topic, as `next`'s offer, or by a prefix of its id. */
export type Match = 'in hand' | 'next' | 'beginning';

interface Matched extends Ref {
	readonly match?: Match | undefined;
}

/** Returns a line for each topic that was not named in full. */
export function matchLines(context: RenderContext, ...topics: readonly Matched[]): string[] {
	return topics.flatMap(({ match, id, number, title }) => {
		if (match === undefined) return [];
		const words = { 'in hand': 'The topic in hand', next: 'The next topic', beginning: `Taken as ${id}` };
		return wrap(context, context.theme.quiet(`${words[match]}: ${number} ${title}`));
	});
}
