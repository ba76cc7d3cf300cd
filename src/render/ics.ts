/** A calendar file, as RFC 5545 has it. Door: ical-generator. */
import ical, { ICalEventTransparency } from 'ical-generator';

/** What stands in a calendar: whole days, or hours of a day wherever one is. */
export interface CalendarEntry {
	/** For ever the same, so that a second import finds it. */
	readonly uid: string;
	readonly title: string;
	readonly description: string;
	/** YYYY-MM-DD, or YYYY-MM-DDTHH:MM for a time of that day in any zone. */
	readonly start: string;
	/** Not a part of it any more. */
	readonly end: string;
}

/** How calendars know which of two files is the newer one. */
export interface Edition {
	readonly sequence: number;
	readonly stamp: Date;
}

/** The text of a file; the same entries and the same edition give the same bytes. */
export function icsOf(name: string, entries: readonly CalendarEntry[], { sequence, stamp }: Edition): string {
	const calendar = ical({ prodId: { company: 'roadmap', product: 'plan', language: 'EN' } });
	// Its own name property escapes nothing.
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
			// It blocks no time, and nobody is alarmed.
			transparency: ICalEventTransparency.TRANSPARENT,
			sequence,
			stamp,
			lastModified: stamp,
		});
	}
	return `${calendar.toString()}\r\n`;
}

/** As UTC, which the library takes days and floating times from, whatever the zone of this machine. */
function wallClock(time: string): Date {
	return new Date(time.includes('T') ? `${time}:00Z` : `${time}T00:00:00Z`);
}
