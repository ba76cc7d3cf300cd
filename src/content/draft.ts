/** The first version of a new roadmap: short, valid, and with comments that teach what its author needs first. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Draft {
	readonly id: string;
	/** A single safe line. */
	readonly title: string;
	/** A single safe line; defaults to the title. */
	readonly goal?: string | undefined;
}

/** Returns the line by which an editor finds the JSON Schema next to the built-in roadmaps. */
export function schemaLine(roadmapsFolder: string): string {
	return `# yaml-language-server: $schema=${pathToFileURL(path.join(roadmapsFolder, 'roadmap.schema.json')).href}\n`;
}

export function draftText({ id, title, goal }: Draft): string {
	const aim = goal === undefined ? '# goal: what you can do at the end, in one line' : `goal: ${scalar(goal)}`;
	return `format: 1
# Ids are lowercase letters, digits and hyphens. Never change them: progress is kept under them. Titles may change.
id: ${scalar(id)}
title: ${scalar(title)}
${aim}

# Stages, and the topics in them, are listed in the order in which they are learned.
stages:
  - id: first-steps
    title: First steps
    tagline: What everybody needs.
    topics:
      - id: first-topic
        title: A first topic
        # How much it matters: core, recommended or optional.
        tier: core
        summary: The idea in one sentence that is true on its own.
        practice: One task, and how you know that it worked.
        # Reading and practice together.
        minutes: 60
        # The most useful first. Kinds: deep-dive, simulator, docs, book, paper, course, video, article, exercises,
        # tool, repo.
        resources:
          - kind: article
            title: Something good to read
            by: Its author
            url: https://example.org/read
            minutes: 20

      - id: second-topic
        title: A second topic
        # What to learn first, by id. Needs order the topics and never lock one.
        needs: [first-topic]

  - id: going-further
    title: Going further
    topics:
      - id: third-topic
        title: A third topic
        tier: optional
        needs: [second-topic]
`;
}

/** Words that some YAML parser reads as something other than text. */
const TYPED = /^(?:true|false|null|yes|no|on|off|y|n)$/i;

/** Formats one line of text as YAML: unquoted if every parser reads it as text, else quoted as JSON. */
export function scalar(text: string): string {
	const isPlain = /^[A-Za-z](?:[\w ,.()'-]*[\w.)'])?$/.test(text) && !TYPED.test(text);
	return isPlain ? text : JSON.stringify(text);
}
