/** The page as one HTML file: the built template, and in it everything that it shows. */
import { gzipSync } from 'node:zlib';
import type { Snapshot } from '../domain/snapshot.ts';

/** Where the template has gaps; `scripts/page.mjs` writes them. */
const GAP = /\[\[roadmap:(title|data|connect)\]\]/g;

/**
 * Fills the template. What is told of the roadmap is packed, which makes it a third and leaves no character of it that
 * HTML knows; the page unpacks it and writes it as text.
 */
export function assemble(template: string, snapshot: Snapshot): string {
	const data = JSON.stringify({ gzip: gzipSync(JSON.stringify(snapshot), { level: 9 }).toString('base64') });
	const fillings: Readonly<Record<string, string>> = {
		title: escapeHtml(snapshot.roadmap.goal),
		data: data.replaceAll('<', '\\u003c'),
		connect: policyFor(snapshot.live),
	};
	return template.replace(GAP, (gap, name: string) => fillings[name] ?? gap);
}

/** What is in a policy beside the hashes: a page in a file asks nobody for anything, a served one its server. */
function policyFor(live: boolean): string {
	return live ? "connect-src 'self'; " : '';
}

/** The policy that the page itself declares, for a header that says the same. */
export function policyIn(html: string): string {
	const [, policy = "default-src 'none'"] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
	return policy;
}

/**
 * A page that leads to an address at once. The browser is handed this file, for everybody on the machine can read what
 * a program is started with, and a served page's address has its ticket in it.
 */
export function redirectTo(url: string): string {
	const address = escapeHtml(url);
	return `<!doctype html>
<meta charset="utf-8">
<meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url=${address}">
<title>roadmap</title>
<a href="${address}">Open the page</a>
`;
}

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
