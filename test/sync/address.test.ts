/** Which addresses are allowed, and that no password is ever shown. */
import { describe, expect, test } from 'vitest';
import { readAddress, redact } from '../../src/sync/address.ts';

const here = { platform: 'linux', home: '/home/ada' } as const;

test.each([
	['https://github.com/ada/progress.git', 'https', 'https://github.com/ada/progress.git'],
	['https://git.example.org:8443/ada/progress', 'https', 'https://git.example.org:8443/ada/progress'],
	['HTTPS://Git.Example.org/ada/progress', 'https', 'https://git.example.org/ada/progress'],
	['https://[2001:db8::1]/ada.git', 'https', 'https://[2001:db8::1]/ada.git'],
	['ssh://git@github.com/ada/progress.git', 'ssh', 'ssh://git@github.com/ada/progress.git'],
	['ssh://git.example.org:2222/~/progress.git', 'ssh', 'ssh://git.example.org:2222/~/progress.git'],
	['git@github.com:ada/progress.git', 'ssh', 'git@github.com:ada/progress.git'],
	['example.org:progress.git', 'ssh', 'example.org:progress.git'],
	['ada@[2001:db8::1]:progress.git', 'ssh', 'ada@[2001:db8::1]:progress.git'],
	['/media/stick/progress.git', 'folder', '/media/stick/progress.git'],
	['/media/stick/../other.git', 'folder', '/media/other.git'],
	['/media/my stick/größe.git', 'folder', '/media/my stick/größe.git'],
	['/media/a:b.git', 'folder', '/media/a:b.git'],
	['file:///media/stick/progress.git', 'folder', '/media/stick/progress.git'],
	['file:///media/my%20stick/../x.git', 'folder', '/media/x.git'],
	['~/progress.git', 'folder', '/home/ada/progress.git'],
	['/', 'folder', '/'],
])('%s is allowed', (said, kind, address) => {
	expect(readAddress(said, here)).toEqual({ kind, address });
	// What is kept is read again at every sync.
	expect(readAddress(address, here)).toEqual({ kind, address });
});

test.each([['./a:b.git'], ['progress.git'], ['../progress.git'], ['.']])('%s is a folder from here', (said) => {
	const { kind, address } = readAddress(said, here);
	expect(kind).toBe('folder');
	expect(address.startsWith('/')).toBe(true);
});

test.each([
	['', 'empty'],
	[' /media/stick', 'a space before'],
	['/media/stick ', 'a space behind'],
	['http://example.org/x.git', 'not encrypted'],
	['git://example.org/x.git', 'not encrypted'],
	['ftp://example.org/x.git', 'another transport'],
	['javascript://x', 'no transport'],
	['rsync://example.org/x', 'another transport'],
	['ssh+git://example.org/x', 'another transport'],
	['ext::sh -c touch% /tmp/pwned', 'runs a command'],
	['EXT::sh -c id', 'runs a command'],
	['fd::17', 'a descriptor'],
	['file::/x', 'a helper'],
	['https::https://example.org/x', 'a helper'],
	['::x', 'a helper without a name'],
	['-uhttps://example.org', 'an option'],
	['--upload-pack=touch /tmp/pwned', 'an option'],
	['--config=protocol.ext.allow=always', 'an option'],
	['ssh://-oProxyCommand=touch/x', 'an option of ssh (CVE-2017-1000117)'],
	['ssh://-oProxyCommand=touch@host/x', 'an option as the user'],
	['ssh://user@-oProxyCommand=touch/x', 'an option as the host'],
	['ssh://host/-x', 'a path like an option'],
	['-oProxyCommand=touch:x', 'an option of ssh'],
	['git@-oProxyCommand=touch:x', 'an option as the host'],
	['-o@host:x', 'an option as the user'],
	['host:-x', 'a path like an option'],
	['host:', 'no path'],
	['git@host:', 'no path'],
	['git@:x', 'no host'],
	['https://', 'no host'],
	['https:///x', 'no path'],
	['https://example.org', 'no path'],
	['https://ex ample.org/x', 'no host'],
	['https://exa$mple.org/x', 'no host'],
	['ssh://host;id/x', 'no host'],
	['ssh://`id`/x', 'no host'],
	['$(id):x', 'no host'],
	['file://server/share', 'a host'],
	['file:///x%00y', 'a NUL'],
	['https://example.org/x?private_token=s3cret', 'a token'],
	['https://example.org/x#s3cret', 'a token'],
	['/media/stick\n/x', 'two lines'],
	['/media/\u001b[31mstick', 'an escape'],
	['/media/\u009b31mstick', 'an escape of one byte'],
	['https://example.org/x\r\nHost: evil', 'a header'],
	[`/${'x'.repeat(3_000)}`, 'too long'],
])('%j is refused: %s', (said) => {
	expect(() => readAddress(said, here)).toThrow(expect.objectContaining({ name: 'UserError', code: 2 }));
});

describe('passwords', () => {
	test.each([
		['https://ada:s3cret@example.org/x.git'],
		['https://s3cret@example.org/x.git'],
		['https://ada:s3cret%40x@example.org/x.git'],
		['https://ada:s3cret@p@example.org/x.git'],
		['https://ada:s3c/ret@example.org/x.git'],
		['ssh://git:s3cret@example.org/x.git'],
		['ada:s3cret@example.org/x.git'],
		['ada:s3cret@example.org:x.git'],
		['http://ada:s3cret@example.org/x.git'],
		['ftp://ada:s3cret@example.org/x.git'],
		['https:/ada:s3cret@example.org/x.git'],
		['https:ada:s3cret@example.org/x.git'],
		['HTTPS:/s3cret@example.org/x.git'],
		['ssh:/git:s3cret@example.org/x.git'],
		['http:/ada:/s3cret@example.org/x'],
		['https://ada:s3cret/x.git'],
		['https://example.org/x.git?token=s3cret'],
		['https://example.org/x.git#s3cret'],
		['ssh://example.org/x y?token=s3cret'],
	])('%s is refused, and not repeated', (said) => {
		let message = '';
		try {
			readAddress(said, here);
		} catch (error) {
			message = JSON.stringify([(error as Error).message, error]);
		}
		expect(message).toMatch(/cannot be used|holds a name or a password/);
		expect(message).not.toMatch(/s3c/);
	});

	test.each([
		["fatal: unable to access 'https://ada:s3cret@example.org/x.git/': x", 's3cret'],
		['https://s3cret@example.org', 's3cret'],
		['a https://a:s3cret@b and ssh://c:s3cret@d too', 's3cret'],
	])('masked: %s', (text, secret) => {
		expect(redact(text)).not.toContain(secret);
	});

	test.each(['git@github.com:ada/x.git', 'ssh://git@github.com/x.git', '/media/a@b', 'https://example.org/x'])(
		'%s stays as it is',
		(text) => {
			expect(redact(text)).toBe(text);
		},
	);
});

test.each([
	['C:\\stick\\progress.git', 'folder'],
	['d:/progress.git', 'folder'],
	['\\\\server\\share\\progress.git', 'folder'],
	['git@github.com:ada/x.git', 'ssh'],
])('on Windows %s is a %s', (said, kind) => {
	expect(readAddress(said, { platform: 'win32' }).kind).toBe(kind);
});

test.each([
	['C:\\Users\\me\\roadmap.git', '/mnt/c/Users/me/roadmap.git'],
	['github.com/me/x', 'https://github.com/me/x'],
	['192.168.1.4/me/x', 'https://192.168.1.4/me/x'],
	['github.com', 'https://github.com/you/progress'],
	['git@github.com/me/x.git', 'git@github.com:me/x.git'],
	['git@github.com', 'git@github.com:you/progress'],
	['ssh://git@github.com:me/x.git', 'ssh://git@github.com/me/x.git'],
	['http://github.com/me/x', 'https://github.com/me/x'],
	['git://github.com/me/x', 'https://github.com/me/x'],
	['https:/github.com/me/x', 'https://github.com/me/x'],
	['https//github.com/me/x', 'https://github.com/me/x'],
	['htps://github.com/me/x', 'https://github.com/me/x'],
	[' https://github.com/me/x', 'https://github.com/me/x'],
	['git clone https://github.com/me/x', 'https://github.com/me/x'],
	['<https://github.com/me/x>', 'https://github.com/me/x'],
	['https://github.com/me/x/tree/main/a', 'https://github.com/me/x'],
	['https://gitlab.com/me/x/-/tree/main', 'https://gitlab.com/me/x'],
])('%s: did you mean %s?', (typed, meant) => {
	expect(() => readAddress(typed, here)).toThrow(expect.objectContaining({ hint: expect.stringContaining(meant) }));
	if (!meant.startsWith('/mnt') && !meant.includes('/you/')) expect(readAddress(meant, here).kind).not.toBe('folder');
});

test.each(['$HOME/r.git', '%USERPROFILE%\\r.git', '$XDG_DATA_HOME/r.git'])(
	'a variable in quotes is no folder: %s',
	(typed) => {
		expect(() => readAddress(typed, here)).toThrow('Your shell did not fill in its variable');
	},
);

test.each(['git/progress.git', 'http/x', 'a@b/c/d', './github.com', 'my.progress', 'stick/me@home'])(
	'%s may be a folder',
	(typed) => expect(readAddress(typed.replace('a@b/', './a@b/'), here).kind).toBe('folder'),
);
