import { allNotes } from '../app/notes.ts';
import { saveAnswer, worthAsking } from '../app/review.ts';
import type { Session } from '../app/session.ts';
import { command, type Input, isSet, textOption } from '../cli/command.ts';
import type { Browsed } from '../cli/programs.ts';
import { topicFinder } from '../domain/find.ts';
import { planMark } from '../domain/mark.ts';
import { safeLine } from '../domain/safe.ts';
import { type Learned, learnedIn, type Snapshot, snapshotOf } from '../domain/snapshot.ts';
import type { Status } from '../domain/types.ts';
import { Interrupted, usageError } from '../errors.ts';
import type { PageAnswer } from '../page/publish.ts';
import type { RenderContext } from '../render/context.ts';
import { hints, screen, wrap } from '../render/text.ts';
import { writeOutput } from '../store/user-files.ts';

interface PageResult extends Browsed {
	/** Where it was written; null if it is served. */
	readonly file: string | null;
	/** Its address. */
	readonly url: string;
	readonly served: boolean;
}

export const page = command({
	usage: 'page',
	summary: 'The whole roadmap as a page in your browser',
	group: 'See',
	about:
		'One HTML file with everything in it: the map, every topic, your progress and your notes. It loads nothing from the network. With --serve, marks that you make in the page and answers to its questions are saved, and what you mark in a terminal appears there; Ctrl-C stops it.',
	options: [
		{ flags: '-o, --output <file>', about: 'write it there and open nothing' },
		{ flags: '--force', about: 'overwrite an existing file' },
		{
			flags: '--serve',
			about: 'serve it on this machine until Ctrl-C, and save marks made in it',
			excludes: ['--output'],
		},
		{ flags: '--port <n>', about: 'the port to serve it on (any free one if left out)' },
		{ flags: '--print', about: 'open nothing, only say where it is' },
	],
	examples: [
		{ line: 'roadmap page', does: 'make it and open it' },
		{ line: 'roadmap page -o roadmap.html --force', does: 'write it there' },
		{ line: 'roadmap page --print', does: 'only say where it is' },
		{ line: 'roadmap page --serve', does: 'serve it, to mark topics in it' },
	],
	run: make,
	rounds: (session, input) => (isSet(input, 'serve') ? serve(session, input) : undefined),
	view: pageView,
});

async function make(session: Session, input: Input): Promise<PageResult> {
	if (textOption(input, 'port') !== undefined)
		throw usageError('--port only works with --serve.', 'roadmap page --serve --port 8080');
	const output = textOption(input, 'output');
	if (output === '-') throw usageError('The page can only be written to a file.', 'roadmap page -o roadmap.html');
	const { addressOf, cachePage, publish } = await import('../page/publish.ts');
	const html = publish(session.host.roadmapsFolder, await takeSnapshot(session, false));
	if (output !== undefined) {
		writeOutput(output, html, { force: isSet(input, 'force') });
		return { file: output, url: addressOf(output), served: false, opened: false, why: null };
	}
	const file = cachePage(session.places, (await session.open()).standing.roadmap.id, html);
	const url = addressOf(file);
	return { file, url, served: false, ...(isSet(input, 'print') ? UNOPENED : await open(session, url)) };
}

async function* serve(session: Session, input: Input): AsyncGenerator<PageResult, void> {
	const port = readPort(textOption(input, 'port'));
	// Faults in the roadmap or the journals are reported here rather than in the browser.
	await readLearned(session);
	const { host, places } = session;
	const { publish, changeStampOf, removeRedirect, serve: listen } = await import('../page/publish.ts');
	const site = {
		html: async () => {
			session.refresh();
			return publish(host.roadmapsFolder, await takeSnapshot(session, true));
		},
		learned: () => readLearned(session),
		mark: (topic: string, to: Status) => mark(session, topic, to),
		answer: (pageAnswer: PageAnswer) => answer(session, pageAnswer),
		changeStamp: () => changeStampOf(places),
	};
	const { url, close } = await listen(site, port);
	const clean = () => removeRedirect(places, url);
	let release = () => {};
	const interrupted = new Promise<void>((resolve) => {
		release = host.holdInterrupts(resolve);
	});
	const forgetEnd = host.whenEnded(() => {
		forgetEnd();
		clean();
	});
	try {
		yield { file: null, url, served: true, ...(isSet(input, 'print') ? UNOPENED : await openServed(session, url)) };
		await interrupted;
	} finally {
		release();
		forgetEnd();
		clean();
		await close();
	}
	// Moves past the terminal's ^C.
	host.stderr.write(`${host.stderr.isTTY ? '\n' : ''}Stopped serving.\n`);
	throw new Interrupted();
}

const UNOPENED = { opened: false, why: null } as const;

async function open({ host }: Session, url: string): Promise<Browsed> {
	return (await import('../cli/programs.ts')).browse(host, url);
}

/** Everyone on the machine can read a program's arguments, so the browser gets a file that redirects to the page. */
async function openServed(session: Session, url: string): Promise<Browsed> {
	const { addressOf, redirectFile, writeRedirect } = await import('../page/publish.ts');
	const file = redirectFile(session.places, url);
	try {
		writeRedirect(file, url);
	} catch {
		return { opened: false, why: `the file that leads the browser to it could not be written: ${file}` };
	}
	return open(session, addressOf(file));
}

async function takeSnapshot(session: Session, live: boolean): Promise<Snapshot> {
	const { standing, lessonOf } = await session.open();
	const at = session.now().toISOString();
	const progress = session.reporter.onProgress('Making the page of a large roadmap. This takes a few seconds.');
	const asks = live ? await asksFor(session) : [];
	return snapshotOf(standing, lessonOf, await allNotes(session), { at, live, asks }, progress);
}

/** Reads the present state, whoever changed it. */
async function readLearned(session: Session): Promise<Learned> {
	session.refresh();
	const { standing, lessonOf } = await session.open();
	return learnedIn(standing, lessonOf, await allNotes(session), await asksFor(session));
}

/** Returns the questions a scheduled review session would ask now. */
async function asksFor(session: Session): Promise<Learned['asks']> {
	const { turns } = await worthAsking(session, await session.open());
	return turns.map(({ question: { topic, recall } }) => [topic.id, recall.id]);
}

/** Does the same as `review grade`. @returns undefined if there is no such question */
async function answer(session: Session, { topic: id, question, grade, had }: PageAnswer): Promise<Learned | undefined> {
	session.refresh();
	const { standing, lessonOf } = await session.open();
	const topic = topicFinder(standing.roadmap.stages)(id);
	const recall = topic && lessonOf(topic).recall?.find((one) => one.id === question);
	if (!recall) return undefined;
	await saveAnswer(session, topic, recall, grade, had);
	return readLearned(session);
}

/** Applies a mark as `start`, `done`, `known`, `skip` and `reset` do. @returns undefined if there is no such topic */
async function mark(session: Session, id: string, to: Status): Promise<Learned | undefined> {
	session.refresh();
	const { roadmap, progress } = (await session.open()).standing;
	const topic = topicFinder(roadmap.stages)(id);
	if (!topic) return undefined;
	if (planMark(progress, [topic], to).changed.length > 0) await session.save({ topic: id, to });
	return readLearned(session);
}

function readPort(word: string | undefined): number {
	if (word === undefined) return 0;
	const port = /^\d{1,5}$/.test(word) ? Number(word) : 0;
	if (port > 0 && port < 65_536) return port;
	throw usageError('That is not a port.', 'A port is a number from 1 to 65535.');
}

function pageView({ file, url, served, opened, why }: PageResult, context: RenderContext): string {
	const place = safeLine(file ?? url);
	if (context.plain) return place;
	const sentence = served
		? 'The page is served to this machine alone, at'
		: 'The page is written, with everything in it:';
	return screen(
		context,
		// On its own unbroken line, so that terminals can link it.
		[...wrap(context, sentence), place],
		opened ? wrap(context, 'It is open in your browser.') : [],
		why === null ? [] : wrap(context, `Not opened, because ${safeLine(why)}.`),
		served
			? wrap(context, 'What you mark there is saved, and what you mark in a terminal appears there. Ctrl-C stops it.')
			: hints(context, [['roadmap page --serve', 'to mark topics in the page']]),
	);
}
