/** A text file, inlined by the bundler. */
declare module '*.txt' {
	const text: string;

	export { text as default };
}
