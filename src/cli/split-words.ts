/** A command line out of a variable (`$BROWSER`, `$PAGER`) as words, with no shell that would act on the rest. */
export function splitWords(line: string): string[] {
	return [...line.matchAll(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g)].map(([word]) =>
		word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2'),
	);
}
