/** Copies an object without its undefined fields, so that optional fields are absent. */
export function defined<T extends object>(value: T): Defined<T> {
	const copy: Partial<Defined<T>> = { ...value };
	for (const [name, field] of Object.entries(value)) if (field === undefined) Reflect.deleteProperty(copy, name);
	// The only cast: `Defined` expresses in types what the lines above do.
	return copy as Defined<T>;
}

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
	[K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};
