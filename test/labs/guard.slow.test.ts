/** Answers in Python that come with a roadmap: what they may not do ends them, and nothing else does. */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { proveLabs } from '../../src/labs/prove.ts';
import { labOf, makeHost, PLACES } from './engine.ts';

const host = await makeHost();
const outside = fs.mkdtempSync(path.join(os.tmpdir(), 'roadmap-outside-'));
afterAll(() => fs.rmSync(outside, { recursive: true, force: true }));
fs.writeFileSync(path.join(outside, 'secret'), 'open sesame');

/** Returns what `check` says of a solution; OUT stands for a folder outside. */
async function said(code: string): Promise<readonly string[]> {
	const lab = labOf({
		engine: 'python',
		solution: code.replaceAll('OUT', outside),
		checks: [{ kind: 'stdout', args: ['a'], stdin: '', repeat: 1, expect: 'done', hidden: false }],
	});
	const options = { host, places: PLACES, tick: () => {} };
	const { disproofs } = await proveLabs([{ topic: 'green', labs: [lab] }], '/nowhere/roadmap.yaml', options);
	return disproofs.map(({ message }) => message);
}

describe.runIf(process.platform !== 'win32')('ends at', () => {
	test.each([
		['a shell', 'import os; os.system("touch OUT/made")'],
		['a program', 'import subprocess; subprocess.run(["touch", "OUT/made"])'],
		['a program from below', 'import sys; del sys.modules["_posixsubprocess"]; import _posixsubprocess'],
		['a spawn', 'import os; os.posix_spawn("/bin/sh", ["sh"], {})'],
		['a fork', 'import os; os.fork() or open("OUT/made", "w")'],
		['an exec', 'import os; os.execv("/bin/sh", ["sh", "-c", "touch OUT/made"])'],
		['a child', 'import multiprocessing as m; m.Process(target=print).start()'],
		['a signal', 'import os; os.kill(os.getppid(), 0)'],
		['a connection', 'import socket; socket.create_connection(("127.0.0.1", 9))'],
		['an address', 'import urllib.request; urllib.request.urlopen("http://localhost:9")'],
		['a server', 'import socket; socket.socket().bind(("127.0.0.1", 0))'],
		['a file outside', 'print(open("OUT/secret").read())'],
		['a file outside, by its bytes', 'print(open(b"OUT/secret").read())'],
		['a file outside, as a path', 'import pathlib; print(pathlib.Path("OUT/secret").read_text())'],
		['a file above', 'print(open("../../../../etc/passwd").read())'],
		['a list of what is outside', 'import os; print(os.listdir("OUT"))'],
		['a new file outside', 'open("OUT/made", "w")'],
		['a new file outside, from below', 'import os; os.open("OUT/made", os.O_CREAT | os.O_WRONLY)'],
		['a database outside', 'import sqlite3; sqlite3.connect("OUT/made")'],
		['a copy from outside', 'import shutil; shutil.copy("OUT/secret", "here")'],
		['a removal', 'import os; os.remove("OUT/secret")'],
		['a move out', 'import os; os.rename("answer.py", "OUT/made")'],
		['a link', 'import os; os.symlink("OUT", "x"); print(open("x/secret").read())'],
		['another folder', 'import os; os.chdir("OUT"); print(open("secret").read())'],
		['foreign functions', 'import ctypes; ctypes.CDLL(None)'],
		[
			'a library of its own',
			'import importlib.util as u; open("x.so", "w"); s = u.spec_from_file_location("x", "x.so"); u.module_from_spec(s)',
		],
		[
			'a text that lies',
			'class T(str):\n    def replace(self, *_): return "x"\n    def startswith(self, *_): return True\nopen(T("OUT/made"), "w")',
		],
		['a path that lies', 'import os; os.path.realpath = os.path.abspath = lambda _: "x"; open("OUT/made", "w")'],
		['an error that is caught', 'try: open("OUT/secret")\nexcept BaseException: pass\nprint("done")'],
		['what holds the guard', 'import gc; [o for o in gc.get_objects() if callable(o)]; print("done")'],
	])('%s', async (_, code) => {
		const [message = ''] = await said(code);
		expect(message).toMatch(
			/^the solution does not pass: With a: It ended with 1: PermissionError: an author's answer may not do this/,
		);
		expect(fs.readdirSync(outside)).toEqual(['secret']);
	});
});

test.each([
	[
		'files in its folder',
		'import os\nopen("x", "w").write("done"); os.mkdir("d"); os.rename("x", "d/x"); print(open("d/x").read()); os.remove("d/x"); os.rmdir("d")',
	],
	[
		'the standard library',
		'import argparse, asyncio, csv, dataclasses, datetime, hashlib, heapq, json, logging, random, sqlite3, statistics, tempfile, threading, zoneinfo\nasyncio.run(asyncio.sleep(0)); sqlite3.connect(":memory:").execute("SELECT 1"); tempfile.mkdtemp(); random.SystemRandom().random()\nt = threading.Thread(target=print, args=("done",)); t.start(); t.join()',
	],
	[
		'its arguments, and how it is called',
		'import sys\nif __name__ == "__main__" and sys.argv == ["answer.py", "a"]: print("done")',
	],
])('%s: it runs as always', async (_, code) => {
	expect(await said(code)).toEqual([]);
});

test('an error of its own has its line', async () => {
	expect(await said('x = 1\nx.y')).toEqual([expect.stringMatching(/AttributeError.*line 2/)]);
});
