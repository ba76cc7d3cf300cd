/** Titles in every script, in every width: aligned, inside the page, and never cut inside what a person sees as one sign. */
import stringWidth from 'fast-string-width';
import { describe, expect, test } from 'vitest';
import { cut, pad, widthOf } from '../../src/render/text.ts';
import { Terminal } from '../terminal.ts';
import { tooWide, unpainted, writeRoadmap } from './screen.ts';

const TITLES = [
	'データベースの基礎と正規化について学ぶ',
	'데이터 모델링과 스키마 설계의 기초를 배우기',
	'Family 👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦👨‍👩‍👧‍👦',
	'Flags 🇩🇪🇫🇷🇯🇵🇧🇷🇰🇷🇩🇪🇫🇷🇯🇵🇧🇷🇰🇷🇩🇪🇫🇷🇯🇵🇧🇷🇰🇷🇩🇪🇫🇷🇯🇵',
	'Cafe\u0301 re\u0301sume\u0301 na\u0131\u0308ve cooperac\u0327a\u0303o e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301',
	'การจัดการข้อมูลขนาดใหญ่',
	'👍🏽 skin tones 👩🏿‍💻👩🏿‍💻👩🏿‍💻👩🏿‍💻 and a keycap 1️⃣',
	'Averyverylongwordwithoutanyspaceinitatallthatgoesonandonandonandonandonandonandonandonandon',
];

const MINE = `format: 1
id: hostile
title: Hostile
stages:
  - id: s
    title: ${TITLES[0]}
    phase: P
    tagline: T
    topics:
${TITLES.map((title, i) => `      - {id: t-${i}, title: "${title}", minutes: 60}`).join('\n')}
`;

function graphemes(text: string): string[] {
	return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

describe.each([40, 80, 120, 200, 0])('at %i columns', (columns) => {
	const lines = [
		'',
		'next',
		'next -n 9',
		'stage 1',
		'stages',
		'map',
		'map 1',
		'topic t-2',
		'topic t-4',
		'done t-0 t-3',
		'search flags',
	];

	test.each(lines)('roadmap %s stays inside', async (line) => {
		const terminal = new Terminal({ tty: true, columns });
		const { code, out } = await terminal.run(`${line} --roadmap ${writeRoadmap(MINE)}`);
		expect(code).toBe(0);
		expect(tooWide(out, columns || 80)).toEqual([]);
	});

	test('no sign of a title is lost or broken', async () => {
		const terminal = new Terminal({ tty: true, columns });
		const { out } = await terminal.run(`stage 1 --roadmap ${writeRoadmap(MINE)}`);
		// A letter and its accent may come as one character: the same sign.
		const seen = new Set(graphemes(unpainted(out).normalize()));
		for (const sign of TITLES.flatMap((title) => graphemes(title.normalize())))
			if (sign !== ' ') expect(seen).toContain(sign);
		expect(out).not.toContain('\ufffd');
	});
});

test('the facts of a list stand in one column', async () => {
	const short = TITLES.map((title) => graphemes(title).slice(0, 8).join('').trim());
	const yaml = MINE.split('\n').map((line) =>
		TITLES.reduce((text, title, i) => text.replace(`"${title}"`, `"${short[i]}"`), line),
	);
	const { out } = await new Terminal({ tty: true }).run(`stage 1 --roadmap ${writeRoadmap(yaml.join('\n'))}`);
	const rows = unpainted(out)
		.split('\n')
		.filter((line) => /^ {2}[▸ ] 1\.\d/.test(line));
	const columns = rows.map((row) => stringWidth(row.slice(0, row.lastIndexOf('1 h'))));
	expect(rows).toHaveLength(TITLES.length);
	expect(new Set(columns).size).toBe(1);
});

test.each(TITLES)('cut and pad: %s', (title) => {
	for (let width = 2; width < 60; width++) {
		const shown = cut(title, width);
		expect(widthOf(shown)).toBeLessThanOrEqual(width);
		if (widthOf(title) <= width) expect(shown).toBe(title);
		else expect(graphemes(title).join('')).toContain(shown.slice(0, -1));
		const kept = graphemes(shown.replace(/…$/, ''));
		expect(graphemes(title).slice(0, kept.length).join('').trimEnd()).toBe(kept.join(''));
		expect(widthOf(pad(shown, width))).toBe(width);
	}
});

test.each([
	['next --color alwys', 'Did you mean --color always?'],
	['next --stage foundation', 'Did you mean'],
	['later 1.1 --until 3x', 'Write 3d, 2w'],
])('roadmap %s: %s', async (line, hint) => {
	const { code, err } = await new Terminal().run(line);
	expect(code).toBeGreaterThan(1);
	expect(err).toContain(hint);
});
