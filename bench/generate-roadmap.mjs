/**
 * A roadmap of any size, for measuring: every topic has the parts that real topics have, in one file.
 *
 * node bench/generate-roadmap.mjs 5000 > big.yaml
 */
const STAGES = 50;
const TIERS = ['core', 'core', 'recommended', 'optional'];
const KINDS = ['docs', 'article', 'book'];

/**
 * @param {number} count topics, in 50 stages of nearly the same size
 * @returns {string} YAML
 */
export function generateRoadmap(count) {
	const parts = ['format: 1\nid: generated\ntitle: Generated\ngoal: Measure\nstages:\n'];
	for (let stage = 0; stage < STAGES; stage++) {
		const [from, to] = [Math.floor((stage * count) / STAGES), Math.floor(((stage + 1) * count) / STAGES)];
		parts.push(stageYaml(stage), from < to ? '    topics:\n' : '    topics: []\n');
		for (let number = from; number < to; number++) parts.push(topicYaml(number));
	}
	return parts.join('');
}

function stageYaml(stage) {
	return `  - id: stage-${stage}
    title: Stage ${stage}
    phase: Phase ${Math.floor(stage / 10)}
    tagline: What stage ${stage} is about.
`;
}

function topicYaml(number) {
	return `      - id: topic-${number}
        title: Topic ${number} and what it means
        tier: ${TIERS[number % TIERS.length]}
        needs: [${needsOf(number).join(', ')}]
        summary: >-
          Topic ${number} says in one sentence what the idea is, so that whoever never met it
          knows what it is for and what is beside it.
        minutes: ${60 + (number % 20) * 15}
        resources:
${KINDS.map((kind, n) => resourceYaml(number, kind, n)).join('')}`;
}

/** The topic before and one further back: one long chain with cross links, and no circle. */
function needsOf(number) {
	return [...new Set([number - 1, Math.floor(number / 2)])]
		.filter((need) => need >= 0 && need < number)
		.map((need) => `topic-${need}`);
}

function resourceYaml(number, kind, n) {
	return `          - kind: ${kind}
            title: Reading ${n + 1} on topic ${number}
            by: Author ${number % 97}
            url: https://example.com/topics/${number}/${n + 1}
            minutes: ${10 + n * 20}
`;
}

if (process.argv[1] === import.meta.filename) process.stdout.write(generateRoadmap(Number(process.argv[2]) || 5_000));
