/** Builds the page as one HTML file: the template with the data filled in. */
import { gzipSync } from 'node:zlib';
import type { Snapshot } from '../domain/snapshot.ts';

/** The placeholders that `scripts/page.mjs` leaves in the template. */
const GAP = /\[\[roadmap:(title|data|connect)\]\]/g;

/**
 * Fills the template. The snapshot is gzipped to a third of its size and encoded as base64, which has no character that
 * is special in HTML; the page unpacks it and inserts it as text.
 */
export function assemble(template: string, snapshot: Snapshot): string {
	const data = JSON.stringify({
		gzip: gzipSync(JSON.stringify(snapshot), { level: 9, memLevel: 9 }).toString('base64'),
	});
	const fillings: Readonly<Record<string, string>> = {
		title: escapeHtml(snapshot.roadmap.goal),
		data: data.replaceAll('<', '\\u003c'),
		// A page in a file connects nowhere, a served one only to its server.
		connect: snapshot.live ? "connect-src 'self'; " : '',
	};
	return template.replace(GAP, (gap, name: string) => fillings[name] ?? gap);
}

/** Extracts the policy that the page itself declares, so that the header can repeat it. */
export function policyIn(html: string): string {
	const [, policy = "default-src 'none'"] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(html) ?? [];
	return policy;
}

/**
 * Returns a page that redirects to an address. The browser is started with this file, because everyone on the machine
 * can read a program's arguments and a served page's address contains its token.
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
