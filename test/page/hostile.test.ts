/** A roadmap that wants to run something in the browser, through every field that it has: it is read, and that is all. */
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Snapshot } from '../../src/domain/snapshot.ts';
import type { Lesson, Topic } from '../../src/domain/types.ts';
import { publish } from '../../src/page/publish.ts';
import { makeFolder, SHELF } from '../terminal.ts';
import { hasBrowser, launch, look, NOTE } from './browser.ts';
import { ADDRESSES, INSIDE, MARKUP } from './hostile.ts';

let browser: Browser;
beforeAll(async () => {
	if (hasBrowser) browser = await launch();
});
afterAll(() => browser?.close());

const TEXTS = [...MARKUP, ...INSIDE];

/** Past every check of the content: as if a file in the cache had been written by somebody else. */
function hostileSnapshot(texts: readonly string[], addresses: readonly string[]): Snapshot {
	const topics = texts.map(
		(text, i): Topic => ({
			id: `t-${i}`,
			number: `1.${i + 1}`,
			title: text,
			tier: 'core',
			needs: i > 0 ? [`t-${i - 1}`] : [],
		}),
	);
	const lessons = texts.map(
		(text, i): Lesson => ({
			summary: text,
			why: text,
			idea: `${text}\n\n    ${text}\n\n\`\`\`${text.replaceAll('\n', ' ')}\n${text}\n\`\`\``,
			outcomes: [text],
			pitfalls: [{ mistake: text, sign: text }],
			practice: text,
			recall: [{ id: text, ask: text, answer: text }],
			resources: [text, addresses[i % addresses.length] ?? ''].map((url) => ({
				kind: 'docs',
				title: text,
				by: text,
				url,
				minutes: 1,
				note: text,
			})),
		}),
	);
	const all = texts.join('\n');
	const stage = { id: 's', number: 1, title: all, phase: all, tagline: all, intro: all, project: all, topics };
	return {
		roadmap: {
			id: 'hostile',
			title: all,
			goal: all,
			welcome: all,
			phases: [all],
			paths: [
				{ id: 'all', title: all, for: all, stages: ['s'] },
				{ id: 'b', title: all, for: all, stages: ['s'] },
			],
			levels: [{ id: 'core', for: all, shows: ['core'] }],
			stages: [stage],
		},
		lessons,
		choice: { path: 'all', level: 'core' },
		learned: {
			marks: [],
			deferred: [['t-0', texts[0] ?? '']],
			finished: texts,
			projects: [],
			labs: [],
			asks: texts.map((text) => [text, text] as const),
			more: { latest: '', goal: 'none', pausedAt: null, pausedUntil: null },
			notes: texts.map((text, i) => [`t-${i}`, text] as const),
			layer: all,
		},
		at: '2026-11-22T10:00:00.000Z',
		live: false,
	};
}

function write(html: string): string {
	const file = path.join(makeFolder(), 'hostile.html');
	fs.writeFileSync(file, html);
	return pathToFileURL(file).href;
}

describe('as it is written', () => {
	const html = publish(SHELF, hostileSnapshot(TEXTS, ADDRESSES));

	test('nothing of the roadmap is HTML but the title, and that is escaped', () => {
		const rest = html.replace(/<title>[^<>]*<\/title>/, '');
		expect(rest).not.toContain('canary');
		expect(html.match(/<script/g)).toHaveLength(2);
		expect(html.match(/<title>[^<>]*<\/title>/g)).toHaveLength(1);
	});

	test('the policy allows its own script and style by their hashes, and nothing else', () => {
		const [, policy] = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html) ?? [];
		expect(policy?.replace(/sha256-[\w+/]{43}=/g, 'HASH')).toBe(
			"default-src 'none'; script-src 'HASH'; style-src 'HASH'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
		);
	});
});

describe.skipIf(!hasBrowser)(`in a browser${NOTE}`, () => {
	test('every field is shown as the text that it is, and nothing runs, loads or leads anywhere', {
		timeout: 90_000,
	}, async () => {
		const { page, requests, complaints } = await look(
			browser,
			write(publish(SHELF, hostileSnapshot(TEXTS, ADDRESSES))),
		);
		await page.evaluate(() =>
			Object.assign(window, { canary: () => document.documentElement.setAttribute('data-ran', '') }),
		);
		await page.getByRole('button', { name: 'Open every topic' }).click();
		await page.$$eval('details', (all) => all.forEach((each) => void each.setAttribute('open', '')));
		for (const words of ['script', 'onerror', '<img', '{{']) await page.fill('#search', words);
		await page.keyboard.press('Escape');
		// What waits for a pointer or the keyboard.
		for (const title of await page.$$('h4')) await title.dispatchEvent('pointerover');
		await page.selectOption('#path', 'b');
		const seen = await page.evaluate(() => ({
			ran: document.documentElement.hasAttribute('data-ran'),
			titles: [...document.querySelectorAll('.topic h4')].map((title) => title.textContent),
			foreign: [
				...document.querySelectorAll('img, iframe, object, embed, base, form, audio, video, link, template, frame'),
			].length,
			scripts: document.querySelectorAll('script').length,
			handlers: [...document.querySelectorAll('*')].filter((element) =>
				element.getAttributeNames().some((name) => name.startsWith('on') || name === 'style' || name === 'srcdoc'),
			).length,
			links: [...document.querySelectorAll('a')]
				.map((link) => link.getAttribute('href') ?? '')
				.filter((href) => !href.startsWith('#') && !/^https?:\/\//.test(href)),
		}));
		expect(seen).toEqual({
			ran: false,
			titles: TEXTS,
			foreign: 0,
			scripts: 2,
			handlers: 0,
			links: [],
		});
		expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
		expect(page.url()).toMatch(/hostile\.html$/);
	});

	test('and if it got in all the same, the policy would not let it run', async () => {
		const { page, requests } = await look(browser, write(publish(SHELF, hostileSnapshot(['x'], ['x']))));
		await page.evaluate(() =>
			Object.assign(window, { canary: () => document.documentElement.setAttribute('data-ran', '') }),
		);
		const blocked = await page.evaluate(
			async (texts) => {
				const sinks = [
					(text: string) => {
						document.body.insertAdjacentHTML('beforeend', text);
					},
					(text: string) => {
						document.createElement('script').text = text;
					},
					(text: string) => {
						document.write(text);
					},
					() => {
						const script = document.createElementNS('http://www.w3.org/1999/xhtml', 'script');
						script.append('canary()');
						document.body.append(script);
						throw new Error('appended');
					},
				];
				return texts.flatMap((text) =>
					sinks.map((sink) => {
						try {
							sink(text);
							return 'let in';
						} catch {
							return 'kept out';
						}
					}),
				);
			},
			MARKUP.slice(0, 10),
		);
		expect(new Set(blocked)).toEqual(new Set(['kept out']));
		await page.waitForTimeout(200);
		expect(await page.getAttribute('html', 'data-ran')).toBeNull();
		expect(requests).toEqual([]);
	});
});
