// What the program writes, for many answers, as [name, schema, text] each.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const NOW = '2026-11-21T09:00:00';

/** Answers of the worked cases, whole and cut short. */
export const answerSets = (root) => {
  const sets = [{ name: 'nothing', answers: {} }];
  for (const folder of ['vignettes', 'published']) {
    const where = path.join(root, 'tests/cases', folder);
    if (!fs.existsSync(where)) continue;
    fs.readdirSync(where).filter((file) => file.endsWith('.json')).sort().forEach((file, i) => {
      const { answers } = JSON.parse(fs.readFileSync(path.join(where, file), 'utf8'));
      const name = `${folder}/${file.replace('.json', '')}`;
      sets.push({ name, answers });
      if (i % 3 !== 0) return;
      const all = Object.entries(answers);
      for (const part of [0.3, 0.7, 0.95]) {
        const some = all.slice(0, Math.floor(all.length * part));
        sets.push({ name: `${name} ${part}`, answers: Object.fromEntries(some) });
      }
    });
  }
  for (const [id, value] of [['saddle_change', 'not_sure'], ['suicidal', 'prefer_not_to_say'],
    ['saddle_change', 'prefer_not_to_say'], ['equipment', ['mat', 'chair']], ['main_site', 'neck'],
    ['age', 15]]) {
    sets.push({ name: `${id} ${value}`, answers: { [id]: value } });
  }
  return sets;
};

export class Program {
  constructor(binary, home) {
    this.binary = binary;
    this.home = home;
  }

  run(words, input = '') {
    const done = spawnSync(this.binary, [...words, '--home', this.home], {
      input, encoding: 'utf8', maxBuffer: 1 << 28,
      env: { ...process.env, BACKCOACH_NOW: NOW, NO_COLOR: '1' },
    });
    return { status: done.status, out: done.stdout ?? '', err: done.stderr ?? '' };
  }
}

/** What a guided session keeps; it prints for people only. */
const session = (program, add, data) => {
  const answers = path.join(data, '../examples/stiff_desk_worker.json');
  program.run(['session', '--answers', answers, '--no-input', '--speed', '10000']);
  const kept = fs.readdirSync(program.home, { recursive: true })
    .map(String).find((file) => file.endsWith('sessions.ndjson'));
  const out = kept ? fs.readFileSync(path.join(program.home, kept), 'utf8') : '';
  add('what a session keeps', 'session', { status: 0, out, err: '' });
};

const decisions = (program, sets, add) => {
  for (const { name, answers } of sets) {
    const input = JSON.stringify({ schema: 'backcoach/answers/1', answers });
    const words = ['triage', '--answers', '-', '--json', '--exit-zero'];
    const plain = program.run(words, input);
    add(`triage of ${name}`, 'triage', plain);
    add(`triage --trace of ${name}`, 'triage', program.run([...words, '--trace'], input));
    const latest = path.join(program.home, 'latest.json');
    const kept = fs.readdirSync(program.home, { recursive: true })
      .map(String).find((file) => file.endsWith('latest.json'));
    const file = kept ? path.join(program.home, kept) : latest;
    if (fs.existsSync(file)) {
      add(`latest after ${name}`, 'latest', { status: 0, out: fs.readFileSync(file, 'utf8'), err: '' });
    }
    let decision = null;
    try {
      decision = JSON.parse(plain.out);
    } catch {
      continue;
    }
    if (decision.plan_allowed !== true) continue;
    for (const day of ['1', '9']) {
      add(`plan of day ${day} of ${name}`, 'plan',
        program.run(['plan', '--answers', '-', '--json', '--exit-zero', '--day', day], input));
    }
  }
};

const reference = (program, add, data) => {
  const ids = (folder) => fs.readdirSync(path.join(data, folder))
    .filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', ''));
  add('version', 'version', program.run(['version', '--json']));
  add('questions list', 'questions', program.run(['questions', 'list', '--json']));
  add('questions list in GB', 'questions', program.run(['questions', 'list', '--json', '--region', 'GB']));
  add('questions template', 'answers', program.run(['questions', 'template']));
  for (const id of ids('questions')) {
    add(`questions show ${id}`, 'question_value', program.run(['questions', 'show', id, '--json']));
  }
  session(program, add, data);
  add('exercises list', 'exercises_list', program.run(['exercises', 'list', '--json']));
  for (const id of ids('exercises').slice(0, 8)) {
    add(`exercises show ${id}`, 'exercise_value', program.run(['exercises', 'show', id, '--json']));
  }
  add('rules list', 'rules_list', program.run(['rules', 'list', '--json']));
  add('rules test', 'rules_test', program.run(['rules', 'test', '--json']));
  add('explain', 'triage', program.run(['explain', '--answers', '-', '--json'], '{"age": 40}'));
};

export const collect = (program, root) => {
  const outputs = [];
  const add = (name, schema, { out, err, status }) =>
    outputs.push({ name, schema, text: out, note: `exit ${status}: ${err.trim().slice(0, 200)}` });
  reference(program, add, path.join(root, 'data'));
  decisions(program, answerSets(root), add);
  return outputs;
};
