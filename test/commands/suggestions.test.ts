/** What people type by mistake or out of habit, and the line that each answer offers instead. */
import fs from 'node:fs';
import { expect, test } from 'vitest';
import { Terminal } from '../terminal.ts';

/** What was typed, the exit code, and what the answer has to say. */
const SAID: readonly (readonly [line: string | readonly string[], code: number, answer: string])[] = [
	// Commands with a typo, and words of other programs, with a typo too.
	['nxt', 2, 'Did you mean roadmap next?'],
	['doen 1.1', 2, 'Did you mean roadmap done 1.1?'],
	['finsih 1.1', 2, 'Did you mean roadmap done 1.1?'],
	['finish 1.1 --on yesterday', 2, 'Did you mean roadmap done 1.1 --on yesterday?'],
	['mark 1.1', 2, 'Did you mean roadmap done 1.1?'],
	['mark 1.1 as skipped', 2, 'Did you mean roadmap skip 1.1?'],
	['unhide 3.4', 2, 'Did you mean roadmap hide --back 3.4?'],
	['hint 1.2', 2, 'Did you mean roadmap lab hint 1.2?'],
	['pause 2w', 2, 'Did you mean roadmap pace pause 2w?'],
	['resume', 2, 'Did you mean roadmap next?'],
	['home', 2, 'Did you mean roadmap?'],
	['help home', 2, 'See: roadmap help'],
	['help hints', 2, 'Did you mean roadmap help lab?'],
	['ls', 2, 'Did you mean roadmap stages?'],
	['list', 2, 'Did you mean roadmap stages?'],
	['tasks', 2, 'Did you mean roadmap stages?'],
	['task 1.1', 2, 'Did you mean roadmap topic 1.1?'],
	['todos', 2, 'Did you mean roadmap next?'],
	['edit 1.1', 2, 'Did you mean roadmap note 1.1?'],
	['schedule', 2, 'Did you mean roadmap plan?'],
	['progess', 2, 'Did you mean roadmap stats?'],
	['rm 1.1', 2, 'Did you mean roadmap hide 1.1?'],
	['version', 2, 'Did you mean roadmap --version?'],
	['qqqq', 2, 'See: roadmap help'],
	// A word for an option.
	['next 4', 2, 'Did you mean roadmap next --stage 4?'],
	['next stage 4', 2, 'Did you mean roadmap next --stage 4?'],
	['doctor fix', 2, 'Did you mean roadmap doctor --fix?'],
	['log week', 2, 'Did you mean roadmap log --week?'],
	['plan hours 8', 2, 'Did you mean roadmap plan --hours 8?'],
	['placement 5', 2, 'Did you mean roadmap placement --stage 5?'],
	['project done 1', 2, 'Did you mean roadmap project 1 --done?'],
	['log last week', 2, 'Did you mean roadmap log --week?'],
	['log today', 2, 'Did you mean roadmap log --since today?'],
	['log 2 weeks', 2, "Did you mean roadmap log --since '2 weeks'?"],
	['plan 6m', 2, 'Did you mean roadmap plan --until 6m?'],
	['plan 8h/week', 2, 'Did you mean roadmap plan --hours 8h?'],
	['plan 2.1', 2, 'Did you mean roadmap topic 2.1?'],
	['stats 2.1', 2, 'Did you mean roadmap topic 2.1?'],
	['stats 2', 2, 'Did you mean roadmap stage 2?'],
	['stats this week', 2, 'roadmap log --week'],
	['map stage 4', 2, 'Did you mean roadmap map 4?'],
	['topic sql joins', 2, 'roadmap search sql joins'],
	['lab run', 3, 'Did you mean roadmap lab check?'],
	['plan --until next week', 2, 'in quotes'],
	['later 1.2 --until next week', 2, '"next week"'],
	['done 1.1 -m it works', 2, 'put the text in quotes'],
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
	['done 1.1 --note x', 2, 'Did you mean roadmap done 1.1 --message x?'],
	['done 1.1 --date yesterday', 2, 'Did you mean roadmap done 1.1 --on yesterday?'],
	['later 1.2 --for 3d', 2, 'Did you mean roadmap later 1.2 --until 3d?'],
	['later --for=3d 1.2', 2, 'Did you mean roadmap later --until 3d 1.2?'],
	['later 1.2 --days 3', 2, 'Did you mean roadmap later 1.2 --until 3d?'],
	['next --for 30m', 2, 'Did you mean roadmap next --time 30m?'],
	['next --limit 2', 2, 'Did you mean roadmap next --number 2?'],
	['review -n 2', 2, 'Did you mean roadmap review --max 2?'],
	['log --days 7', 2, 'Did you mean roadmap log --since 7d?'],
	['export --file list.md', 2, 'Did you mean roadmap export --output list.md?'],
	['doctor --repair', 2, 'Did you mean roadmap doctor --fix?'],
	// An option for an argument, an action or another command.
	['notes --topic 1.1', 2, 'Did you mean roadmap notes 1.1?'],
	['skip --stage 3', 2, 'Did you mean roadmap skip stage:3?'],
	['stats --stage 2', 2, 'Did you mean roadmap stage 2?'],
	['next --level core', 2, 'Did you mean roadmap level core?'],
	['sync --status', 2, 'Did you mean roadmap sync status?'],
	['lab 1.1 --hint', 2, 'Did you mean roadmap lab hint 1.1?'],
	['use --list', 2, 'Did you mean roadmap use?'],
	['topic 2.1 --full', 2, 'Did you mean roadmap topic 2.1?'],
	['topic 2.1 --open', 2, 'Did you mean roadmap open 2.1?'],
	['open 2.1 --resource 2', 2, 'Did you mean roadmap open 2.1 2?'],
	['note 1.1 --edit', 2, 'Did you mean roadmap note 1.1?'],
	['note --list', 2, 'Did you mean roadmap notes?'],
	['level --core', 2, 'Did you mean roadmap level core?'],
	['next --core', 2, 'Did you mean roadmap level core?'],
	['stage 2 --everything', 2, 'Did you mean roadmap stage 2 --all?'],
	['stats --week', 2, 'Did you mean roadmap log --week?'],
	['plan next week', 2, 'Did you mean roadmap plan?'],
	['log month', 2, 'Did you mean roadmap log --since 1m?'],
	['lab 1.1 check', 2, 'Did you mean roadmap lab check 1.1?'],
	['lab start 1.1', 2, 'Did you mean roadmap lab 1.1?'],
	['use data engineer', 2, 'Did you mean roadmap use data-engineer?'],
	['placement start', 2, 'Did you mean roadmap placement?'],
	['plan --ics', 2, 'For example: roadmap plan --ics plan.ics'],
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
	['known foundations', 3, 'its stages are stage:1 stage:2.'],
	['known 1-3', 3, 'Stages 1 to 3 are stage:1 stage:2 stage:3.'],
	['skip 3.1 and 3.2', 3, 'Put only spaces between topics'],
	['start project 1', 2, 'Did you mean roadmap project 1 --start?'],
	['start lab 2.1', 2, 'Did you mean roadmap lab 2.1?'],
	['check 2.1', 3, 'Did you mean roadmap done 2.1?'],
	[['add', 'Our own warehouse', '4'], 2, "Did you mean roadmap add 4 'Our own warehouse'?"],
	// Actions of other programs where a text may stand.
	['note list', 2, 'Did you mean roadmap notes?'],
	['note edit 1.1', 2, 'Did you mean roadmap note 1.1?'],
	['note add 1.1 text', 2, 'Did you mean roadmap note 1.1 text?'],
	['note delete 1.1', 2, 'Delete the lines in your editor: roadmap note 1.1'],
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
	['link https://example.org 1.1', 2, 'Did you mean roadmap link 1.1 https://example.org?'],
	// Days and amounts.
	['later 1.2 friday', 2, 'Did you mean roadmap later 1.2 --until friday?'],
	['later tomorrow', 2, 'Did you mean roadmap later --until tomorrow?'],
	['done 2.1 yesterday', 2, 'Did you mean roadmap done 2.1 --on yesterday?'],
	['pace vacation', 2, 'roadmap pace pause 2w'],
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

test.each([
	['stats --all --what-if 10h/week', '--all and --what-if'],
	['next --stage 1 --all', '--all and --stage'],
	['export --anki a.txt -o b.json', '--anki and --output'],
	['export --feedback a.json --format csv', '--feedback and --format'],
	['plan --ics f.ics --md', '--md and --ics'],
	['project 1 --reset --done', '--done and --reset'],
	['link 1.1 https://example.com --remove --title x', '--remove and --title'],
	['doctor --fix --paths', '--paths and --fix'],
	['later --list --until friday', '--list and --until'],
	['log --week --since monday', '--week and --since'],
	['placement --answers a.json --claims-only', '--answers and --claims-only'],
])('%s: two options of which one would be ignored are refused', async (line, both) => {
	const terminal = new Terminal();
	const { code, out, err } = await terminal.run(line);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain(`${both} contradict each other.\nLeave one of them out.`);
	expect(fs.readdirSync(terminal.home)).toEqual([]);
});

test.each([
	['use --was foo', '--moved and --was need the file of the roadmap.'],
	['use --moved', '--moved and --was need the file of the roadmap.'],
	['later 1.2 --list', 'Leave out "1.2", or --list.'],
])('%s: an option or a topic that would be ignored is refused', async (line, words) => {
	const { code, out, err } = await new Terminal().run(line);
	expect({ code, out }).toEqual({ code: 2, out: '' });
	expect(err).toContain(words);
});
