/** What people type by mistake or out of habit, and the line that each answer offers instead. */
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

/** What was typed, the exit code, and what the answer has to say. */
const SAID: readonly (readonly [line: string | readonly string[], code: number, answer: string])[] = [
	// Commands with a typo, and words of other programs, with a typo too.
	['nxt', 2, 'Did you mean roadmap next?'],
	['doen 1.1', 2, 'Did you mean roadmap done?'],
	['finsih 1.1', 2, 'Did you mean roadmap done?'],
	['finish 1.1', 2, 'Did you mean roadmap done?'],
	['mark 1.1', 2, 'Did you mean roadmap done?'],
	['ls', 2, 'Did you mean roadmap stages?'],
	['list', 2, 'Did you mean roadmap stages?'],
	['tasks', 2, 'Did you mean roadmap stages?'],
	['task 1.1', 2, 'Did you mean roadmap topic?'],
	['todos', 2, 'Did you mean roadmap next?'],
	['edit 1.1', 2, 'Did you mean roadmap note?'],
	['schedule', 2, 'Did you mean roadmap plan?'],
	['progess', 2, 'Did you mean roadmap stats?'],
	['rm 1.1', 2, 'Did you mean roadmap hide?'],
	['version', 2, 'Did you mean roadmap --version?'],
	['qqqq', 2, 'See: roadmap help'],
	// A word for an option.
	['next 4', 2, 'Did you mean roadmap next --stage 4?'],
	['next stage 4', 2, 'Did you mean roadmap next --stage 4?'],
	['doctor fix', 2, 'Did you mean roadmap doctor --fix?'],
	['log week', 2, 'Did you mean roadmap log --week?'],
	['plan hours 8', 2, 'Did you mean roadmap plan --hours 8?'],
	['placement 5', 2, 'Did you mean roadmap placement --stage 5?'],
	['project done 1', 2, 'Did you mean roadmap project --done?'],
	['project 1 done', 2, 'Did you mean roadmap project 1 --done?'],
	['export csv', 2, 'Did you mean roadmap export --format csv?'],
	['export list.md', 2, 'Did you mean roadmap export --output list.md?'],
	['done 1.1 --dryrun', 2, 'Did you mean --dry-run?'],
	['undo 1.1', 2, 'Did you mean roadmap reset 1.1?'],
	['undo 2', 2, 'For the one before, run it again: roadmap undo'],
	['redo 2', 2, 'For the next one, run it again: roadmap redo'],
	['tools duckdb', 2, 'roadmap tools'],
	['log 7', 2, 'Did you mean roadmap log --since 7d?'],
	['log monday', 2, 'Did you mean roadmap log --since monday?'],
	['stats week', 2, 'roadmap log --week'],
	['stats 10h/week', 2, 'Did you mean roadmap stats --what-if 10h/week?'],
	['stats nonsense', 2, 'See: roadmap help stats'],
	['plan 8h', 2, 'Did you mean roadmap plan --hours 8h?'],
	['plan 8', 2, 'Did you mean roadmap plan --hours 8?'],
	['plan 12w', 2, 'Did you mean roadmap plan --until 12w?'],
	['next 10m', 2, 'Did you mean roadmap next --time 10m?'],
	['next 1h30m', 2, 'Did you mean roadmap next --time 1h30m?'],
	// Another name for an option.
	['done 1.1 --note x', 2, 'Did you mean --message?'],
	['done 1.1 --date yesterday', 2, 'Did you mean --on?'],
	['later 1.2 --for 3d', 2, 'Did you mean --until?'],
	['later 1.2 --for=3d', 2, 'Did you mean --until?'],
	['next --for 30m', 2, 'Did you mean --time?'],
	['next --limit 2', 2, 'Did you mean --number?'],
	['review --limit 2', 2, 'Did you mean --max?'],
	['log --days 7', 2, 'Did you mean --since?'],
	['export --file list.md', 2, 'Did you mean --output?'],
	['plan --note x', 2, 'See: roadmap help plan'],
	['level all', 3, 'Did you mean everything?'],
	['level optional', 3, 'Did you mean everything?'],
	['path everything', 3, 'Did you mean all?'],
	['level sky', 3, 'Choose one of core, recommended, everything.'],
	['done all', 3, 'as in stage:4'],
	['review 1.3', 2, 'roadmap review --topic 1.3'],
	['review stage 2', 2, 'roadmap review --stage 2'],
	['review 2', 2, 'roadmap review --stage 2'],
	// A topic where a stage belongs, and the other way.
	['stage sql-joins', 3, 'It is 1.2 Joins & aggregation, in stage 1.'],
	['map 2.1', 3, 'It is 2.1 Schema design & normalization, in stage 2.'],
	['project 1.1', 3, 'It is 1.1 The relational model, in stage 1.'],
	['next --stage 1.1', 3, 'It is 1.1 The relational model, in stage 1.'],
	['stage 99', 3, 'Stages are numbered 1 to 14'],
	['done stage', 3, 'as in stage:4'],
	// Several topics in one word.
	['done 1.1,1.2', 3, 'Did you mean 1.1 1.2?'],
	[['done', '1.1 1.2'], 3, 'Did you mean 1.1 1.2?'],
	[['done', '1.1 and 1.3'], 3, 'Did you mean 1.1 1.3?'],
	['done 1.2-1.4', 3, 'Did you mean 1.2 1.3 1.4?'],
	['done 1,2', 3, 'Did you mean 1.2?'],
	['topic 1..2', 3, 'Did you mean 1.2?'],
	['done #1.2', 3, 'Did you mean 1.2?'],
	['done 1.99', 3, 'roadmap search'],
	['done 1.4-1.2', 3, 'roadmap search'],
	['done 1.1 1.2 --resource 1', 2, 'roadmap done 1.1 --resource 1'],
	['open https://example.org/x', 3, 'roadmap link <topic> https://example.org/x'],
	['link https://example.org 1.1', 2, 'roadmap link 1.1 https://example.com/page'],
	// Days and amounts.
	['later 1.2 friday', 2, 'Did you mean roadmap later 1.2 --until friday?'],
	['later tomorrow', 2, 'Did you mean roadmap later --until tomorrow?'],
	['later 1.2 3d', 2, 'Did you mean roadmap later 1.2 --until 3d?'],
	['pace off', 2, 'roadmap pace none takes the goal away'],
	['pace 0', 2, 'roadmap pace none takes the goal away'],
	['pace 6', 2, 'Write 6h/week or "6 topics/week".'],
	['sync push', 2, 'sends and receives'],
];

test.each(SAID)('roadmap %s', async (line, code, answer) => {
	const terminal = new Terminal();
	const ran = await terminal.run(line);
	expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
	expect(ran.err).toContain(answer);
	expect(terminal.journal()).toEqual([]);
});
