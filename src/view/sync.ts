/** What came, what went, and what waits for the learner. */
import { safeLine } from '../model/safe.ts';
import type { Page } from './page.ts';
import { hints, labelled, records, screen, wrap } from './text.ts';
import { dayWords, enumerate, instantWords, leadMark, plural } from './words.ts';

interface Count {
	readonly events: number;
	readonly notes: number;
}

interface Beside {
	readonly conflicts: readonly { readonly topic: string; readonly file: string; readonly how: 'marked' | 'copy' }[];
	readonly left: readonly { readonly path: string; readonly why: string }[];
}

interface SyncedResult extends Beside {
	readonly action: 'init' | 'sync';
	readonly remote: string;
	readonly made: boolean;
	readonly dryRun: boolean;
	readonly sent: Count;
	readonly received: Count;
}

interface StatusResult extends Beside {
	readonly action: 'status';
	readonly remote: string | null;
	readonly unreachable: string | null;
	readonly here: Count | null;
	readonly there: Count | null;
	readonly toSend: Count | null;
	readonly toReceive: Count | null;
	readonly last: string | null;
}

export function syncView(result: SyncedResult | StatusResult, page: Page): string {
	return result.action === 'status' ? statusView(result, page) : syncedView(result, page);
}

function syncedView(result: SyncedResult, page: Page): string {
	const { action, remote, made, dryRun, sent, received, conflicts } = result;
	const begun = [
		...(made ? wrap(page, `An empty repository was made at ${remote}.`) : []),
		...wrap(page, `${leadMark(page, '✓')}This machine syncs with ${page.ink.title(remote)} from now on.`),
	];
	return screen(
		page,
		action === 'init' ? begun : [],
		wrap(page, movedWords(sent, received, dryRun)),
		...besideWords(result, page),
		hints(page, [
			...(action === 'init'
				? ([['roadmap sync', 'whenever you like; say init on your other machine too']] as const)
				: []),
			...(dryRun ? ([['roadmap sync', 'do it']] as const) : []),
			...(action === 'sync' && !dryRun && conflicts.length === 0
				? ([['roadmap next', 'what to learn now']] as const)
				: []),
			...(conflicts.length > 0 ? ([['roadmap sync', 'when you have chosen']] as const) : []),
		]),
	);
}

function movedWords(sent: Count, received: Count, dryRun: boolean): string {
	const [came, went] = [countWords(received), countWords(sent)];
	if (came === '' && went === '') return 'Nothing new on either side.';
	if (dryRun) {
		const words = [came === '' ? '' : `${came} would come`, went === '' ? '' : `${went} would go`];
		return `${enumerate(words.filter(Boolean))}. Nothing was changed.`;
	}
	return `${came === '' ? 'Nothing came' : `${came} came`}, ${went === '' ? 'and nothing went' : `and ${went} went`}.`;
}

/** "3 changes and 1 note"; '' for nothing. */
function countWords({ events, notes }: Count): string {
	const words = [events > 0 ? plural(events, 'change') : '', notes > 0 ? plural(notes, 'note') : ''];
	return enumerate(words.filter((word) => word !== ''));
}

/** Notes that wait for a choice, and what does not travel. */
function besideWords({ conflicts, left }: Beside, page: Page): string[][] {
	const lead = `${plural(conflicts.length, 'note holds', 'notes hold')} two versions. Keep what you want of each:`;
	const files = conflicts.map(({ file, how }) => (how === 'copy' ? `${file} (a second copy)` : file));
	return [
		conflicts.length > 0 ? [...wrap(page, page.ink.warn(lead)), ...files.map((file) => safeLine(file))] : [],
		left.flatMap(({ path, why }) => wrap(page, `${safeLine(path)} stays where it is: it is ${why}.`)),
	];
}

function besideRecords({ conflicts, left }: Beside): [string, string][] {
	return [
		...conflicts.map(({ file }): [string, string] => ['two versions', safeLine(file)]),
		...left.map(({ path, why }): [string, string] => [why, safeLine(path)]),
	];
}

function statusView(result: StatusResult, page: Page): string {
	const { remote, unreachable, here, there, toSend, toReceive, last } = result;
	if (remote === null) {
		const advice = 'Nothing leaves this machine. To sync, make an empty git repository of your own, then:';
		const next = [['roadmap sync init <address>', 'on each machine, once']] as const;
		return screen(page, wrap(page, advice), hints(page, next), ...besideWords(result, page));
	}
	const facts: [label: string, text: string][] = [
		['with', remote],
		['last', last === null ? 'never yet' : lastWords(last, page)],
		...(here ? ([['here', countWords(here) || 'nothing yet']] as [string, string][]) : []),
		...(there ? ([['there', countWords(there) || 'nothing yet']] as [string, string][]) : []),
	];
	if (page.plain) return records([...facts, ...pendingRecords(result), ...besideRecords(result)]);
	const pending = toSend && toReceive ? pendingWords(toSend, toReceive) : '';
	return screen(
		page,
		facts.flatMap(([label, text]) => labelled(page, label, text)),
		unreachable === null ? [] : wrap(page, page.ink.warn(unreachable)),
		pending === '' ? [] : wrap(page, pending),
		...besideWords(result, page),
		hints(page, [['roadmap sync', unreachable === null ? 'both ways' : 'when it can be reached']]),
	);
}

function pendingWords(toSend: Count, toReceive: Count): string {
	const [come, go] = [countWords(toReceive), countWords(toSend)];
	const words = [come === '' ? '' : `${come} to come`, go === '' ? '' : `${go} to go`].filter(Boolean);
	return words.length === 0 ? 'Both sides hold the same.' : `${enumerate(words)}.`;
}

function pendingRecords({ toSend, toReceive, unreachable }: StatusResult): [string, string][] {
	if (!toSend || !toReceive) return [['unreachable', safeLine(unreachable ?? '')]];
	return [
		['to receive', countWords(toReceive) || 'nothing'],
		['to send', countWords(toSend) || 'nothing'],
	];
}

function lastWords(at: string, page: Page): string {
	const day = instantWords(at, page.today);
	return day === dayWords(page.today, page.today) ? 'today' : day;
}
