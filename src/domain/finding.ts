/** What `doctor` finds: faults, which can be fixed or lived with, and remarks for information. */

export interface Finding {
	readonly kind: FindingKind;
	readonly isFault: boolean;
	/** The file; '' if it is about none. */
	readonly file: string;
	/** Counted from 1; null if it concerns the whole file. */
	readonly line: number | null;
	/** Details: the beginning of a damaged line, ids, a time, or a reason. */
	readonly about: string;
	/** Whether `doctor --fix` can fix it. */
	readonly mendable: boolean;
}

export type FindingKind =
	| 'home-relative'
	| 'not-a-file'
	| 'settings-unreadable'
	| 'choice-gone'
	| 'device-damaged'
	| 'journals-unreadable'
	| 'journal-unreadable'
	| 'journal-damaged'
	| 'journal-torn'
	| 'journal-ahead'
	| 'journal-newer'
	| 'journal-copy'
	| 'journal-large'
	| 'checkpoint-wrong'
	| 'notes-unreadable'
	| 'notes-conflict'
	| 'notes-homeless'
	| 'notes-encoding'
	| 'notes-copy'
	| 'notes-open'
	| 'topics-gone'
	| 'topic-renamed'
	| 'question-reported'
	| 'roadmap-missing'
	| 'roadmap-new-id'
	| 'progress-homeless'
	| 'sync-broken'
	| 'engine-half'
	| 'temporary-file'
	| 'lock-left';

type Details = Partial<Pick<Finding, 'line' | 'about' | 'mendable'>>;

export function fault(kind: FindingKind, file: string, details: Details = {}): Finding {
	return { kind, isFault: true, file, line: null, about: '', mendable: false, ...details };
}

export function remark(kind: FindingKind, file: string, details: Details = {}): Finding {
	return { ...fault(kind, file, details), isFault: false };
}
