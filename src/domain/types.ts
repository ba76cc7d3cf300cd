/** What is true? The nouns: a roadmap has stages, a stage has topics, a topic has a lesson. */
import type { Lab } from './lab.ts';

export const TIERS = ['core', 'recommended', 'optional'] as const;
export type Tier = (typeof TIERS)[number];

export const STATUSES = ['todo', 'started', 'done', 'known', 'skipped'] as const;
export type Status = (typeof STATUSES)[number];

export const PROJECT_STATUSES = ['todo', 'started', 'done'] as const satisfies readonly Status[];
export type ProjectStatus = (typeof PROJECT_STATUSES)[number];

/** An id: never derived from a title or a place, and for ever. */
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

/** A roadmap's spine: everything that order, progress and lists need, and nothing that only a page of reading needs. */
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

/** The systems for which a roadmap may say how to get a program; `any` stands for all others. */
const SYSTEMS = ['macos', 'windows', 'debian', 'fedora', 'arch', 'linux', 'any'] as const;
export type System = (typeof SYSTEMS)[number];

/** A program that practices need. */
export interface Tool {
	readonly id: string;
	readonly title: string;
	readonly for: string;
	/** The name of its file on PATH. */
	readonly finds: string;
	/** How to get it, one line a system. */
	readonly get: { readonly [system in System]?: string };
}

/** A choice of stages, in the order in which they are learned. */
export interface Path {
	readonly id: string;
	readonly title: string;
	readonly for: string;
	/** Stage ids. */
	readonly stages: readonly string[];
	/** Ids of topics from other stages that it takes in. */
	readonly with?: readonly string[];
	/** Ids of topics that it leaves out of its stages. */
	readonly without?: readonly string[];
	/** Ids of topics that are core on this path, whatever their tier. */
	readonly core?: readonly string[];
}

/** A choice of tiers. */
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
	/** Stage and place in it: "4.2". */
	readonly number: string;
	readonly title: string;
	readonly tier: Tier;
	/** Ids of the topics to learn before. They order; they never lock. */
	readonly needs: readonly string[];
	/** Ids that this topic had once; progress under them counts. */
	readonly aliases?: readonly string[];
	/** An honest total, reading and practice together. */
	readonly minutes?: number;
	/** Ids of its labs. */
	readonly labs?: readonly string[];
	/** The learner added it. */
	readonly own?: true;
	/** The learner does not want to see it: it is in no list and counts for nothing. */
	readonly hidden?: true;
}

/** A topic's flesh: what is read when the topic itself is looked at. */
export interface Lesson {
	readonly summary: string;
	/** The one thing to keep. */
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
	/** What it looks like from outside. */
	readonly sign: string;
}

export interface Recall {
	readonly id: string;
	readonly ask: string;
	readonly answer: string;
	/** The ideas of the answer, each judged on its own. */
	readonly points?: readonly string[];
}

export interface Resource {
	readonly kind: Kind;
	readonly title: string;
	readonly by: string;
	readonly url: string;
	/** Absent where nobody knows. */
	readonly minutes?: number;
	readonly paid?: boolean;
	/** The one to begin with. */
	readonly start?: boolean;
	readonly note?: string;
	/** The learner linked it. */
	readonly own?: true;
}
