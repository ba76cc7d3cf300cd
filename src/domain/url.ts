/** Which addresses are allowed in a roadmap or for the learner's links: only what a browser may open. */

const MAX_LENGTH = 2_048;

/** Encoded control characters, except tab and newline, which links to code in playgrounds contain. */
const ENCODED = /%(?:0[0-8b-f]|1[0-9a-f]|7f)/i;

/** The address as a browser gets it, in printable ASCII; or why it is refused, and what to write instead. */
type ReadUrl = { readonly url: string } | { readonly url?: undefined; readonly fault: string };

export function readUrl(text: string): ReadUrl {
	const fault = faultOf(text);
	if (fault !== undefined) return { fault };
	const address = parse(text);
	if (!address) return { fault: 'this is not an address; write it like https://example.com/page' };
	const { username, password, href } = address;
	if (username !== '' || password !== '' || /^https?:\/\/[^/?#]*@/i.test(text)) {
		return { fault: 'an address has no name or password in it; leave out what stands before the @' };
	}
	if (ENCODED.test(href))
		return { fault: 'this address has an encoded control character in it, such as %0D; leave it out' };
	if (href.length > MAX_LENGTH) return { fault: TOO_LONG };
	// The slash added to a bare host is left out, so that the address stays as the author wrote it.
	return { url: href === `${text}/` ? text : href };
}

function parse(text: string): URL | undefined {
	try {
		return new URL(text);
	} catch {
		return undefined;
	}
}

const TOO_LONG = 'this address is longer than 2,048 characters; give a shorter one';

function faultOf(text: string): string | undefined {
	if (text.length > MAX_LENGTH) return TOO_LONG;
	if (/[\s\\\p{C}]/u.test(text)) {
		return 'an address has no spaces, backslashes or control characters; write a space as %20';
	}
	if (/^https?:\/\//i.test(text)) return undefined;
	const scheme = text.match(/^[a-z][a-z\d+.-]*(?=:)/i)?.[0];
	if (scheme === undefined) return 'this is not a whole address; begin it with https://';
	if (/^https?$/i.test(scheme)) return `this is not a whole address; begin it with ${scheme.toLowerCase()}://`;
	return `only http and https addresses can be opened, not ${scheme.slice(0, 20)}:`;
}
