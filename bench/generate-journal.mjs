/** A long journal: marks on the shipped roadmap's topics, a second apart, the way years of use would leave them. */
const STATUSES = ['started', 'done', 'known', 'skipped', 'todo'];
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TOPICS = [
	'relational-model',
	'sql-joins',
	'query-plans',
	'window-functions',
	'schema-design',
	'indexes',
	'transactions',
	'parquet',
];

/** @returns {string} JSON lines */
export function generateJournal(count, start = Date.parse('2020-01-01T00:00:00.000Z')) {
	const lines = [];
	for (let i = 0; i < count; i++) {
		const at = new Date(start + i * 1_000).toISOString();
		const topic = TOPICS[i % TOPICS.length];
		lines.push(
			JSON.stringify({ v: 1, id: eventId(i), at, roadmap: 'data-engineer', topic, to: STATUSES[i % STATUSES.length] }),
		);
	}
	return `${lines.join('\n')}\n`;
}

/** As many as the shipped roadmap has. */
const QUESTIONS = 405;

/** Answers to recall questions, twenty minutes apart. @returns {string} JSON lines */
export function generateAnswers(count, start = Date.parse('2020-01-01T00:00:00.000Z')) {
	const lines = [];
	for (let i = 0; i < count; i++) {
		const at = new Date(start + i * 1_200_000).toISOString();
		const question = i % QUESTIONS;
		const about = { kind: 'review', topic: TOPICS[question % TOPICS.length], question: `question-${question}` };
		const answer = { grade: i % 7 === 0 ? 1 : 3, asked: 'due' };
		lines.push(JSON.stringify({ v: 1, id: eventId(i), at, roadmap: 'data-engineer', ...about, ...answer }));
	}
	return `${lines.join('\n')}\n`;
}

function eventId(number) {
	let id = '';
	for (let rest = number, i = 0; i < 26; i++) {
		id = ALPHABET[rest % 32] + id;
		rest = Math.floor(rest / 32);
	}
	return id;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(generateJournal(Number(process.argv[2]) || 100_000));
