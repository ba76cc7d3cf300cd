/** Which addresses a browser may be given, and how they are written then: one line a case. */
import { expect, test } from 'vitest';
import { readUrl } from '../../src/domain/url.ts';

test.each([
	['https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
	['http://example.com', 'http://example.com'],
	['https://example.com/', 'https://example.com/'],
	['https://example.com:8443/x', 'https://example.com:8443/x'],
	['HTTPS://Example.COM/Path', 'https://example.com/Path'],
	['https://example.com/a%20b', 'https://example.com/a%20b'],
	['https://example.com/@someone/post', 'https://example.com/@someone/post'],
	['https://example.com/?mail=a@b.c', 'https://example.com/?mail=a@b.c'],
	['https://example.com/#code=SELECT%201%0AFROM%09t', 'https://example.com/#code=SELECT%201%0AFROM%09t'],
	["https://example.com/it's;(x)&$y", "https://example.com/it's;(x)&$y"],
	['https://example.com/"<x>`', 'https://example.com/%22%3Cx%3E%60'],
	['https://example.com/grün', 'https://example.com/gr%C3%BCn'],
	// A name that looks like another is shown as what it is.
	['https://аpple.com/', 'https://xn--pple-43d.com/'],
	['https://bücher.example', 'https://xn--bcher-kva.example/'],
	['https://%65xample.com/', 'https://example.com/'],
	['http://0x7f.1/', 'http://127.0.0.1/'],
])('%s is opened as %s', (text, url) => {
	expect(readUrl(text)).toEqual({ url });
});

const whole = /not a whole address; begin it with https?:\/\//;
const only = /only http and https/;
const clean = /no spaces, backslashes or control characters/;
const nobody = /no name or password/;
const long = /longer than 2,048/;

test.each([
	['javascript:alert(1)', only],
	['JaVaScRiPt:alert(1)', only],
	['java\tscript:alert(1)', clean],
	[' javascript:alert(1)', clean],
	['data:text/html,x', only],
	['file:///etc/passwd', only],
	['vbscript:x', only],
	['ms-msdt:/id', only],
	['ftp://example.com', only],
	['view-source:https://example.com', only],
	['/etc/passwd', whole],
	['-x', whole],
	['--version', whole],
	['example.com', whole],
	['//example.com', whole],
	['https:example.com', whole],
	['https:/example.com', whole],
	['', whole],
	['\\\\host\\share', clean],
	['https://example.com\\@evil.com', clean],
	['https://example.com/\u202egpj.exe', clean],
	['https://exam\u200bple.com', clean],
	['https://example.com/\u0007', clean],
	['https://example.com/\ud800', clean],
	['https://example.com /x', clean],
	['https://example.com/a\u00a0b', clean],
	['https://ann@example.com', nobody],
	['https://ann:pw@example.com', nobody],
	['https://:pw@example.com', nobody],
	['https://@example.com', nobody],
	['https:///ann@example.com', nobody],
	['https://example.com%40evil.com', /not an address/],
	['https://', /not an address/],
	['https://exa<mple.com', /not an address/],
	['https://example.com:99999', /not an address/],
	['https://xn--a/', /not an address/],
	['https://example.com/%0d%0aSet-Cookie:x', /encoded control character/],
	['https://example.com/?x=%00', /encoded control character/],
	['https://example.com/%1B[31m', /encoded control character/],
	[`https://example.com/${'a'.repeat(2_029)}`, long],
	[`https://example.com/${'é'.repeat(1_000)}`, long],
])('%j is refused', (text, why) => {
	expect(readUrl(text)).toEqual({ fault: expect.stringMatching(why) });
});

test('2,048 characters are few enough', () => {
	const text = `https://example.com/${'a'.repeat(2_028)}`;
	expect(readUrl(text)).toEqual({ url: text });
});
