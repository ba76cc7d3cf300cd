/** Warnings about the files a command read, printed beside its answer. */

import { chosenFor, goneChoices } from '../domain/choices.ts';
import { safeLine } from '../domain/safe.ts';
import type { Roadmap } from '../domain/types.ts';
import { isHomeRelative } from '../store/places.ts';
import { markAsShown } from '../store/shown-notices.ts';
import { clashWords, formerId, newIdWords, strayProgressWords } from './roadmaps.ts';
import type { Session } from './session.ts';
import { warnOfUpdate } from './updates.ts';

/** Prints all pending warnings; none is printed twice for one command. */
export function printWarnings(session: Session): void {
	const { notices, reporter, opened } = session;
	for (const { key, text } of notices.splice(0))
		if (markAsShown(session.places, key)) reporter.warn(`${text} roadmap doctor says more.`);
	if (isHomeRelative(session.host) && markAsShown(session.places, 'relative home'))
		reporter.warn(
			`ROADMAP_HOME is not an absolute path, so it is another folder wherever you are; here it is ${safeLine(session.places.data)}.`,
		);
	if (!opened) return;
	if (opened.clash !== undefined && !opened.isRegistered) reporter.warn(clashWords(opened));
	const newId = newIdWords(opened);
	if (newId && markAsShown(session.places, `id ${opened.file} ${opened.claims}`)) reporter.warn(newId);
	const former = formerId(session, opened);
	if (former !== undefined) reporter.warn(strayProgressWords(opened, former));
	warnOfGoneChoices(session, opened.compiled.roadmap);
	warnOfUpdate(session, opened.compiled);
}

/** Warns about a chosen path or level that the roadmap no longer has; the default is used instead. */
function warnOfGoneChoices({ settings, memory, reporter }: Session, roadmap: Roadmap): void {
	for (const { what, wanted, instead } of goneChoices(chosenFor(settings.choices, memory, roadmap.id), roadmap))
		reporter.warn(`This roadmap has no ${what} "${wanted}" any more; using ${instead}. Choose with roadmap ${what}.`);
}
