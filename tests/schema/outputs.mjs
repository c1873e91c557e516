// What the program writes, for many answers, as [name, schema, text] each.
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';

const NOW = '2026-11-21T09:00:00';

/** Answers of the worked cases, whole and cut short. */
export const answerSets = (root) => {
  const sets = [{ name: 'nothing', answers: {} }];
  for (const folder of ['data/cases/people', 'tests/cases/published']) {
    const where = path.join(root, folder);
    if (!fs.existsSync(where)) continue;
    fs.readdirSync(where).filter((file) => file.endsWith('.json')).sort().forEach((file, i) => {
      const one = JSON.parse(fs.readFileSync(path.join(where, file), 'utf8'));
      const like = one.like
        ? JSON.parse(fs.readFileSync(path.join(where, `${one.like}.json`), 'utf8')).answers : {};
      const answers = { ...like, ...one.answers };
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
  // Well so far: next is a choice.
  const well = ['saddle', 'legs', 'right_now'].flatMap((id) =>
    JSON.parse(fs.readFileSync(path.join(root, `data/questions/${id}.json`), 'utf8')).sets.map((one) => [one, 'no']));
  sets.push({ name: 'well so far', answers: { ...Object.fromEntries(well), age: 38 } });
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
  const { out } = program.run(['export', 'ndjson']);
  const kept = out.trimEnd().split('\n').filter((line) => line.includes('"kind":"session"')).join('\n');
  add('what a session keeps', 'diary_entry', { status: 0, out: kept, err: '' });
  const test = ['session', 'direction_test', '--answers', answers, '--json', '--exit-zero'];
  add('a direction test to do', 'direction_test', program.run(test));
  const told = { test_point_before: 'buttock', test_pain_before: 4, test_step_1: 'same', test_step_2: 'nearer', test_step_3: 'nearer',
    test_point_after: 'back', test_pain_after: 2 };
  add('a direction test done', 'direction_test',
    program.run([...test, ...Object.entries(told).flatMap(([name, value]) => ['--set', `${name}=${value}`])]));
};

const decisions = (program, sets, add) => {
  for (const { name, answers } of sets) {
    const input = JSON.stringify({ schema: 'backcoach/answers/1', answers });
    const words = ['triage', '--answers', '-', '--json', '--exit-zero'];
    const plain = program.run(words, input);
    add(`triage of ${name}`, 'triage', plain);
    add(`triage --trace of ${name}`, 'triage', program.run([...words, '--trace'], input));
    let decision = null;
    try {
      decision = JSON.parse(plain.out);
    } catch {
      continue;
    }
    if (decision.plan_allowed !== true) continue;
    for (const how of ['green', 'rrg', 'missed']) {
      add(`10 days of ${name}, ${how}`, 'plan_days',
        program.run(['plan', '--answers', '-', '--json', '--days', '10', '--if', how], input));
    }
    for (const day of ['1', '9']) {
      const ran = program.run(['plan', '--answers', '-', '--json', '--exit-zero', '--day', day], input);
      // By then help may be due.
      add(`plan of day ${day} of ${name}`, ran.out.includes('"backcoach/plan/') ? 'plan' : 'triage', ran);
    }
  }
};

/** A few days of a diary, as every command that reads it shows them. */
const diary = (program, root, add) => {
  const check = JSON.parse(fs.readFileSync(path.join(root, 'data/checkin.json'), 'utf8'));
  const quiet = Object.fromEntries(check.signs.map((sign) => [sign.measure, 'no']));
  const full = JSON.parse(fs.readFileSync(path.join(root, 'tests/support/full_answers.json'), 'utf8'));
  program.run(['triage', '--answers', '-'], JSON.stringify(full));
  const days = [{ nprs_now: 4, went: 'well', walked_minutes: 20 }, { nprs_now: 3, danger_ill: 'yes' },
    { nprs_now: 9 }, { nprs_now: 2, went: 'a_bit', sharp_pain: 'yes', equipment: ['mat'] }];
  days.forEach((day, i) => {
    const input = JSON.stringify({ ...quiet, ...day });
    add(`checkin ${i}`, 'checkin', program.run(['checkin', '--answers', '-', '--json'], input));
  });
  program.run(['flare', '--answers', '-'], JSON.stringify({ ...quiet, nprs_now: 4 }));
  add('diary list', 'diary', program.run(['diary', 'list', '--json']));
  add('progress', 'progress', program.run(['progress', '--json']));
  const { out } = program.run(['export', 'ndjson']);
  out.trim().split('\n').forEach((line, i) => add(`entry ${i}`, 'diary_entry', { out: line, err: '', status: 0 }));
};

const reference = (program, add, data) => {
  const ids = (folder) => fs.readdirSync(path.join(data, folder))
    .filter((file) => file.endsWith('.json')).map((file) => file.replace('.json', ''));
  add('version', 'version', program.run(['version', '--json']));
  add('questions list', 'questions', program.run(['questions', 'list', '--json']));
  add('questions list in GB', 'questions', program.run(['questions', 'list', '--json', '--region', 'GB']));
  add('questions template', 'answers', program.run(['questions', 'template']));
  for (const id of ids('questions')) {
    add(`questions show ${id}`, 'question_show', program.run(['questions', 'show', id, '--json']));
  }
  session(program, add, data);
  add('exercises list', 'exercises', program.run(['exercises', 'list', '--json']));
  for (const id of ids('exercises').slice(0, 8)) {
    add(`exercises show ${id}`, 'exercise_show', program.run(['exercises', 'show', id, '--json']));
  }
  add('rules list', 'rules', program.run(['rules', 'list', '--json']));
  add('rules test', 'rules_test', program.run(['rules', 'test', '--json']));
  add('rules prove', 'prove', program.run(['rules', 'prove', '--json']));
  add('rules mutate', 'mutate', program.run(['rules', 'mutate', '--json', '--rule', 'shingles']));
  add('rules diff', 'rules_diff', program.run(['rules', 'diff', 'built-in', 'built-in', '--json']));
  add('explain', 'triage', program.run(['explain', '--answers', '-', '--json'], '{"age": 40}'));
};

/** A prescription, and plans that take it first or let it wait. */
const prescribed = (program, sets, add) => {
  const lines = 'bird dog 3x8 hold 10s each side 2x/day\nMy own thing 5 min every other day\nknee_to_chest 2x5\n';
  program.run(['import', 'prescription', '-'], lines);
  add('import prescription --show', 'prescription', program.run(['import', 'prescription', '--show', '--json']));
  for (const { name, answers } of sets.filter((one) => one.name.startsWith('data/cases/people/')).slice(0, 12)) {
    const input = JSON.stringify({ schema: 'backcoach/answers/1', answers });
    const ran = program.run(['plan', '--answers', '-', '--json', '--exit-zero'], input);
    if (ran.out.includes('"backcoach/plan/')) add(`plan with a prescription of ${name}`, 'plan', ran);
  }
  program.run(['import', 'prescription', '--remove']);
};

/** Every set as a line, with lines that cannot be used between them. */
const batch = (program, sets, add) => {
  const good = sets.map(({ name, answers }, i) => JSON.stringify(i % 2 ? answers : { id: name, ...answers }));
  const lines = [...good, '{"agee": 1, "fevr": 2}', '{"id": 7, "age": 999}', 'not json', '{"age": 1'];
  for (const words of [['batch'], ['batch', '--trace'], ['batch', '--next']]) {
    const done = program.run(words, `${lines.join('\n')}\n`);
    done.out.trimEnd().split('\n').forEach((text, i) =>
      add(`${words.join(' ')}, line ${i + 1}`, 'batch', { ...done, out: text }));
  }
};

export const collect = (program, root) => {
  const outputs = [];
  const add = (name, schema, { out, err, status }) =>
    outputs.push({ name, schema, text: out, note: `exit ${status}: ${err.trim().slice(0, 200)}` });
  reference(program, add, path.join(root, 'data'));
  decisions(program, answerSets(root), add);
  fs.rmSync(path.join(program.home, 'latest.json'), { force: true });
  prescribed(program, answerSets(root), add);
  batch(program, answerSets(root), add);
  diary(program, root, add);
  return outputs;
};
