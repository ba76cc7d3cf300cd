/** The page in a real browser: what it shows, how it is used, and that it stays with itself. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { outline, Program } from '../process/binary.ts';
import { Terminal } from '../terminal.ts';
import { AXE, hasBrowser, launch, look, makePage, NOTE, startServing } from './browser.ts';

let browser: Browser;
beforeAll(async () => {
	if (hasBrowser) browser = await launch();
});
afterAll(() => browser?.close());

/** A learner of today, in the browser's own calendar. */
function newcomer(): Terminal {
	return new Terminal({ now: new Date().toISOString() });
}

async function tell(terminal: Terminal, ...lines: (string | readonly string[])[]): Promise<void> {
	for (const line of lines) expect(await terminal.run(line)).toMatchObject({ code: 0, err: '' });
}

/** Somebody who has begun. */
async function learner(): Promise<Terminal> {
	const terminal = newcomer();
	const marks = ['done 1.1 1.2', 'known 2.1', 'start 1.3', 'skip 3.1', 'later 1.4', 'done 1.2 --resource 1'];
	await tell(terminal, ...marks, ['note', '1.2', 'Mind the <b>grain</b>']);
	return terminal;
}

/** The real program, in the same home. */
function programOf(terminal: Terminal): Program {
	return new Program({ home: terminal.home });
}

interface Shown {
	stage: string;
	tally: string;
	topics: string[];
}

/** The stages that the page shows, each with its topics and their states. */
function shownIn(page: Page): Promise<Shown[]> {
	return page.$$eval('article.stage', (stages) =>
		stages.map((stage) => ({
			stage: stage.querySelector('h3')?.textContent ?? '',
			tally: stage.querySelector('.tally')?.textContent ?? '',
			topics: [...stage.querySelectorAll<HTMLElement>('li.topic')].map((topic) =>
				[
					topic.id,
					topic.querySelector('.topic-number')?.textContent,
					topic.querySelector('h4')?.textContent,
					topic.dataset.status,
				].join(' | '),
			),
		})),
	);
}

/** What `roadmap stages` and `roadmap stage` say of the same path and level. */
async function saidBy(terminal: Terminal, path: string, level: string): Promise<Shown[]> {
	await tell(terminal, `path ${path}`, `level ${level}`);
	const { stages } = await terminal.json('stages');
	const shown: Shown[] = [];
	for (const { number } of stages) {
		const { stage, topics } = await terminal.json(`stage ${number}`);
		const { total, done, known, skipped } = stage.progress;
		shown.push({
			stage: stage.title,
			tally: total === skipped ? '–' : `${done + known} of ${total - skipped}`,
			topics: topics.map(
				(topic: { id: string; number: string; title: string; status: string }) =>
					`topic-${topic.id} | ${topic.number} | ${topic.title} | ${topic.status}`,
			),
		});
	}
	return shown;
}

const PATHS = ['all', 'analytics', 'platform', 'streaming', 'ml'];
const LEVELS = ['core', 'recommended', 'everything'];

describe.skipIf(!hasBrowser)(`in a browser${NOTE}`, () => {
	describe('the file', () => {
		test('shows for each path and level what roadmap stage says', { timeout: 60_000 }, async () => {
			const terminal = await learner();
			const { page, requests, complaints } = await look(browser, await makePage(terminal));
			for (const path of PATHS) {
				for (const level of LEVELS) {
					await page.selectOption('#path', path);
					await page.check(`input[name=level][value=${level}]`, { force: true });
					expect({ path, level, shown: await shownIn(page) }).toEqual({
						path,
						level,
						shown: await saidBy(terminal, path, level),
					});
				}
			}
			expect({ requests, complaints }).toEqual({ requests: [], complaints: [] });
		});

		test('begins with the path and level that were chosen, and with what roadmap next says', async () => {
			const terminal = await learner();
			await tell(terminal, 'path ml', 'level core');
			const { topics } = await terminal.json('next');
			const { page } = await look(browser, await makePage(terminal));
			expect(await page.inputValue('#path')).toBe('ml');
			expect(await page.isChecked('input[value=core]')).toBe(true);
			expect(await page.textContent('.next-title a')).toBe(topics[0].topic.title);
			expect(await page.getAttribute('.is-next', 'id')).toBe(`topic-${topics[0].topic.id}`);
			expect(await page.textContent('.next')).toContain(topics[0].resource.title);
		});

		test('a recall question is shown alone; its answer and the points of it when it is asked for', async () => {
			const terminal = await learner();
			const { recall } = (await terminal.json('topic sql-joins')).topic;
			const { page } = await look(browser, await makePage(terminal));
			await page.click('#topic-sql-joins summary');
			const [first, second] = await page.locator('#topic-sql-joins .recall details').all();
			expect(recall[0].points.length).toBeGreaterThan(1);
			expect(await first?.locator('div').isVisible()).toBe(false);
			await first?.locator('summary').click();
			const shown = (await first?.locator('div').textContent())?.replace(/\s+/g, ' ');
			for (const point of recall[0].points) expect(shown).toContain(point.replaceAll('`', ''));
			expect(await second?.locator('div').isVisible()).toBe(false);
			// Nobody would hear it.
			expect(await page.locator('.recall-now, .recall button, .recall input').count()).toBe(0);
		});

		test('a topic opens to the whole content, and to what the learner made of it', async () => {
			const terminal = await learner();
			await tell(terminal, 'done 2.2 --on yesterday');
			const { topic } = await terminal.json('topic sql-joins');
			const { page, complaints } = await look(browser, await makePage(terminal));
			await page.click('#topic-sql-joins summary');
			const text = await page.textContent('#topic-sql-joins');
			const told = [topic.summary, ...topic.outcomes, topic.resources[0].title, topic.resources[4].note];
			const asked = topic.recall.map(({ ask }: { ask: string }) => ask);
			const wrong = topic.pitfalls.flatMap(({ mistake, sign }: { mistake: string; sign: string }) => [mistake, sign]);
			for (const words of [...told, ...asked, ...wrong]) expect(text).toContain(words.replaceAll('`', ''));
			expect(text).toContain('Mind the <b>grain</b>');
			expect(text).toContain('finished');
			// The day that was given, not the one on which it was said.
			const { topic: late } = await terminal.json('topic 2.2');
			const day = new Date(`${late.on}T12:00:00`).toLocaleDateString('en-GB', { day: 'numeric', month: 'long' });
			await page.click(`#topic-${late.id} summary`);
			expect(await page.textContent(`#topic-${late.id} .place`)).toContain(`done since ${day}`);
			// Code as it was written, and the text around it word by word.
			const code = await page.$$eval('#topic-sql-joins pre', (blocks) => blocks.map((block) => block.textContent));
			expect(code.join('\n')).toContain('FROM orders o\nLEFT JOIN item i ON i.order_id = o.id\n');
			expect(code).toHaveLength([...`${topic.idea}${topic.practice}`.matchAll(/^```\w/gm)].length);
			// An answer is hidden until it is asked for.
			const answer = page.getByText(topic.recall[0].answer.slice(0, 40));
			expect(await answer.isVisible()).toBe(false);
			await page.getByText(topic.recall[0].ask).click();
			expect(await answer.isVisible()).toBe(true);
			expect(complaints).toEqual([]);
		});

		test('links lead out to http and https alone, and tell nothing', async () => {
			const { page } = await look(browser, await makePage(await learner()));
			await page.getByRole('button', { name: 'Open every topic' }).click();
			const links = await page.$$eval('a:not([href^="#"])', (all) =>
				all.map((link) => `${new URL(link.getAttribute('href') ?? '').protocol} ${link.getAttribute('rel')}`),
			);
			expect(links.length).toBeGreaterThan(200);
			expect([...new Set(links)].sort()).toEqual(['https: noopener noreferrer']);
		});

		test('searching finds what roadmap search finds', async () => {
			const terminal = await learner();
			const { page } = await look(browser, await makePage(terminal));
			const box = page.getByRole('combobox', { name: 'Search topics' });
			for (const words of ['window', 'joins', 'exactly once', 'postgers', 'backfill', 'zzzzzz']) {
				const { results } = await terminal.json(`search ${words}`);
				await box.fill('');
				await box.pressSequentially(words);
				const found = await page.$$eval('#found .found-title', (all) => all.map((each) => each.textContent));
				const titles = results.map(({ topic }: { topic: { title: string } }) => topic.title);
				expect({ words, found }).toEqual({ words, found: titles.slice(0, 12) });
			}
			expect(await page.textContent('#found')).toBe('Nothing fits.');
		});

		test('a found topic that is not in view is taken into view and opened', async () => {
			const terminal = newcomer();
			await tell(terminal, 'path analytics', 'level core');
			const { page } = await look(browser, await makePage(terminal));
			await page.fill('#search', 'kafka log');
			await page.keyboard.press('Enter');
			expect(await page.getAttribute('#topic-kafka-log details', 'open')).toBe('');
			expect(await page.inputValue('#path')).not.toBe('analytics');
			expect(await page.textContent('.said')).toContain('is in view now');
		});

		test('the map leads to each stage, and says how far it is', async () => {
			const { page } = await look(browser, await makePage(await learner()));
			const stations = await page.$$eval('.map a', (all) => all.map((each) => each.getAttribute('aria-label')));
			expect(stations).toHaveLength(14);
			expect(stations[0]).toBe('1 Data foundations & SQL, 2 of 5 · 2 ready, you are here');
			await page.click('.map a[href="#stage-storage-engines"]');
			expect(await page.evaluate(() => document.activeElement?.id)).toBe('stage-storage-engines');
			const top = await page.$eval('#stage-storage-engines', (title) => title.getBoundingClientRect().top);
			expect(top).toBeGreaterThan(60);
			expect(top).toBeLessThan(160);
			await page.goBack();
			expect(await page.evaluate(() => location.hash)).toBe('');
		});

		test('an address with a topic in it opens that topic', async () => {
			const { page } = await look(browser, `${await makePage(newcomer())}#topic-mvcc`);
			expect(await page.getAttribute('#topic-mvcc details', 'open')).toBe('');
		});

		test('by keyboard alone: switches, search, a topic, the keys', async () => {
			const { page } = await look(browser, await makePage(await learner()));
			const focused = () => page.evaluate(() => document.activeElement?.closest('[id]')?.id);
			await page.keyboard.press('Tab');
			expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('To the roadmap');
			await page.keyboard.press('Tab');
			await page.keyboard.press('Tab');
			expect(await focused()).toBe('path');
			await page.keyboard.press('ArrowDown');
			expect(await page.inputValue('#path')).toBe('analytics');
			await page.keyboard.press('Tab');
			await page.keyboard.press('ArrowRight');
			expect(await page.isChecked('input[value=everything]')).toBe(true);
			await page.keyboard.press('/');
			expect(await focused()).toBe('search');
			await page.keyboard.type('window');
			await page.keyboard.press('ArrowDown');
			await page.keyboard.press('ArrowUp');
			await page.keyboard.press('Enter');
			expect(await focused()).toBe('topic-window-functions');
			expect(await page.getAttribute('#topic-window-functions details', 'open')).toBe('');
			await page.keyboard.press('Enter');
			expect(await page.getAttribute('#topic-window-functions details', 'open')).toBeNull();
			await page.keyboard.press('j');
			expect(await focused()).toBe('topic-python-for-data');
			await page.keyboard.press('k');
			await page.keyboard.press('k');
			expect(await focused()).toBe('topic-query-plans');
			await page.keyboard.press('n');
			expect(await focused()).toBe('topic-query-plans');
			await page.keyboard.press('m');
			expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(/^1 Data/);
			await page.keyboard.press('Enter');
			expect(await focused()).toBe('stage-sql-foundations');
			await page.keyboard.press('?');
			expect(await page.isVisible('dialog')).toBe(true);
			await page.getByLabel('Single keys are on').press('Space');
			await page.keyboard.press('Escape');
			expect(await page.isVisible('dialog')).toBe(false);
			await page.keyboard.press('j');
			expect(await focused()).not.toMatch(/^topic-/);
		});

		test('every topic is in it', async () => {
			const { page } = await look(browser, await makePage(newcomer()));
			await page.check('input[value=everything]', { force: true });
			const ids = await page.$$eval('li.topic', (topics) => topics.map(({ id }) => id.slice('topic-'.length)));
			expect(ids).toEqual(outline().flat());
			// No backtick is left of the code in a sentence, even where it goes on in the next line of the file.
			await page.getByText('Open every topic').click();
			const raw = await page.$$eval('.body p, .body li', (all) => all.map(({ textContent }) => textContent));
			expect(raw.filter((text) => text.includes('`'))).toEqual([]);
		});

		test.each([
			[1280, false],
			[1280, true],
			[768, false],
			[768, true],
			[390, false],
			[390, true],
		])(
			'%i pixels wide, dark %s: nothing sticks out, and axe finds nothing',
			{ timeout: 60_000 },
			async (width, dark) => {
				const terminal = await learner();
				const { page } = await look(browser, await makePage(terminal), { width, dark });
				await page.click('#topic-sql-joins summary');
				await page.click('#topic-indexes summary');
				await page.click('.about-stage summary');
				await page.$$eval('.recall details', (all) =>
					all.slice(0, 2).forEach((each) => void each.setAttribute('open', '')),
				);
				expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
				expect(await violationsIn(page)).toEqual([]);
				await page.fill('#search', 'stream');
				expect(await violationsIn(page)).toEqual([]);
				expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
			},
		);

		test('what the search found is never cut by the edge of the window', async () => {
			const { page } = await look(browser, await makePage(await learner()));
			await page.fill('#search', 'stream');
			for (const width of [1600, 1280, 1200, 1120, 1040, 900, 768, 640, 390, 320]) {
				await page.setViewportSize({ width, height: 900 });
				const { left, right } = await page.$eval('#found', (found) => found.getBoundingClientRect().toJSON());
				expect({ width, isInside: left >= 0 && right <= width }).toEqual({ width, isInside: true });
			}
		});

		test('printed, all that is open is on paper, without the bar, and addresses are spelled out', async () => {
			const { page } = await look(browser, await makePage(await learner()));
			await page.click('#topic-sql-joins summary');
			await page.emulateMedia({ media: 'print' });
			expect(await page.isVisible('.bar')).toBe(false);
			expect(await page.isVisible('.aside')).toBe(false);
			expect(await page.isVisible('#topic-sql-joins .body')).toBe(true);
			const after = await page.$eval('.resources a', (link) => getComputedStyle(link, '::after').content);
			expect(after).toContain('https://');
			expect((await page.pdf()).length).toBeGreaterThan(20_000);
		});

		test('light and dark: what the machine says, until the button says otherwise', async () => {
			const { page } = await look(browser, await makePage(newcomer()), { dark: true });
			const brightness = () =>
				page.evaluate(() => Number(/\d+/.exec(getComputedStyle(document.body).backgroundColor)?.[0]));
			expect(await brightness()).toBeLessThan(60);
			await page.getByRole('button', { name: 'Dark colours' }).click();
			expect(await brightness()).toBeGreaterThan(200);
		});
	});

	describe('served', () => {
		const JOINS = '#topic-sql-joins';

		test('a tick is the very event that roadmap done writes', async () => {
			const [terminal, other] = [newcomer(), newcomer()];
			await tell(other, 'done sql-joins', 'reset sql-joins');
			const { url } = await startServing(programOf(terminal));
			const { page, complaints } = await look(browser, url);
			await page.check(`${JOINS} .tick`);
			await page.waitForSelector(`${JOINS}[data-status=done]`);
			await page.uncheck(`${JOINS} .tick`);
			await page.waitForSelector(`${JOINS}[data-status=todo]`);
			expect(eventsOf(terminal)).toEqual(eventsOf(other));
			expect(complaints).toEqual([]);
		});

		test('each state can be chosen in the topic, and next follows', async () => {
			const terminal = newcomer();
			const { url } = await startServing(programOf(terminal));
			const { page } = await look(browser, url);
			await page.click('#topic-relational-model summary');
			for (const [label, status] of [
				['started', 'started'],
				['known before', 'known'],
				['skipped', 'skipped'],
				['to do', 'todo'],
				['done', 'done'],
			] as const) {
				await page.getByRole('radio', { name: label, exact: true }).check();
				await page.waitForSelector(`#topic-relational-model[data-status=${status}]`);
				expect((await terminal.json('topic relational-model')).topic.status).toBe(status);
			}
			expect(await page.textContent('.next-title a')).toBe((await terminal.json('next')).topics[0].topic.title);
			expect(await page.textContent('.said')).toContain('The relational model is done. 1 of 58');
		});

		test('what is worth asking is asked in the order of review, and each answer is the event that review writes', async () => {
			const past = new Terminal({ now: new Date(Date.now() - 7 * 86_400_000).toISOString() });
			await tell(past, 'done sql-joins');
			const terminal = new Terminal({ home: past.home, now: new Date().toISOString() });
			const { questions } = await terminal.json('review');
			const { url } = await startServing(programOf(terminal));
			const { page, complaints } = await look(browser, url);
			const section = page.locator('.recall-now');
			expect(await section.textContent()).toContain(`${questions.length} worth asking`);
			await section.getByRole('button', { name: 'Begin' }).click();
			for (const [i, { ask }] of questions.entries()) {
				await section.getByText(`${i + 1} of ${questions.length}`).waitFor();
				expect((await section.locator('.lead').textContent())?.replace(/\s+/g, ' ')).toBe(ask.replaceAll('`', ''));
				expect(await section.getByText('A full answer has').count()).toBe(0);
				await section.getByRole('button', { name: 'Show the answer' }).click();
				if (i > 0) await section.getByRole('button', { name: 'I had all of it' }).click();
				else {
					await section.getByRole('checkbox').first().check();
					await section.getByRole('button', { name: 'Not yet' }).click();
				}
			}
			await section.getByText('once more').waitFor();
			await section.getByRole('button', { name: 'Show the answer' }).click();
			await section.getByRole('button', { name: 'Easy' }).click();
			await section.getByText(`${questions.length} questions, ${questions.length - 1} recalled at once.`).waitFor();
			expect(await violationsIn(page)).toEqual([]);
			const answers = eventsOf(terminal).flatMap((event) => (event.kind === 'review' ? [event] : []));
			expect(answers).toMatchObject([
				{ question: questions[0].id.split('/')[1], grade: 1, asked: 'new', had: expect.stringMatching(/^10+$/) },
				...questions.slice(1).map(({ id }: { id: string }) => {
					return { question: id.split('/')[1], grade: 3, asked: 'new', had: expect.stringMatching(/^1+$/) };
				}),
				{ question: questions[0].id.split('/')[1], grade: 4, asked: 'again' },
			]);
			expect((await terminal.json('review')).questions).toEqual([]);
			expect(complaints).toEqual([]);
		});

		test('a topic that was placed as known and is missed is offered back, in a session and beside its questions', async () => {
			const past = new Terminal({ now: new Date(Date.now() - 7 * 86_400_000).toISOString() });
			await tell(past, 'placement --stage 2 --yes');
			const terminal = new Terminal({ home: past.home, now: new Date().toISOString() });
			const [first, second] = (await terminal.json('review')).questions;
			const statusOf = async (id: string) => (await terminal.json(`topic ${id}`)).topic.status;
			const { url } = await startServing(programOf(terminal));
			const { page, complaints } = await look(browser, url);
			const section = page.locator('.recall-now');
			await section.getByRole('button', { name: 'Begin' }).click();
			for (const { topic, button, status } of [
				{ ...first, button: 'Take it back', status: 'todo' },
				{ ...second, button: 'Leave it', status: 'known' },
			]) {
				await section.getByRole('button', { name: 'Show the answer' }).click();
				await section.getByRole('button', { name: 'Not yet' }).click();
				await section.getByText(`${topic.title} was placed as known: take it back?`).waitFor();
				expect(await violationsIn(page)).toEqual([]);
				await section.getByRole('button', { name: button }).click();
				if (status === 'todo') await page.waitForSelector(`#topic-${topic.id}[data-status=todo]`);
				expect(await statusOf(topic.id)).toBe(status);
			}
			await section.getByText('once more').waitFor();
			expect(await section.textContent()).toContain(second.topic.title);
			const item = page.locator(`#topic-${second.topic.id}`);
			await item.locator('summary').first().click();
			const recall = item.locator('.recall details').first();
			await recall.locator('summary').click();
			await recall.getByRole('button', { name: 'Not yet' }).click();
			await recall.getByRole('button', { name: 'Take it back' }).click();
			await page.waitForSelector(`#topic-${second.topic.id}[data-status=todo]`);
			await recall.getByRole('button', { name: 'Take it back' }).waitFor({ state: 'detached' });
			expect(complaints).toEqual([]);
		});

		test('what is marked in the terminal appears, and what was open stays open', async () => {
			const terminal = newcomer();
			const { url } = await startServing(programOf(terminal));
			const { page } = await look(browser, url);
			await page.click(`${JOINS} summary`);
			await tell(terminal, 'done sql-joins');
			await page.waitForSelector(`${JOINS}[data-status=done] details[open]`);
			await tell(terminal, ['note', 'sql-joins', 'Seen at work']);
			await page.waitForFunction(() => document.body.textContent?.includes('Seen at work'));
			await tell(terminal, 'undo');
			await tell(terminal, 'undo');
			await page.waitForSelector(`${JOINS}[data-status=todo]`);
		});

		test('another path chosen in the terminal, and a topic added there, appear too', async () => {
			const terminal = newcomer();
			const { url } = await startServing(programOf(terminal));
			const { page } = await look(browser, url);
			await tell(terminal, 'path ml');
			await page.waitForFunction(() => document.querySelector<HTMLSelectElement>('#path')?.value === 'ml');
			await tell(terminal, ['add', '1', 'Our own warehouse']);
			await page.waitForSelector('#topic-our-own-warehouse');
		});

		test('it asks for nothing but its own address, and axe finds nothing', async () => {
			const { url } = await startServing(programOf(await learner()));
			const { page, requests, complaints } = await look(browser, url);
			await page.click(`${JOINS} summary`);
			expect(await violationsIn(page)).toEqual([]);
			await page.check('#topic-mvcc .tick');
			await page.waitForSelector('#topic-mvcc[data-status=done]');
			expect(requests).toEqual([`${url}events`, `${url}mark`]);
			expect(complaints).toEqual([]);
		});

		test('Ctrl-C ends it: it says so, exit 130, and the page says that marks are not kept', async () => {
			const { url, stop } = await startServing(programOf(newcomer()));
			const { page } = await look(browser, url);
			expect(await stop()).toEqual({ code: 130, err: 'Stopped serving.\n' });
			await page.waitForSelector('.gone:not([hidden])');
			await page.click(`${JOINS} .tick`);
			await page.waitForFunction(() => document.querySelector('.said')?.textContent?.startsWith('Not kept:'));
			expect(await page.isChecked(`${JOINS} .tick`)).toBe(false);
		});

		test('SIGTERM ends it, without a word', async () => {
			const { stop } = await startServing(programOf(newcomer()));
			expect(await stop('SIGTERM')).toEqual({ code: null, err: '' });
		});

		test('another page can neither read it nor mark anything', async () => {
			const terminal = newcomer();
			const { url } = await startServing(programOf(terminal));
			const { page } = await look(browser, await makePage(terminal));
			await page.goto('about:blank');
			const tried = await page.evaluate(async (address) => {
				const attempt = (path: string, init?: RequestInit) =>
					fetch(address + path, init).then(
						() => 'read',
						() => 'refused',
					);
				const body = '{"topic":"sql-joins","to":"done"}';
				const json = { 'Content-Type': 'application/json' };
				return [
					await attempt(''),
					await attempt('events'),
					await attempt('mark', { method: 'POST', body, headers: json }),
					await attempt('mark', { method: 'POST', body }),
					await attempt('mark', { method: 'POST', body, mode: 'no-cors' }).then(() => 'sent'),
				];
			}, url);
			expect(tried).toEqual(['refused', 'refused', 'refused', 'refused', 'sent']);
			expect(terminal.journal()).toEqual([]);
		});
	});
});

/** What axe has against the page, each as one line. */
async function violationsIn(page: Page, within = 'html'): Promise<string[]> {
	const session = await page.context().newCDPSession(page);
	const { frameTree } = await session.send('Page.getFrameTree');
	const host = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
	const expression = `${AXE}; axe.run('${within}', { resultTypes: ['violations'] }).then(({ violations }) =>
		violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary)))`;
	const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
		expression,
		contextId: host.executionContextId,
		awaitPromise: true,
		returnByValue: true,
	});
	if (exceptionDetails) throw new Error(exceptionDetails.exception?.description);
	return result.value;
}

/** The journal without what differs from one moment to the next. */
function eventsOf(terminal: Terminal): unknown[] {
	return terminal.journal().map(({ id, at, ...said }) => {
		expect([typeof id, typeof at]).toEqual(['string', 'string']);
		return said;
	});
}
