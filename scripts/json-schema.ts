/** Generates the JSON Schema of the format, for editors, from the validator and its descriptions. */
import { type ConversionConfig, type JsonSchema, toJsonSchema } from '@valibot/to-json-schema';
import { UNIQUE_LISTS, WORDS } from '../src/content/fields.ts';
import '../src/content/schema.ts';
import { maps } from '../src/content/validator.ts';

const LESSON = ['resource', 'pitfall', 'recall question', 'lab', 'check', 'variant', 'wrong answer'];

/** Each file: the kind of its root, and the kinds of maps within it. */
const FILES = [
	{
		name: 'roadmap.schema.json',
		root: 'roadmap',
		parts: ['stage', 'topic', 'level', 'path', 'tool', 'way to get a tool', ...LESSON],
	},
	{ name: 'topic.schema.json', root: 'topic file', parts: LESSON },
] as const;

export interface SchemaFile {
	readonly name: string;
	readonly content: string;
}

export function schemaFiles(): SchemaFile[] {
	return FILES.map(({ name, root, parts }) => ({
		name,
		content: `${JSON.stringify(schemaOf(root, parts), null, '\t')}\n`,
	}));
}

/** Draft 7, which editors support best. What is validated after a transformation is left to `roadmap check`. */
function schemaOf(root: string, parts: readonly string[]): JsonSchema {
	const definitions = Object.fromEntries(parts.map((what) => [what.replaceAll(' ', '-'), mapCalled(what)]));
	const config: ConversionConfig = {
		typeMode: 'input',
		target: 'draft-07',
		definitions,
		overrideRef: ({ referenceId }) => `#/definitions/${referenceId}`,
		overrideSchema: ({ valibotSchema, jsonSchema }) => {
			const what = [...maps].find(([, map]) => map === valibotSchema)?.[0];
			return what === undefined ? undefined : withWords(what, jsonSchema);
		},
	};
	const { $schema, $defs, ...schema } = toJsonSchema(mapCalled(root), config);
	return { $schema, ...schema, definitions: $defs } as JsonSchema;
}

function mapCalled(what: string) {
	const map = maps.get(what);
	if (!map) throw new Error(`the format has no ${what}`);
	return map;
}

function withWords(what: string, schema: JsonSchema): JsonSchema {
	const { about, fields = {} } = WORDS[what] ?? {};
	const properties = Object.entries(schema.properties ?? {}).map(([field, property]) => {
		const said = fields[field];
		if (said === undefined || typeof property === 'boolean') throw new Error(`there are no words for ${what}.${field}`);
		const [description, ...examples] = typeof said === 'string' ? [said] : said;
		const isOnce = UNIQUE_LISTS.has(`${what}.${field}`);
		const rules = { ...withoutEmptyDefault(property), ...(isOnce && { uniqueItems: true }) };
		return [field, { description, ...rules, ...(examples.length > 0 && { examples }) }];
	});
	return { title: what, description: about, ...schema, properties: Object.fromEntries(properties) } as JsonSchema;
}

/** Removes empty defaults, which an editor would insert. */
function withoutEmptyDefault({ default: value, ...property }: JsonSchema): JsonSchema {
	return value === undefined || value === '' ? property : { ...property, default: value };
}
