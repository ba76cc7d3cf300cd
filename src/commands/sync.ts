import type { Session } from '../app/session.ts';
import { command, isSet } from '../cli/command.ts';
import { closest } from '../domain/closest.ts';
import { safeLine } from '../domain/safe.ts';
import { EXIT, UserError } from '../errors.ts';

type Synced = Awaited<ReturnType<Session['sync']['both']>>;
type Status = Awaited<ReturnType<Session['sync']['status']>>;

export type SyncResult = ({ readonly action: 'init' | 'sync' } & Synced) | ({ readonly action: 'status' } & Status);

export const sync = command({
	usage: 'sync [action] [address]',
	summary: 'Carry progress and notes between your machines',
	group: 'Keep',
	about:
		'Through a git repository of your own: an empty one at any host, over https or ssh, or a folder on a disk or a share, which is made if it is not there. Run sync init with its address once on each machine, then sync whenever you like. Nothing is lost: marks of both machines count, and where both changed the same lines of a note, both stay in it, marked. Make it a private one: what is in it is not encrypted.',
	options: [{ flags: '--dry-run', about: 'only show what would come and go' }],
	examples: [
		{ line: 'roadmap sync init /media/stick/roadmap.git', does: 'once on each machine: where both can reach it' },
		{ line: 'roadmap sync', does: 'both ways' },
		{ line: 'roadmap sync --dry-run', does: 'what would come and go' },
		{ line: 'roadmap sync status', does: 'what is here, what is there, when it last went well' },
	],
	run: async (session, input): Promise<SyncResult> => {
		const [action, address] = input.args;
		const dryRun = isSet(input, 'dryRun');
		if (action === 'status' && address === undefined) return { action, ...(await session.sync.status()) };
		if (action === undefined) return { action: 'sync', ...(await session.sync.both(dryRun)) };
		if (action !== 'init') throw noSuchAction(action, address);
		if (address === undefined) throw needsAddress();
		if (dryRun) throw new UserError('sync init has no dry run.', { code: EXIT.usage });
		return { action, ...(await session.sync.begin(address)) };
	},
	view: async (result, page) => (await import('../render/sync.ts')).syncView(result, page),
	// Something of this home does not reach the other machines.
	code: ({ left }) => (left.some(({ isOurs }) => isOurs) ? EXIT.failed : EXIT.done),
	isReceipt: ({ action }) => action !== 'status',
});

function needsAddress(): UserError {
	return new UserError('roadmap sync init needs the address of a git repository.', {
		hint: 'For example: roadmap sync init git@github.com:you/my-progress.git, or a folder',
		code: EXIT.usage,
	});
}

function noSuchAction(action: string, address: string | undefined): UserError {
	const near = closest(action, ['init', 'status']);
	const looksLikeAddress = /[/:\\]/.test(action);
	const hint = looksLikeAddress ? 'To use an address: roadmap sync init, and the address' : undefined;
	return new UserError(`sync does not know "${safeLine([action, address ?? ''].join(' '))}".`, {
		hint: hint ?? `${near ? `Did you mean roadmap sync ${near}? ` : ''}roadmap help sync shows its actions.`,
		code: EXIT.usage,
	});
}
