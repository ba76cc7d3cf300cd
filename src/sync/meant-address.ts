/** Finds the address that was meant by one that cannot be used, or that would make a folder nobody wants. */

interface Doubt {
	readonly why: string;
	/** The address to use instead; undefined if it cannot be guessed. */
	readonly meant?: string | undefined;
}

const NAMES_A_SERVER = 'It could be a folder or a server.';
/** Matches `github.com/me/x`: a host name with a dot, followed by a path. */
const BARE_HOST = /^(?:[a-z0-9-]+\.)+([a-z]{2,}|\d{1,3})\/[^/]/i;
/** Matches a host name or IP address alone. Other words with a dot may well be folders. */
const HOST_ALONE = /^(?:localhost|(?:\d{1,3}\.){3}\d{1,3}|(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|local|lan))$/i;
const USER_AND_HOST = /^([\w.-]+)@([a-z0-9.-]+)(?:\/(.*))?$/i;
/** What follows a repository in the address of a page about it: `https://host/me/x/tree/main`, `…/x/-/tree/main`. */
const PAGES = ['tree', 'blob', 'commits', 'issues', 'pulls', 'settings'];

/** Returns why an address is doubtful; undefined if it is not. */
export function doubtAbout(typed: string): Doubt | undefined {
	const url = /https?:\/\/[^\s<>"']+/i.exec(typed)?.[0];
	if (url !== undefined && url !== typed) return { why: 'There is more than an address in it.', meant: url };
	const http = /^http:\/\/(.+)$/i.exec(typed)?.[1];
	if (http !== undefined) return { why: 'Anybody on the way could read it: use https.', meant: `https://${http}` };
	const misspelt = /^(?:git|h?tt?ps?|https?s|htps|htttps)(?::\/\/?|\/\/)([^/].*)$/i.exec(typed)?.[1];
	if (misspelt !== undefined && !/^https:\/\//i.test(typed))
		return { why: 'It does not begin with https://.', meant: `https://${misspelt}` };
	const page = repositoryOf(typed);
	if (page !== undefined) return { why: 'It is a page about a repository.', meant: page };
	// A colon before an @ separates a password.
	const ssh = /^ssh:\/\/([^/:]+):([^/\d@][^@]*)$/i.exec(typed);
	if (ssh) return { why: 'In ssh://, a slash follows the host.', meant: `ssh://${ssh[1]}/${ssh[2]}` };
	if (/^(?:%\w+%|\$\{?\w+)/.test(typed))
		return { why: 'Your shell did not fill in its variable: leave out the quotes.' };
	return serverMeant(typed);
}

/** Returns the repository that a page is about. */
function repositoryOf(typed: string): string | undefined {
	const [scheme, , , ...names] = typed.split('/');
	const [page = ''] = names.slice(2).filter((name) => name !== '-');
	const isPage = scheme === 'https:' && PAGES.includes(page);
	return isPage ? typed.split('/').slice(0, 5).join('/') : undefined;
}

function serverMeant(typed: string): Doubt | undefined {
	const [, user, host, path = ''] = USER_AND_HOST.exec(typed) ?? [];
	if (user !== undefined && path === '')
		return { why: 'It names no repository.', meant: `${user}@${host}:you/progress` };
	if (user !== undefined) return { why: 'A colon follows the host.', meant: `${user}@${host}:${path}` };
	if (HOST_ALONE.test(typed)) return { why: 'It names no repository.', meant: `https://${typed}/you/progress` };
	const domain = BARE_HOST.exec(typed)?.[1]?.toLowerCase();
	if (domain === undefined || domain === 'git') return undefined;
	return { why: NAMES_A_SERVER, meant: `https://${typed}, or the folder ./${typed}` };
}
