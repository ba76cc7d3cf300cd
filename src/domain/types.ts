/** The nouns: a roadmap has stages, a stage has topics, a topic has a lesson. */
import type { Lab } from './lab.ts';

export const TIERS = ['core', 'recommended', 'optional'] as const;
export type Tier = (typeof TIERS)[number];

export const STATUSES = ['todo', 'started', 'done', 'known', 'skipped'] as const;
export type Status = (typeof STATUSES)[number];

export const PROJECT_STATUSES = ['todo', 'started', 'done'] as const satisfies readonly Status[];
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** An id: permanent, never derived from a title or position. */
export const SLUG = /^[a-z0-9][a-z0-9-]{0,63}$/;

export const KINDS = [
	'deep-dive',
	'simulator',
	'docs',
	'book',
	'paper',
	'course',
	'video',
	'article',
	'exercises',
	'tool',
	'repo',
] as const;
export type Kind = (typeof KINDS)[number];

/**
 * A roadmap's spine: everything that ordering, progress and lists need, and nothing that only reading a topic needs.
 */
export interface Roadmap {
	readonly id: string;
	readonly title: string;
	readonly goal: string;
	readonly welcome?: string;
	readonly phases: readonly string[];
	readonly paths: readonly Path[];
	readonly levels: readonly Level[];
	readonly stages: readonly Stage[];
	/** The programs that practices need. */
	readonly tools?: readonly Tool[];
}

/** The systems for which a roadmap may say how to get a program; `any` covers all others. */
const SYSTEMS = ['macos', 'windows', 'debian', 'fedora', 'arch', 'linux', 'any'] as const;
export type System = (typeof SYSTEMS)[number];

/** A program that practices need. */
export interface Tool {
	readonly id: string;
	readonly title: string;
	readonly for: string;
	/** The name of its file on PATH. */
	readonly finds: string;
	/** How to get it, one line per system. */
	readonly get: { readonly [system in System]?: string };
}

/** A selection of stages, in learning order. */
export interface Path {
	readonly id: string;
	readonly title: string;
	readonly for: string;
	/** Stage ids. */
	readonly stages: readonly string[];
	/** Ids of topics that it includes from other stages. */
	readonly with?: readonly string[];
	/** Ids of topics that it excludes from its stages. */
	readonly without?: readonly string[];
	/** Ids of topics that are core on this path, whatever their tier. */
	readonly core?: readonly string[];
}

/** A selection of tiers. */
export interface Level {
	readonly id: string;
	readonly for: string;
	readonly shows: readonly Tier[];
}

export interface Stage {
	readonly id: string;
	/** Counted from 1. */
	readonly number: number;
	readonly title: string;
	readonly phase: string;
	readonly tagline: string;
	readonly intro?: string | undefined;
	readonly project?: string | undefined;
	/** How long the project takes. */
	readonly hours?: number;
	readonly topics: readonly Topic[];
}

/** A topic or a stage as results name it. */
export interface Ref<Numbered = string> {
	readonly id: string;
	readonly number: Numbered;
	readonly title: string;
}

export interface Topic {
	readonly id: string;
	/** Stage and position in it: "4.2". */
	readonly number: string;
	readonly title: string;
	readonly tier: Tier;
	/** Ids of the topics to learn first. They order topics, but never lock them. */
	readonly needs: readonly string[];
	/** Former ids; progress under them counts. */
	readonly aliases?: readonly string[];
	/** The same topic in another roadmap, as `roadmap/topic`. If it is known there, it counts as known here. */
	readonly sameAs?: string;
	/** An honest total of reading and practice. */
	readonly minutes?: number;
	/** Ids of its labs. */
	readonly labs?: readonly string[];
	/** The learner added it. */
	readonly own?: true;
	/** The learner has hidden it: it is in no list and does not count. */
	readonly hidden?: true;
}

/** A topic's content, loaded only to show the topic itself. */
export interface Lesson {
	readonly summary: string;
	/** The one thing to remember. */
	readonly key?: string;
	readonly why?: string;
	readonly idea?: string;
	readonly outcomes?: readonly string[];
	readonly pitfalls?: readonly Pitfall[];
	readonly practice?: string;
	/** The practice in one sentence. */
	readonly task?: string;
	/** Ids of the tools that the practice needs. */
	readonly tools?: readonly string[];
	readonly recall?: readonly Recall[];
	readonly resources: readonly Resource[];
	readonly labs?: readonly Lab[];
}

interface Pitfall {
	readonly mistake: string;
	/** How it looks from outside. */
	readonly sign: string;
}

export interface Recall {
	readonly id: string;
	readonly ask: string;
	readonly answer: string;
	/** The ideas of the answer, each judged separately. */
	readonly points?: readonly string[];
}

export interface Resource {
	readonly kind: Kind;
	readonly title: string;
	readonly by: string;
	readonly url: string;
	/** Absent if unknown. */
	readonly minutes?: number;
	readonly paid?: boolean;
	/** The one to start with. */
	readonly start?: boolean;
	readonly note?: string;
	/** The learner linked it. */
	readonly own?: true;
}
