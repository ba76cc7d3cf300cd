/**
 * npm run check:links [topic…]: requests every address of the built-in roadmap. Run by hand, with a network: nothing
 * else in the project uses one.
 */
import fs from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';

const AT_ONCE = 8;
const PATIENCE = 20_000;

const folder = path.join(import.meta.dirname, '..', 'roadmap', 'data-engineer', 'topics');
const only = process.argv.slice(2);
const links = fs
	.readdirSync(folder)
	.map((file) => path.basename(file, '.yaml'))
	.filter((id) => only.length === 0 || only.includes(id))
	.flatMap((id) => {
		const { resources = [] } = parse(fs.readFileSync(path.join(folder, `${id}.yaml`), 'utf8'));
		return resources.map(({ title, url }) => ({ id, title, url }));
	});

/** Returns what is wrong with an address, or where it redirects to; undefined if it is fine. */
async function look({ url }) {
	if (url.startsWith('http:')) return 'is plain http';
	try {
		const answer = await fetch(url, {
			signal: AbortSignal.timeout(PATIENCE),
			headers: { 'user-agent': 'roadmap check:links', accept: '*/*' },
		});
		await answer.body?.cancel();
		if (!answer.ok) return `answers ${answer.status}`;
		return withoutSlash(answer.url) === withoutSlash(url) ? undefined : `moved to ${answer.url}`;
	} catch (error) {
		return `cannot be reached: ${error.cause?.code ?? error.message}`;
	}
}

function withoutSlash(url) {
	return url.replace(/#.*$/, '').replace(/\/$/, '');
}

const left = [...links];
let moved = 0;
async function work() {
	for (let link = left.shift(); link; link = left.shift()) {
		const found = await look(link);
		if (found === undefined) continue;
		moved++;
		console.log(`${link.id}: ${link.title}\n  ${link.url} ${found}`);
	}
}
await Promise.all(Array.from({ length: AT_ONCE }, work));
console.log(`${links.length} addresses, ${moved} to look at.`);
process.exitCode = moved === 0 ? 0 : 1;
