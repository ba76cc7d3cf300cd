/** All commands, in the order of help. */
import type { Command } from '../cli/command.ts';
import { add } from './add.ts';
import { changes } from './changes.ts';
import { check } from './check.ts';
import { completeCommand } from './completion/complete.ts';
import { completion } from './completion/completion.ts';
import { convert } from './convert.ts';
import { doctor } from './doctor.ts';
import { done } from './done.ts';
import { exportCommand } from './export/export.ts';
import { hide } from './hide.ts';
import { home } from './home/home.ts';
import { importCommand } from './import/import.ts';
import { lab } from './lab/lab.ts';
import { later } from './later.ts';
import { link } from './link.ts';
import { log } from './log.ts';
import { map } from './map/map.ts';
import { known, reset, skip, start } from './marks.ts';
import { newCommand } from './new.ts';
import { next } from './next.ts';
import { note } from './note.ts';
import { notes } from './notes.ts';
import { open } from './open.ts';
import { pace } from './pace.ts';
import { page } from './page.ts';
import { level, path } from './path-and-level.ts';
import { placement } from './placement/placement.ts';
import { plan } from './plan/plan.ts';
import { project } from './project.ts';
import { review } from './review/review.ts';
import { search } from './search.ts';
import { stage } from './stage/stage.ts';
import { stages } from './stages.ts';
import { stats } from './stats/stats.ts';
import { sync } from './sync.ts';
import { tools } from './tools.ts';
import { topic } from './topic/topic.ts';
import { redo, undo } from './undo/undo.ts';
import { use } from './use.ts';

export { home };

export const commands: readonly Command[] = [
	next,
	topic,
	open,
	start,
	done,
	known,
	skip,
	later,
	reset,
	undo,
	redo,
	project,
	stages,
	stage,
	map,
	stats,
	log,
	search,
	page,
	changes,
	review,
	lab,
	note,
	notes,
	link,
	add,
	hide,
	placement,
	plan,
	tools,
	path,
	level,
	use,
	pace,
	exportCommand,
	importCommand,
	sync,
	doctor,
	completion,
	check,
	newCommand,
	convert,
];

export const complete = completeCommand(commands);
