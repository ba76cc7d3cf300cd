import { command, isSet } from '../cli/command.ts';
import { didYouMean } from '../domain/closest.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, type UserError, usageError } from '../errors.ts';
import type { RenderContext } from '../render/context.ts';
import { hints, labelled, records, screen, wrap } from '../render/text.ts';
import { dayWords, instantWords, joined, leadMark, localTime, plural } from '../render/words.ts';
import type { Synced, SyncStatus } from '../sync/rounds.ts';

type SyncedResult = { readonly action: 'init' | 'sync' } & Synced;
type StatusResult = { readonly action: 'status' } & SyncStatus;
type SyncResult = SyncedResult | StatusResult;

export const sync = command({
	usage: 'sync [action] [address]',
	summary: 'Carry progress and notes between your machines',
	group: 'Keep',
	about:
		'Through a git repository of your own: an empty one at any host, over https or ssh, or a folder on a disk or a share, which is made if it is not there. Run sync init with its address once on each machine, then sync whenever you like. Nothing is lost: marks of both machines count, and where both changed the same lines of a note, both stay in it, marked. Make it a private one: what is in it is not encrypted.',
	options: [{ flags: '--dry-run', about: 'only show what would be received and sent' }],
	examples: [
		{
			line: 'roadmap sync init /media/stick/roadmap.git',
			does: 'once on each machine, at a place that both can reach',
		},
		{ line: 'roadmap sync', does: 'send and receive' },
		{ line: 'roadmap sync --dry-run', does: 'what would be received and sent' },
		{ line: 'roadmap sync status', does: 'what is here, what is there, and when it last succeeded' },
	],
	run: async (session, input): Promise<SyncResult> => {
		const [action, address] = input.args;
		const dryRun = isSet(input, 'dryRun');
		const { host, places } = session;
		const { beginSync, syncNow, syncStatus } = await import('../sync/rounds.ts');
		const waited = <T>(work: Promise<T>) => session.reporter.whileWaiting('Contacting the repository.', work);
		if (action === 'status' && address === undefined) return { action, ...(await waited(syncStatus(host, places))) };
		if (action === undefined) return { action: 'sync', ...(await waited(syncNow(host, places, dryRun))) };
		if (action !== 'init') throw noSuchAction(action, address);
		if (address === undefined) throw needsAddress();
		if (dryRun) throw usageError('sync init has no --dry-run.');
		return { action, ...(await waited(beginSync(host, places, address))) };
	},
	view: syncView,
	// Files of this home that are not synced are a failure.
	code: ({ left }) => (left.some(({ isOurs }) => isOurs) ? EXIT.failed : EXIT.done),
	isReceipt: ({ action }) => action !== 'status',
});

function needsAddress(): UserError {
	return usageError(
		'roadmap sync init needs the address of a git repository.',
		'For example: roadmap sync init git@github.com:you/my-progress.git, or a folder',
	);
}

function noSuchAction(action: string, address: string | undefined): UserError {
	if (/^(?:push|pull|send|receive|fetch|now|both)$/.test(action))
		return usageError(
			`sync has no action called "${action}".`,
			'roadmap sync, without a word more, sends and receives.',
		);
	const hint = /[/:\\]/.test(action)
		? 'To set the address: roadmap sync init <address>'
		: `${didYouMean(action, ['init', 'status'], 'roadmap sync ')}roadmap help sync shows its actions.`;
	return usageError(`sync has no action called "${safeLine([action, address ?? ''].join(' '))}".`, hint);
}

type Beside = Pick<Synced, 'conflicts' | 'left' | 'leftInAll'>;
type LeftFile = Synced['left'][number];
type FactRows = [label: string, text: string][];

function syncView(result: SyncResult, context: RenderContext): string {
	return result.action === 'status' ? statusView(result, context) : syncedView(result, context);
}

function syncedView(result: SyncedResult, context: RenderContext): string {
	const { action, remote, made, before, dryRun, sent, received, conflicts } = result;
	const begun = [
		...(made ? wrap(context, `An empty repository was made at ${remote}.`) : []),
		...wrap(context, `${leadMark(context, '✓')}This machine syncs with ${context.theme.title(remote)} from now on.`),
		...(before ? wrap(context, `It no longer syncs with ${before}; what is there stays.`) : []),
	];
	return screen(
		context,
		action === 'init' ? begun : [],
		wrap(context, movedWords(sent, received, dryRun)),
		...besideWords(result, context),
		hints(context, [
			action === 'init' && ['roadmap sync', 'whenever you like; run init on your other machine too'],
			dryRun && ['roadmap sync', 'sync now'],
			action === 'sync' && !dryRun && conflicts.length === 0 && ['roadmap next', 'what to learn now'],
			conflicts.length > 0 && ['roadmap sync', 'when you have chosen'],
		]),
	);
}

function movedWords(sent: Synced['sent'], received: Synced['sent'], dryRun: boolean): string {
	const [came, went] = [countWords(received), countWords(sent)];
	if (came === '' && went === '') return 'Nothing new on either side.';
	if (dryRun) {
		const words = joined([came !== '' && `receive ${came}`, went !== '' && `send ${went}`], ' and ');
		return `This would ${words}. Nothing was changed.`;
	}
	if (came === '') return `Sent ${went}; nothing new to receive.`;
	return went === '' ? `Received ${came}; nothing new to send.` : `Received ${came}, and sent ${went}.`;
}

/** "3 changes and 1 note"; '' for nothing. */
function countWords({ events, notes }: Synced['sent']): string {
	return joined([events > 0 && plural(events, 'change'), notes > 0 && plural(notes, 'note')], ' and ');
}

/** Lists conflicting notes and files that are not synced. */
function besideWords({ conflicts, left, leftInAll }: Beside, context: RenderContext): string[][] {
	const lead = `${plural(conflicts.length, 'note holds', 'notes hold')} two versions. Keep what you want of each:`;
	const files = conflicts.map(({ file, how }) => (how === 'copy' ? `${file} (a second copy)` : file));
	const shown = left.slice(0, MAX_SHOWN);
	const more = leftInAll - shown.length;
	return [
		conflicts.length > 0 ? [...wrap(context, context.theme.warn(lead)), ...files.map((file) => safeLine(file))] : [],
		[
			...shown.flatMap(({ path, why }) => wrap(context, `${safeLine(path)} stays where it is: ${WHY[why]}.`)),
			...(more > 0 ? wrap(context, `The same goes for ${plural(more, 'more file')}.`) : []),
		],
	];
}

const MAX_SHOWN = 5;
const WHY: Readonly<Record<LeftFile['why'], string>> = {
	'too large': 'it is too large',
	'not a file': 'it is not a file',
	'too many': 'there are too many files',
	'set aside': 'it was set aside',
};

function besideRecords({ conflicts, left, leftInAll }: Beside): FactRows {
	const shown = left.slice(0, MAX_SHOWN);
	const all: FactRows = leftInAll > shown.length ? [['left in all', String(leftInAll)]] : [];
	return [
		...conflicts.map(({ file }): [string, string] => ['two versions', safeLine(file)]),
		...shown.map(({ path, why }): [string, string] => [why, safeLine(path)]),
		...all,
	];
}

function statusView(result: StatusResult, context: RenderContext): string {
	const { remote, unreachable, here, there, toSend, toReceive, last } = result;
	if (remote === null) {
		const advice = 'Nothing leaves this machine. To sync, make an empty git repository of your own, then:';
		const next = [['roadmap sync init <address>', 'on each machine, once']] as const;
		return screen(context, wrap(context, advice), hints(context, next), ...besideWords(result, context));
	}
	const facts: FactRows = [
		['with', remote],
		['last', last === null ? 'never' : lastWords(last, context)],
		...countFacts('here', here),
		...countFacts('there', there),
	];
	if (context.plain) return records([...facts, ...pendingRecords(result), ...besideRecords(result)]);
	return screen(
		context,
		facts.flatMap(([label, text]) => labelled(context, label, text)),
		unreachable === null ? [] : wrap(context, context.theme.warn(unreachable)),
		toSend && toReceive ? wrap(context, pendingWords(toSend, toReceive)) : [],
		...besideWords(result, context),
		hints(context, [['roadmap sync', unreachable === null ? 'send and receive' : 'when it can be reached']]),
	);
}

function countFacts(label: string, count: SyncStatus['here']): FactRows {
	return count ? [[label, countWords(count) || 'nothing yet']] : [];
}

function pendingWords(toSend: Synced['sent'], toReceive: Synced['sent']): string {
	const [come, go] = [countWords(toReceive), countWords(toSend)];
	const words = joined([come !== '' && `${come} to receive`, go !== '' && `${go} to send`], ' and ');
	return words === '' ? 'Both sides are the same.' : `${words}.`;
}

function pendingRecords({ toSend, toReceive, unreachable }: StatusResult): FactRows {
	if (!toSend || !toReceive) return [['unreachable', safeLine(unreachable ?? '')]];
	return [
		['to receive', countWords(toReceive) || 'nothing'],
		['to send', countWords(toSend) || 'nothing'],
	];
}

function lastWords(at: string, context: RenderContext): string {
	const day = instantWords(at, context.today);
	if (day !== dayWords(context.today, context.today)) return day;
	return `today at ${localTime(at).slice(0, 5)}`;
}
