/**
 * Checks topics that other roadmaps contain too: suggests `same-as` for equal titles, and reports those that name no
 * topic.
 */
import { didYouMean } from '../domain/closest.ts';
import { allTopics } from '../domain/find.ts';
import { titleKey } from '../domain/tokens.ts';
import type { Roadmap } from '../domain/types.ts';
import type { Check } from './compile.ts';
import type { Fault } from './fault.ts';
import { MAX_FAULTS } from './limits.ts';
import { outlineOf } from './references.ts';

/** @param others other roadmaps known on this machine */
export function sameAsCheck(others: readonly Roadmap[]): Check {
	return (spine) => {
		const { id, topics } = outlineOf(spine.value);
		const foreign = others.filter((other) => other.id !== id);
		const named = new Map(foreign.map((other) => [other.id, new Set(allTopics(other).map((topic) => topic.id))]));
		const titles = new Map(
			foreign.flatMap((other) =>
				allTopics(other).map((topic) => [titleKey(topic.title), `${other.id}/${topic.id}`] as const),
			),
		);
		const faults = topics.flatMap(({ title, sameAs, path }): Fault[] => {
			if (sameAs) {
				const [roadmap = '', topic = ''] = sameAs.name.split('/');
				if (roadmap === id)
					return [
						spine.faultAt(
							sameAs.path,
							`"${sameAs.name}" is a topic of this roadmap; name one of another, or leave it out`,
						),
					];
				const there = named.get(roadmap);
				if (!there || there.has(topic)) return [];
				const near = didYouMean(topic, [...there]);
				return [spine.warningAt(sameAs.path, `the roadmap ${roadmap} has no topic "${topic}". ${near}`.trimEnd())];
			}
			const same = title?.trim() && titles.get(titleKey(title));
			if (same === undefined) return [];
			return [spine.warningAt([...path, 'title'], `${same} has this title too; if it is the same: same-as: ${same}`)];
		});
		return faults.slice(0, MAX_FAULTS);
	};
}
