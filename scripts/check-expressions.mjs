/**
 * Part of `npm run lint`: checks that every regular expression in src/ and web/ takes linear time, since all of them
 * meet outside text sooner or later. Results are cached in node_modules/.cache per version of recheck.
 */
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import ts from 'typescript';

// The pure JavaScript backend needs neither Java nor a binary, and gives the same result on every machine.
process.env.RECHECK_BACKEND = 'pure';
const require = createRequire(import.meta.url);
const { checkSync } = require('recheck');
const { version } = require('recheck/package.json');

const ROOT = path.join(import.meta.dirname, '..');
const CACHE = path.join(ROOT, 'node_modules', '.cache', `expressions-${version}.json`);

/** Collects the regular expressions of a source file with their places. */
function expressionsIn(file) {
	const tree = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
	const found = [];
	const visit = (node) => {
		const line = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1;
		const place = `${path.relative(ROOT, file)}:${line}`;
		if (ts.isRegularExpressionLiteral(node)) found.push({ place, text: node.text });
		const isComputed =
			(ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'RegExp';
		if (isComputed) found.push({ place, text: undefined });
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return found;
}

function complexityOf(text) {
	const end = text.lastIndexOf('/');
	const { status, complexity } = checkSync(text.slice(1, end), text.slice(end + 1), { timeout: 60_000, randomSeed: 1 });
	return status === 'safe' ? 'safe' : (complexity?.summary ?? 'unknown');
}

function readCache() {
	try {
		return new Map(Object.entries(JSON.parse(fs.readFileSync(CACHE, 'utf8'))));
	} catch {
		return new Map();
	}
}

const files = ['src', 'web'].flatMap((folder) =>
	fs.readdirSync(path.join(ROOT, folder), { recursive: true }).map((name) => path.join(ROOT, folder, name)),
);
const cached = readCache();
const answers = new Map();
for (const { place, text } of files.filter((file) => file.endsWith('.ts')).flatMap(expressionsIn)) {
	if (text === undefined) answers.set(place, 'computed: write it as a literal, so that it can be checked');
	else if (!answers.has(text)) answers.set(text, cached.get(text) ?? complexityOf(text));
	const answer = answers.get(text ?? place);
	if (answer === 'safe') continue;
	console.error(`${place}: ${text ?? 'a regular expression'} is ${answer}`);
	process.exitCode = 1;
}
fs.mkdirSync(path.dirname(CACHE), { recursive: true });
fs.writeFileSync(CACHE, JSON.stringify(Object.fromEntries(answers)));
