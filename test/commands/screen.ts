/** What the tests of the commands share: reading a screen, and a roadmap small enough to know by heart. */
import fs from 'node:fs';
import path from 'node:path';
import stringWidth from 'fast-string-width';
import { makeFolder, Terminal } from '../terminal.ts';

/** Without the program's own colours. Anything else that a terminal acts on stays and fails the test. */
export function unpainted(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with an escape
	return text.replace(/\u001b\[\d+m/g, '');
}

/**
 * The lines that take more columns than there are. An address on a line of its own and a line of code are never broken,
 * by design. @param code see `codeOf`
 */
export function tooWide(text: string, columns: number, code: ReadonlySet<string> = new Set()): string[] {
	const lines = unpainted(text).split('\n');
	return lines.filter((line) => stringWidth(line) > columns && !/^\s*https?:\S+$/.test(line) && !code.has(line.trim()));
}

/** The lines of code in the texts of these topics. */
export async function codeOf(...topics: readonly string[]): Promise<Set<string>> {
	const lines = new Set<string>();
	for (const name of topics) {
		const { idea, practice } = (await new Terminal().json(`topic ${name}`)).topic;
		const blocks = `${idea}\n${practice}`.split(/^```.*$/m).filter((_, i) => i % 2 === 1);
		for (const line of blocks.join('').split('\n')) lines.add(line.trim());
	}
	return lines;
}

/** A screen as the design draws it: two spaces of margin, a blank line around. A blank line is ''. */
export function screen(...lines: readonly string[]): string {
	return `\n${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n\n`;
}

/** Left and right on one line of an 80-column screen, flush with both margins. */
export function spread(left: string, right: string): string {
	return left + ' '.repeat(78 - stringWidth(left) - stringWidth(right)) + right;
}

/** The title of a part of a long screen, with the rule that goes to the margin. */
export function heading(title: string): string {
	return `${title} ${'─'.repeat(77 - stringWidth(title))}`;
}

/** The commands that a screen offers to type next: what stands first on a line, up to where its explanation begins. */
export function offered(text: string): string[] {
	const lines = unpainted(text).split('\n');
	return lines.flatMap((line) => /^ *(roadmap(?: \S+)*)(?: {2,}.*)?$/.exec(line)?.[1] ?? []);
}

/** Puts a roadmap into a file of its own. @returns its path */
export function writeRoadmap(yaml: string = TEA): string {
	const file = path.join(makeFolder(), 'mine.yaml');
	fs.writeFileSync(file, yaml);
	return file;
}

/** Two stages, five topics; 1.1 has everything that a topic can have, 1.2 has nothing. */
export const TEA = `
format: 1
id: tea
title: Tea
goal: Make good tea
welcome: For people with a kettle.
paths:
  - {id: all, title: Tea maker, stages: [basics, brewing], for: everything}
  - {id: short, title: Tea drinker, stages: [brewing], for: people in a hurry}
stages:
  - id: basics
    title: Water & leaves
    phase: Start
    tagline: What is in the cup.
    intro: Without water there is no tea.
    project: Make a cup and drink it.
    topics:
      - id: water
        title: Water
        aliases: [h2o]
        summary: Tea is nearly all water, so it tastes of the water.
        why: Hard water makes flat tea.
        idea: |
          Heat moves the taste.

          \`\`\`sh
          boil --to 100
            pour
          \`\`\`

          Then wait.
        outcomes: [Boil water, Measure its heat]
        pitfalls: [{mistake: Boiling twice., sign: It tastes of nothing.}]
        practice: Boil a cup.
        minutes: 120
        resources:
          - {kind: book, title: The Kettle, by: A. Boiler, url: 'https://example.com/kettle', minutes: 90, paid: true}
          - {kind: video, title: Watch it boil, by: B. Steam, url: 'https://example.com/boil', minutes: 5, start: true, note: Mind the steam.}
      - {id: leaves, title: Leaves, needs: [water]}
      - {id: kettles, title: Kettles, tier: optional, needs: [water]}
  - id: brewing
    title: Brewing
    phase: Pour
    tagline: How long it takes.
    topics:
      - {id: green-tea, title: Green tea, needs: [leaves, kettles], minutes: 30}
      - {id: black-tea, title: Black tea, tier: recommended, needs: [leaves], minutes: 45}
`;

/** As little as a roadmap may be. */
export const LEAN = `
format: 1
id: lean
title: Lean
stages:
  - id: one
    title: One
    topics:
      - {id: first, title: First}
      - {id: second, title: Second, tier: optional}
      - {id: third, title: Third, needs: [first]}
`;
