// With --json every command gives JSON, errors included, or exits with 2; each
// schema stands alone, and the name in an output is the name of its schema.
//   node contract.mjs --tools FOLDER --binary PATH
// Last line: "N passed, M failed".
import { createRequire } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Program } from './outputs.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const require = createRequire(path.resolve(argument('--tools'), 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

let passed = 0;
let failed = 0;
const check = (name, problem) => {
  if (!problem) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name}: ${problem}`);
  }
};
const attempt = (work) => {
  try {
    return work() || '';
  } catch (error) {
    return error.message;
  }
};

const binary = path.resolve(argument('--binary'));
const homes = [];
const fresh = () => {
  homes.push(fs.mkdtempSync(path.join(os.tmpdir(), 'backcoach-contract-')));
  return new Program(binary, homes.at(-1));
};
const example = (name) => path.join(root, 'examples', `${name}.json`);
const quiet = Object.fromEntries(JSON.parse(fs.readFileSync(path.join(root, 'data/checkin.json'), 'utf8'))
  .signs.map((sign) => [sign.measure, 'no']));

// --- schemas alone -----------------------------------------------------------

const nobody = fresh();
const names = JSON.parse(nobody.run(['schema', '--json']).out).names;
const validators = new Map();
const references = (node, found = []) => {
  if (node === null || typeof node !== 'object') return found;
  if (typeof node.$ref === 'string') found.push(node.$ref);
  Object.values(node).forEach((one) => references(one, found));
  return found;
};
for (const name of names) {
  check(`schema ${name} alone`, attempt(() => {
    const schema = JSON.parse(nobody.run(['schema', name]).out);
    const outside = references(schema).filter((one) => !one.startsWith('#'));
    if (outside.length) return `refers to ${outside[0]}`;
    if (schema.$id !== `urn:backcoach:schema:${name}`) return `$id is ${schema.$id}`;
    const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
    addFormats(ajv);
    validators.set(name, ajv.compile(schema));
    const same = schema.properties?.schema?.const;
    return same && !same.startsWith(`backcoach/${name}/`) ? `is of ${same}` : '';
  }));
}

// --- every command -----------------------------------------------------------

const errorsOf = (json) => {
  const kind = /^backcoach\/([a-z_]+)\/[1-9][0-9]*$/.exec(json.schema ?? '')?.[1];
  if (!kind) return `schema is ${JSON.stringify(json.schema)}`;
  const validate = validators.get(kind);
  if (!validate) return `there is no schema ${kind}`;
  return validate(json) ? '' : validate.errors.slice(0, 4)
    .map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`).join('; ');
};
const called = new Set();
const kinds = new Set();
const call = (program, words, { status, input = '', lines = false } = {}) => {
  called.add(words[0]);
  const done = program.run([...words, '--json', '--no-input'], input);
  const name = `${words.join(' ')} (exit ${done.status})`;
  if (status !== undefined && done.status !== status) check(name, `exit is not ${status}: ${done.err.slice(0, 200)}`);
  check(name, attempt(() => {
    const texts = lines ? done.out.trimEnd().split('\n') : [done.out];
    for (const text of texts) {
      const json = JSON.parse(text);
      kinds.add(json.schema);
      const wrong = lines && !json.schema ? '' : errorsOf(json);
      if (wrong) return wrong;
      const failure = done.status >= 2 && done.status <= 6;
      if (!lines && status === undefined && failure && !/error|triage|checkin|flare|plan|rules_test|prove/.test(json.schema)) {
        return `a failure gives ${json.schema}`;
      }
    }
    return '';
  }));
  return done;
};

const table = JSON.parse(nobody.run(['help', '--json']).out);
// Nobody has answered anything yet.
for (const words of [[], ['doctor'], ['config', 'list'], ['config', 'set', 'region', 'GB'], ['config', 'get', 'region'],
  ['config', 'unset', 'region'], ['diary', 'list'], ['diary', 'undo'], ['help'], ['help', 'plan'], ['schema'],
  ['rules', 'check', path.join(root, 'data')], ['rules', 'check'], ['rules', 'list'], ['rules', 'prove', '--list'],
  ['explain', 'saddle_change'], ['explain', 'cat_camel'], ['explain', 'fever_with_back_pain'], ['exercises', 'list'],
  ['exercises', 'show', 'cat_camel'], ['questions', 'list'], ['questions', 'show', 'fever'], ['questions', 'template'],
  ['version'], ['version', '--licenses'], ['export'], ['import', 'prescription', '--show'],
  ['import', 'prescription', '--remove'], ['progress'], ['diary', 'erase', '--yes']]) {
  call(nobody, words, { status: 0 });
}
const wrongs = [
  [2, ['nonsense']], [2, ['triage', '--bogus']], [2, ['rules', 'list', '--property', 'x']], [2, ['diary', 'list', '--yes']],
  [2, ['exercises', 'list', '--figure', 'ascii']], [2, ['import', 'ndjson', '-', '--show']], [2, ['export', 'csv', '--day', '2']],
  [2, ['diary', 'edit']], [2, ['export', 'nothing']], [2, ['export', 'cron']], [2, ['export', 'csv']],
  [2, ['export', 'systemd']], [2, ['help', 'nothing']], [2, ['schema', 'nothing']], [2, ['explain', 'nothing']],
  [2, ['exercises', 'show', 'nothing']], [2, ['questions', 'show', 'nothing']], [2, ['config', 'get', 'nothing']],
  [2, ['config', 'set', 'wake', 'late']], [2, ['import', 'nothing']], [2, ['plan', 'extra']], [2, ['triage', '--now', 'x']],
  [2, ['diary', 'erase']], [2, ['rules', 'prove', '--property', 'nothing']], [2, ['rules', 'mutate', '--rule', 'nothing']],
  [2, ['session']], [2, ['completion', 'bash']], [2, ['session', '--speed', '0']],
  [3, ['config', 'get', 'wake']], [3, ['triage', '--set', 'fver=yes']], [3, ['triage', '--set', 'age=999']],
  [5, ['triage', '--answers', '/nonexistent']], [5, ['rules', 'check', '/nonexistent']], [5, ['batch', '/nonexistent']],
  [5, ['import', 'ndjson', '/nonexistent']], [5, ['version', '--data', '/nonexistent']],
  [6, ['plan']], [6, ['next']], [6, ['checkin']], [6, ['flare']], [6, ['explain']], [6, ['export', 'ics']],
];
for (const [status, words] of wrongs) {
  // A calendar is a form of its own, so --json is what is wrong there.
  const expected = words[0] === 'export' && words[1] === 'ics' ? 2 : status;
  const done = call(nobody, words, { status: expected });
  check(`${words.join(' ')}: says so on stderr, too`, done.err.trim() ? '' : 'nothing on stderr');
  check(`${words.join(' ')}: is an error`, done.out.includes('"backcoach/error/1"') ? '' : done.out.slice(0, 100));
}
const bad = path.join(homes[0], 'bad.json');
fs.writeFileSync(bad, '{\n  "age": 41,\n  "fver": "yes",\n  "nprs_now": "much"\n}\n');
const found = call(nobody, ['triage', '--answers', bad], { status: 3 });
check('all errors of a file, each with its place', attempt(() => {
  const { errors } = JSON.parse(found.out);
  if (errors.length !== 2) return `${errors.length} errors`;
  const [one] = errors;
  return one.code === 'unknown-finding' && one.file === bad && one.line === 3 && one.column > 0
    && one.pointer === '/fver' && one.help.includes('fever') ? '' : JSON.stringify(one);
}));

// Somebody with a plan.
const walker = fresh();
call(walker, ['triage', '--answers', example('strain'), '--save'], { status: 0 });
for (const words of [[], ['plan'], ['plan', '--days', '3'], ['next'], ['explain'], ['explain', 'last'], ['progress'],
  ['diary', 'list'], ['plan', '--answers', example('strain')], ['rules', 'test'],
  ['rules', 'diff', 'built-in', 'built-in'], ['rules', 'mutate', '--rule', 'shingles']]) {
  call(walker, words, { status: 0 });
}
call(walker, ['checkin', '--answers', '-'], { input: JSON.stringify({ ...quiet, nprs_now: 3, went: 'well' }) });
call(walker, ['checkin', '--answers', '-'], { input: '{"nprs_now": 3}', status: 4 });
call(walker, ['flare', '--answers', '-'], { input: JSON.stringify({ ...quiet, nprs_now: 4 }) });
call(walker, ['diary', 'edit', 'last', '--note', 'a word'], { status: 0 });
call(walker, ['diary', 'undo'], { status: 0 });
call(walker, ['export', 'ndjson'], { status: 0, lines: true });
call(walker, ['import', 'prescription', '-'], { status: 0, input: 'bird dog 3x8\n' });
call(walker, ['import', 'prescription', '-'], { status: 3, input: '3x8 3x8\n' });
call(walker, ['import', 'ndjson', '-'], { status: 3, input: 'no json\n' });
call(walker, ['import', 'ndjson', '-'], { status: 0, input: walker.run(['export', 'ndjson']).out });
call(walker, ['batch'], { lines: true, input: '{"id": 1, "age": 40}\n{"age": "x"}\n' });
call(walker, ['triage', '--answers', example('partial')], { status: 4 });

// A test of a direction, question by question, to what came of it.
const told = { test_point_before: 'calf', test_pain_before: '5', test_step_1: 'same', test_step_2: 'nearer',
  test_step_3: 'nearer', test_point_after: 'buttock', test_pain_after: '5' };
const moves = fresh();
moves.run(['triage', '--answers', example('one_leg_tingling')]);
for (let count = 0; count <= Object.keys(told).length; count += 1) {
  const words = Object.entries(told).slice(0, count).flatMap(([id, value]) => ['--set', `${id}=${value}`]);
  const whole = count === Object.keys(told).length;
  const done = call(moves, ['session', 'direction_test', ...words], { status: whole ? undefined : 4 });
  check(`direction test, ${count} answers`, attempt(() => {
    const { status, result } = JSON.parse(done.out);
    return status === (whole ? 'decided' : 'needs_answers') && (result !== null) === whole ? '' : done.out.slice(0, 300);
  }));
}
call(moves, ['session', 'direction_test'], { status: 0 });

// What was sent may be of any length; what is said about it is not.
for (const text of [`{"${'a'.repeat(1 << 20)}": 1}`, `{"fever": "${'é'.repeat(1 << 20)}"}`]) {
  const done = nobody.run(['triage', '--answers', '-', '--json'], text);
  check('a long name or value is shortened', attempt(() => {
    const [{ message }] = JSON.parse(done.out).errors;
    return done.status === 3 && message.length < 1000 && done.err.length < 4000 && !done.err.includes('\ufffd') ? ''
      : `exit ${done.status}, ${message.length} and ${done.err.length} letters`;
  }));
}

// Somebody who was sent for help.
const sent = fresh();
call(sent, ['triage', '--answers', example('numb_saddle'), '--save'], { status: 30 });
for (const words of [[], ['plan'], ['next'], ['explain'], ['progress'], ['diary', 'list'], ['exercises', 'list'],
  ['exercises', 'show', 'cat_camel'], ['explain', 'cat_camel'], ['flare'], ['checkin'], ['session', 'direction_test'],
  ['import', 'prescription', '--show']]) {
  call(sent, words);
}

for (const { name, formats } of table.commands) {
  check(`${name} is called here`, called.has(name) ? '' : 'it is not');
  const done = nobody.run([name, '--json', '--no-input']);
  if (!formats.includes('json')) check(`${name} has no JSON`, done.status === 2 ? '' : `exit ${done.status}`);
}
for (const kind of ['error', 'done', 'page', 'help', 'config', 'next', 'rules_check', 'schema_list', 'licenses',
  'question_show', 'exercise_show', 'direction_test']) {
  check(`seen: ${kind}`, [...kinds].some((one) => one?.startsWith(`backcoach/${kind}/`)) ? '' : 'no output like this');
}

// Markdown is Markdown: a table is a table, and nothing is plain text in disguise.
for (const words of [['rules', 'list'], ['questions', 'list'], ['questions', 'show', 'fever'], ['help'], ['version'],
  ['doctor'], ['config', 'list'], ['export'], ['exercises', 'list'], []]) {
  const done = nobody.run([...words, '-f', 'markdown']);
  const text = nobody.run(words).out;
  const table_ = /^\|.*\|\n\|( ?-+ ?\|)+$/m.test(done.out);
  const page = /^(#|\*\*|- |> )/m.test(done.out);
  check(`${words.join(' ')} -f markdown`, done.status === 0 && (table_ || page) && done.out !== text ? ''
    : `exit ${done.status}: ${done.out.slice(0, 120)}`);
}
for (const words of [['schema', 'plan'], ['completion', 'bash'], ['batch'], ['next'], ['session'], ['questions', 'template']]) {
  const done = nobody.run([...words, '-f', 'markdown', '--no-input']);
  check(`${words.join(' ')} is no Markdown`, done.status === 2 ? '' : `exit ${done.status}`);
}

homes.forEach((home) => fs.rmSync(home, { recursive: true, force: true }));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 100 ? 0 : 1;
