/** A text file, as the bundler gives it. */
declare module '*.txt' {
	const text: string;

	export { text as default };
}
