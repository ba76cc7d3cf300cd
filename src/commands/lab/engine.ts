/** Shows, fetches and removes the engines that check labs. */
import type { Session } from '../../app/session.ts';
import { type Input, isSet } from '../../cli/command.ts';
import { ENGINES, type Engine } from '../../domain/lab.ts';
import { EXIT, UserError } from '../../errors.ts';
import { engineOffer, engineState, fetchEngine, removeEngine, titleOf } from '../../labs/engines.ts';
import type { EnginesResult } from './results.ts';

/** "24 MB" */
export function sizeWords(bytes: number): string {
	return `${Math.max(1, Math.round(bytes / 1_000_000))} MB`;
}

/** The engine that is fetched; Python is the learner's own. */
const FETCHED = 'duckdb';

/** `lab engine`: shows the engines; fetches after consent or with `--yes`; removes with `--remove`. */
export async function engines(session: Session, input: Input): Promise<EnginesResult> {
	const { host, places } = session;
	if (isSet(input, 'remove')) {
		const isRemoved = removeEngine(FETCHED, places);
		return { engines: await statesOf(session), done: isRemoved ? 'removed' : 'nothing' };
	}
	const { state } = await engineState(FETCHED, host, places);
	const mayFetch = state !== 'ready' && (isSet(input, 'yes') || (await isWanted(session, FETCHED)));
	if (mayFetch) await fetched(session, FETCHED);
	return { engines: await statesOf(session), done: mayFetch ? 'fetched' : null };
}

/** Ensures that an engine is present. @param mayFetch whether the learner has agreed @throws UserError if it is not */
export async function needEngine(session: Session, engine: Engine, mayFetch: boolean): Promise<void> {
	const { state, version } = await engineState(engine, session.host, session.places);
	if (state === 'ready') return;
	const title = titleOf(engine);
	if (!engineOffer(engine, session.places))
		throw new UserError(`This lab needs ${title} ${version} or newer, which is not on this machine.`, {
			hint: `Install ${title}, then run it again. roadmap lab engine shows what is here.`,
		});
	if (mayFetch || (await isWanted(session, engine))) return fetched(session, engine);
	throw new UserError(`This lab needs ${title}, which is ${state === 'half' ? 'only half' : 'not'} on this machine.`, {
		hint: 'roadmap lab engine --yes fetches it, once.',
		code: session.ask.possible() ? EXIT.failed : EXIT.usage,
	});
}

/** Asks for consent, if anyone can answer. */
async function isWanted(session: Session, engine: Engine): Promise<boolean> {
	const offer = engineOffer(engine, session.places);
	if (!offer || !session.ask.possible()) return false;
	const { title, download, folder } = offer;
	return session.ask.confirm(`${title}, ${sizeWords(download)}, from your npm registry, into ${folder}. Fetch?`);
}

async function fetched(session: Session, engine: Engine): Promise<void> {
	const { host, places, reporter } = session;
	const work = fetchEngine(engine, host, places);
	await reporter.whileWaiting(`Fetching ${titleOf(engine)}. This takes a moment, once.`, work);
}

function statesOf({ host, places }: Session) {
	return Promise.all(ENGINES.map((engine) => engineState(engine, host, places)));
}
