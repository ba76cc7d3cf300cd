import { command, type Input, isSet, textOption } from '../cli/command.ts';
import { closest } from '../domain/closest.ts';
import type { Change } from '../domain/event.ts';
import { hostOf, shortTitle } from '../domain/own.ts';
import { safeLine } from '../domain/safe.ts';
import { KINDS, type Kind, type Resource, type Topic } from '../domain/types.ts';
import { readUrl } from '../domain/url.ts';
import { EXIT, UserError } from '../errors.ts';
import type { Page } from '../render/page.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { topicArgument } from './naming.ts';

export interface LinkResult {
	readonly topic: { readonly id: string; readonly number: string; readonly title: string };
	readonly resource: { readonly n: number | null; readonly title: string; readonly url: string; readonly kind: Kind };
	readonly to: 'linked' | 'gone';
	readonly changed: boolean;
}

export const link = command({
	usage: 'link [topic] [url]',
	summary: 'Add something of your own to read to a topic',
	group: 'Remember',
	about:
		'Takes an http or https address. It is numbered with what is there, so open, topic and done --resource know it.',
	options: [
		{ flags: '--title <title>', about: 'what it is called' },
		{ flags: '--kind <kind>', about: `${KINDS.join(', ')} (article)` },
		{ flags: '--remove', about: 'take it off again' },
	],
	examples: [
		{ line: 'roadmap link sql-joins https://example.com/joins', does: 'an article that helped you' },
		{ line: 'roadmap link 1.2 https://example.com/talk --title "A talk" --kind video', does: 'with a title' },
		{ line: 'roadmap link 1.2 https://example.com/talk --remove', does: 'take it off again' },
	],
	run: async (session, input): Promise<LinkResult> => {
		const open = await session.open();
		const url = addressSaid(input);
		const kind = kindSaid(input);
		const topic = await topicArgument(session, open, input, 'link');
		const { resources } = open.lessonOf(topic);
		const there = resources.find((resource) => resource.url === url);
		const to: LinkResult['to'] = isSet(input, 'remove') ? 'gone' : 'linked';
		const title = shortTitle(textOption(input, 'title') ?? '') || (there?.title ?? titleFor(url));
		const changed = to === 'gone' ? there !== undefined : !there || (there.own === true && differs(there, title, kind));
		if (to === 'gone' && !there?.own) throw notYours(topic, url, there);
		const head = { kind: 'link', topic: topic.id, url } as const;
		const what = kind ?? there?.kind ?? 'article';
		const change: Change = to === 'gone' ? { ...head, to } : { ...head, to, title, what };
		const { describe } = changed ? (await session.save(change)).after : open;
		const after = describe(topic).resources.find((resource) => resource.url === url);
		const { id, number } = topic;
		const resource = { n: after?.n ?? null, title: after?.title ?? title, url, kind: after?.kind ?? 'article' };
		return { topic: { id, number, title: topic.title }, resource, to, changed };
	},
	view: linkView,
	isReceipt: () => true,
});

function addressSaid({ args: [topic, word] }: Input): string {
	if (word === undefined) {
		const hint = `For example: roadmap link ${safeLine(topic ?? 'sql-joins')} https://example.com/page`;
		throw new UserError('roadmap link needs a topic and an address.', { hint, code: EXIT.usage });
	}
	const read = readUrl(word);
	if (read.url !== undefined) return read.url;
	throw new UserError(`"${safeLine(word)}" cannot be linked: ${read.fault}.`, { code: EXIT.usage });
}

function kindSaid(input: Input): Kind | undefined {
	const word = textOption(input, 'kind');
	const kind = KINDS.find((known) => known === word);
	if (word === undefined || kind) return kind;
	const near = closest(word, KINDS);
	throw new UserError(`"${safeLine(word)}" is no kind.`, {
		hint: `${near ? `Did you mean ${near}? ` : ''}Kinds are ${KINDS.join(', ')}.`,
		code: EXIT.usage,
	});
}

function differs(there: Resource, title: string, kind: Kind | undefined): boolean {
	return there.title !== title || (kind !== undefined && there.kind !== kind);
}

/** "https://example.org/a/b.html" → "example.org/a/b.html" */
function titleFor(url: string): string {
	return shortTitle(`${hostOf(url)}${url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/\/$/, '')}`);
}

function notYours(topic: Topic, url: string, there: Resource | undefined): UserError {
	return new UserError(
		there
			? `${there.title} comes with the roadmap; only your own links can be taken off.`
			: `${url} is not linked here.`,
		{
			hint: there ? undefined : `roadmap topic ${topic.number} shows what there is.`,
			code: there ? EXIT.failed : EXIT.notFound,
		},
	);
}

export function linkView({ topic, resource, to, changed }: LinkResult, page: Page): string {
	const { ink } = page;
	const place = to === 'linked' ? `to ${topic.title}, as number ${resource.n}` : `from ${topic.title}`;
	const verb = to === 'gone' ? 'taken off, ' : changed ? 'linked ' : 'linked already ';
	return screen(
		page,
		[...wrap(page, `${ink.title(resource.title)} is ${verb}${place}.`), ink.quiet(resource.url)],
		hints(page, [
			to === 'linked'
				? [`roadmap open ${topic.number} ${resource.n}`, 'open it']
				: [`roadmap topic ${topic.number}`, 'what is there'],
			...(changed ? ([['roadmap undo', 'take it back']] as const) : []),
		]),
	);
}
