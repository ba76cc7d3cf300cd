/** Formats a calendar file (RFC 5545). ical-generator is imported only here. */
import ical, { ICalEventTransparency } from 'ical-generator';

/** A calendar entry: whole days, or hours in whatever zone the reader is. */
export interface CalendarEntry {
	/** Never changes, so that a second import finds the entry. */
	readonly uid: string;
	readonly title: string;
	readonly description: string;
	/** YYYY-MM-DD, or YYYY-MM-DDTHH:MM in no particular zone. */
	readonly start: string;
	/** Exclusive. */
	readonly end: string;
}

/** Tells calendars which of two files is newer. */
export interface Edition {
	readonly sequence: number;
	readonly stamp: Date;
}

/** Formats a file; the same entries and edition give the same bytes. */
export function icsOf(name: string, entries: readonly CalendarEntry[], { sequence, stamp }: Edition): string {
	const calendar = ical({ prodId: { company: 'roadmap', product: 'plan', language: 'EN' } });
	// The library's own name property does not escape its value.
	calendar.x([{ key: 'X-WR-CALNAME', value: name }]);
	for (const { uid, title, description, start, end } of entries) {
		const isAllDay = !start.includes('T');
		calendar.createEvent({
			id: uid,
			summary: title,
			description,
			start: wallClock(start),
			end: wallClock(end),
			allDay: isAllDay,
			floating: !isAllDay,
			// The entry does not block the time.
			transparency: ICalEventTransparency.TRANSPARENT,
			sequence,
			stamp,
			lastModified: stamp,
		});
	}
	return `${calendar.toString()}\r\n`;
}

/** The library takes days and floating times as UTC, whatever this machine's zone. */
function wallClock(time: string): Date {
	return new Date(time.includes('T') ? `${time}:00Z` : `${time}T00:00:00Z`);
}
