import type { NeedData, TopicData } from '../domain/describe.ts';
import type { Why } from '../domain/next.ts';
import type { Status } from '../domain/types.ts';
import { enumerateSome, instantWords, plural } from './words.ts';

/** Why a topic comes now, in a sentence or two. @param today YYYY-MM-DD */
export function whyWords(topic: TopicData, why: Why, today: string): string {
	if ('started' in why) return `You began it${topic.at === undefined ? '' : ` on ${instantWords(topic.at, today)}`}.`;
	const titles = (keep: (need: NeedData) => boolean) => topic.needs.filter(keep).map(({ title }) => title);
	const behind = (status: Status) => titles((need) => need.status === status && why.after.includes(need.id));
	const sentences = [
		['You finished', behind('done'), ''],
		['You knew', behind('known'), ' before'],
		['You skipped', behind('skipped'), ''],
		['It takes', titles(({ id }) => why.assumed.includes(id)), ' as known'],
	] as const;
	return [
		...(topic.needs.length === 0 ? ['It needs nothing before it.'] : []),
		...sentences
			.filter(([, names]) => names.length > 0)
			.map(([verb, names, end]) => `${verb} ${enumerateSome(names)}${end}.`),
		...(why.unlocks > 0 ? [`It opens ${plural(why.unlocks, 'more topic')}.`] : []),
	].join(' ');
}
