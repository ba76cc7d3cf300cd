import { choiceOption, command, type Input, isSet, textOption } from '../cli/command.ts';
import { hostOf, shortTitle } from '../domain/custom-topics.ts';
import type { Change } from '../domain/event.ts';
import { refOf } from '../domain/find.ts';
import { safeLine, shellWord } from '../domain/safe.ts';
import { KINDS, type Kind, type Ref, type Resource, type Topic } from '../domain/types.ts';
import { readUrl } from '../domain/url.ts';
import { notFoundError, UserError, usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { type Match, matchLines } from '../render/match.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { PICK, topicArgument, type Verb } from './topic-arguments.ts';

interface LinkResult {
	readonly topic: Ref;
	readonly resource: { readonly n: number | null; readonly title: string; readonly url: string; readonly kind: Kind };
	readonly to: 'linked' | 'gone';
	readonly changed: boolean;
	readonly match?: Match;
}

export const link = command({
	usage: 'link [topic] [address]',
	summary: 'Add something of your own to read to a topic',
	group: 'Remember',
	about:
		'Takes an http or https address. Without a topic, it goes to the one in hand (begun last, and not done yet). It is numbered with what is there, so open, topic and done --resource know it.',
	options: [
		PICK,
		{ flags: '--title <title>', about: 'its title' },
		{ flags: '--kind <kind>', about: `${KINDS.join(', ')} (article)` },
		{ flags: '--remove', about: 'remove it again', excludes: ['--title', '--kind'] },
	],
	examples: [
		{ line: 'roadmap link https://example.com/indexes', does: 'to the topic in hand' },
		{ line: 'roadmap link sql-joins https://example.com/joins', does: 'an article that helped you' },
		{ line: 'roadmap link 1.2 https://example.com/talk --title "A talk" --kind video', does: 'with a title' },
		{ line: 'roadmap link 1.2 https://example.com/talk --remove', does: 'remove it again' },
	],
	run: async (session, input): Promise<LinkResult> => {
		const open = await session.open();
		const kind = choiceOption(input, 'kind', 'a kind of resource', KINDS);
		const [name, address] = argumentsOf(input);
		const given = address === undefined ? undefined : readAddress(address, name);
		if (given === undefined && !session.ask.possible()) throw noAddress(name);
		const { topic, match } = await topicArgument(session, open, input, VERB, name);
		const url = given ?? readAddress(await session.ask.text('Which address?', { fault: addressFault }));
		const { resources } = open.lessonOf(topic);
		const existing = resources.find((resource) => resource.url === url);
		const to: LinkResult['to'] = isSet(input, 'remove') ? 'gone' : 'linked';
		const title = shortTitle(textOption(input, 'title') ?? '') || (existing?.title ?? titleFor(url));
		const changed =
			to === 'gone' ? existing !== undefined : !existing || (existing.own === true && differs(existing, title, kind));
		if (to === 'gone' && !existing?.own) throw notYours(topic, url, existing);
		const head = { kind: 'link', topic: topic.id, url } as const;
		const what = kind ?? existing?.kind ?? 'article';
		const change: Change = to === 'gone' ? { ...head, to } : { ...head, to, title, what };
		const { describe } = changed ? (await session.save(change)).after : open;
		const after = describe(topic).resources.find((resource) => resource.url === url);
		const resource = { n: after?.n ?? null, title: after?.title ?? title, url, kind: after?.kind ?? 'article' };
		return { topic: refOf(topic), resource, to, changed, ...(match && { match }) };
	},
	view: linkView,
	isReceipt: () => true,
});

const VERB: Verb = { name: 'link', takes: 'in hand' };

/** Splits the arguments into topic and address; the address may be alone. */
function argumentsOf({ args: [name, address] }: Input): [name: string | undefined, address: string | undefined] {
	const isAddress = address === undefined && name !== undefined && /^(?:[a-z][a-z\d+.-]*:\/|www\.)/i.test(name);
	return isAddress ? [undefined, name] : [name, address];
}

function noAddress(name: string | undefined): UserError {
	const hint = `For example: roadmap link ${safeLine(name ?? 'sql-joins')} https://example.com/page`;
	return usageError('roadmap link needs an address.', hint);
}

/** @param before the word before it, where the topic belongs */
function readAddress(text: string, before?: string): string {
	const read = readUrl(text.trim());
	if (read.url !== undefined) return read.url;
	if (before !== undefined && readUrl(before).url !== undefined)
		throw usageError(
			'The topic stands before the address.',
			`Did you mean roadmap link ${shellWord(text)} ${shellWord(before)}?`,
		);
	throw usageError(`"${safeLine(text)}" cannot be linked: ${read.fault}.`);
}

function addressFault(text: string): string | undefined {
	const read = readUrl(text.trim());
	return read.url === undefined ? `That cannot be linked: ${read.fault}.` : undefined;
}

function differs(existing: Resource, title: string, kind: Kind | undefined): boolean {
	return existing.title !== title || (kind !== undefined && existing.kind !== kind);
}

/** "https://example.org/a/b.html" → "example.org/a/b.html" */
function titleFor(url: string): string {
	return shortTitle(`${hostOf(url)}${url.replace(/^https?:\/\/[^/?#]*/i, '').replace(/\/$/, '')}`);
}

function notYours(topic: Topic, url: string, existing: Resource | undefined): UserError {
	if (existing) return new UserError(`${existing.title} comes with the roadmap; only your own links can be removed.`);
	return notFoundError(`${url} is not linked here.`, `roadmap topic ${topic.number} shows what there is.`);
}

function linkView({ topic, resource, to, changed, match }: LinkResult, context: RenderContext): string {
	const { theme } = context;
	const place = to === 'linked' ? `to ${topic.title}, as number ${resource.n}` : `from ${topic.title}`;
	const verb = changed ? 'linked' : 'linked already';
	return screen(
		context,
		[
			...matchLines(context, { ...topic, match }),
			...wrap(context, `${theme.title(resource.title)} is ${to === 'gone' ? 'removed' : verb} ${place}.`),
			theme.quiet(resource.url),
		],
		hints(context, [
			to === 'linked'
				? [`roadmap open ${topic.number} ${resource.n}`, 'open it']
				: [`roadmap topic ${topic.number}`, 'what is there'],
			changed && ['roadmap undo', 'take it back'],
		]),
	);
}
