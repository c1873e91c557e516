// Proves the schemas of data/schema. See run.sh.
// Last line: "N passed, M failed".
import { createRequire } from 'node:module';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { answersSchemaText } from './answers_schema.mjs';
import { planted } from './faults.mjs';
import { Program, answerSets, collect } from './outputs.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const data = path.join(root, 'data');
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const require = createRequire(path.join(argument('--tools'), 'package.json'));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

let passed = 0;
let failed = 0;
const check = (name, problem) => {
  if (!problem) {
    passed += 1;
    return;
  }
  failed += 1;
  console.log(`FAILED ${name}: ${problem}`);
};
const attempt = (work) => {
  try {
    return work() || '';
  } catch (error) {
    return error.message;
  }
};

const read = (file) => JSON.parse(fs.readFileSync(file, 'utf8'));
const tree = (folder) => (fs.existsSync(folder)
  ? fs.readdirSync(folder, { recursive: true }).map(String).filter((f) => f.endsWith('.json')).sort()
  : []);

// --- the schemas themselves ------------------------------------------------

// `required` inside if and not names properties that stand one level up, so
// that one strict check stays off; all others are errors.
const ajv = new Ajv({ strict: true, strictRequired: false, allErrors: true });
addFormats(ajv);
const names = fs.readdirSync(path.join(data, 'schema'))
  .filter((file) => file.endsWith('.schema.json'))
  .map((file) => file.replace('.schema.json', ''));
const schemas = Object.fromEntries(
  names.map((name) => [name, read(path.join(data, 'schema', `${name}.schema.json`))]));
for (const name of names) ajv.addSchema(schemas[name], `${name}.schema.json`);
const compiled = new Map();
const validator = (name) => {
  if (!compiled.has(name)) compiled.set(name, ajv.getSchema(`${name}.schema.json`));
  return compiled.get(name);
};
const errorsOf = (name, value) => {
  const validate = validator(name);
  if (!validate) return `there is no schema ${name}`;
  if (validate(value)) return '';
  return validate.errors.slice(0, 5)
    .map((e) => `${e.instancePath || '/'} ${e.message} ${JSON.stringify(e.params)}`).join('; ');
};

/** Every object schema is closed, and every key of an output is described. */
const inspect = (name, described) => {
  const problems = [];
  const target = (node) => {
    if (!node.$ref) return node;
    const [file, pointer = ''] = node.$ref.split('#');
    const start = schemas[file ? file.replace('.schema.json', '') : name];
    return pointer.split('/').slice(1).reduce((at, key) => at?.[key], start) ?? {};
  };
  const visit = (node, where, condition) => {
    if (node === null || typeof node !== 'object') return;
    if (!condition && node.properties && node.additionalProperties !== false) {
      problems.push(`${where} is open`);
    }
    if (!condition && described) {
      for (const [key, value] of Object.entries(node.properties ?? {})) {
        if (!value.description && !target(value).description) problems.push(`${where}/${key} has no description`);
      }
    }
    for (const [key, value] of Object.entries(node)) {
      const judges = ['if', 'then', 'else', 'not'].includes(key);
      visit(value, `${where}/${key}`, condition || judges);
    }
  };
  visit(schemas[name], '', false);
  return problems.slice(0, 5).join('; ');
};

const outputs = ['answers', 'triage', 'plan', 'plan_days', 'questions', 'question_value', 'question_show', 'exercises', 'exercise_value', 'exercise_show', 'rules', 'rules_test', 'rules_check', 'error', 'done', 'page', 'help', 'config', 'next', 'schema_list', 'licenses', 'version', 'draft', 'output', 'prescription', 'prove', 'diary', 'diary_entry', 'checkin', 'progress', 'mutate', 'rules_diff'];
for (const name of outputs) check(`schema ${name}`, schemas[name] ? '' : 'is missing');
for (const name of names) {
  check(`schema ${name} compiles`, attempt(() => (validator(name) ? '' : 'is not found')));
  const head = ['title', 'description'].filter((key) => !schemas[name][key]);
  check(`schema ${name} is said to be`, head.length ? `no ${head.join(', no ')}` : '');
  check(`schema ${name} is closed`, inspect(name, outputs.includes(name)));
}
check('answers.schema.json is as findings.json', answersSchemaText(data)
  === fs.readFileSync(path.join(data, 'schema/answers.schema.json'), 'utf8') ? ''
  : 'run: node tests/schema/answers_schema.mjs > data/schema/answers.schema.json');

// --- the data, and files of answers -----------------------------------------

/** The schema a data file names; findings.json is read by other tools too and names none. */
const schemaOf = (file, json) => (file === 'findings.json' && !json.$schema ? 'findings'
  : path.basename(json.$schema ?? '').replace('.schema.json', ''));
for (const file of tree(data).filter((one) => !/^schema\//.test(one))) {
  const json = read(path.join(data, file));
  check(`data/${file}`, attempt(() => errorsOf(schemaOf(file, json), json)));
  const named = json.$schema && path.join(data, path.dirname(file), json.$schema);
  check(`$schema of data/${file}`, !named || fs.existsSync(named) ? '' : `${json.$schema} is not there`);
}
for (const file of tree(path.join(root, 'examples'))) {
  const json = read(path.join(root, 'examples', file));
  const kind = /^backcoach\/([a-z_]+)\/1$/.exec(json.schema ?? 'backcoach/answers/1')?.[1];
  check(`examples/${file}`, attempt(() => errorsOf(kind, json)));
}
const sets = answerSets(root);
for (const { name, answers } of sets) {
  check(`answers of ${name}`, errorsOf('answers', answers));
  check(`answers of ${name}, wrapped`, errorsOf('answers', { schema: 'backcoach/answers/1', answers }));
}

// --- what the program writes -------------------------------------------------

const home = fs.mkdtempSync(path.join(os.tmpdir(), 'backcoach-schema-'));
const program = new Program(path.resolve(argument('--binary')), home);
const written = collect(program, root);
const parsed = new Map();
for (const { name, schema, text, note } of written) {
  check(name, attempt(() => {
    if (text === '') return `wrote nothing (${note})`;
    const json = JSON.parse(text);
    if (!parsed.has(schema)) parsed.set(schema, []);
    parsed.get(schema).push(json);
    return errorsOf(schema, json);
  }));
}
const seen = (name, condition) => check(`seen: ${name}`,
  (parsed.get('triage') ?? []).some(condition) ? '' : 'no output like this');
seen('decided', (one) => one.status === 'decided');
seen('needs_answers', (one) => one.status === 'needs_answers');
seen('trace', (one) => one.trace);
for (const urgency of ['emergency', 'same_day', 'soon', 'routine', 'self_care']) {
  seen(urgency, (one) => one.urgency === urgency);
}
for (const kind of ['yes_no', 'number', 'choice', 'list']) {
  seen(`next of kind ${kind}`, (one) => one.next?.kind === kind);
}

check('seen: a plan with a prescription', (parsed.get('plan') ?? [])
  .some((one) => one.items.some((item) => item.from === 'prescription')) ? '' : 'no output like this');

// A schema that takes anything proves nothing: spoiled outputs are refused.
const spoil = (schema, name, change) => {
  const good = (parsed.get(schema) ?? []).find((one) => change(structuredClone(one)));
  check(`refused: ${schema} ${name}`, attempt(() => {
    if (!good) return 'nothing to spoil';
    const bad = structuredClone(good);
    change(bad);
    return errorsOf(schema, bad) ? '' : 'is accepted';
  }));
};
for (const [schema, examples] of parsed) {
  spoil(schema, 'with an unknown key', (one) => { one.colour = 'red'; return true; });
  if (schema === 'answers') continue;
  for (const key of Object.keys(examples[0]).filter((one) => validatorRequires(schema, one))) {
    spoil(schema, `without ${key}`, (one) => delete one[key]);
  }
}
function validatorRequires(schema, key) {
  const all = schemas[schema].required ?? [];
  return all.includes(key) || (schema === 'triage' && ['status', 'watch_for', 'notice', 'decision_id'].includes(key));
}
spoil('triage', 'emergency with a plan', (one) => one.urgency === 'emergency' && (one.plan_allowed = true));
spoil('triage', 'emergency with a focus', (one) => one.urgency === 'emergency' && (one.focus = 'walking'));
spoil('plan_days', 'a day that went odd', (one) => (one.days[1].day_before = 'grey'));
spoil('triage', 'plan without stage', (one) => {
  if (one.plan_allowed !== true) return false;
  one.stage = null;
  return true;
});
spoil('triage', 'nothing missing', (one) => {
  if (one.status !== 'needs_answers') return false;
  one.missing = [];
  return true;
});

// --- schema and loader refuse the same ---------------------------------------

const copy = path.join(home, 'data');
fs.cpSync(data, copy, { recursive: true });
const sound = program.run(['rules', 'check', copy]);
check('loader takes the data', sound.status === 0 ? '' : sound.err.slice(0, 300));
for (const { schema, file, name, plant } of planted) {
  const where = path.join(copy, file);
  const before = fs.readFileSync(where, 'utf8');
  const json = JSON.parse(before);
  plant(json);
  check(`schema refuses ${file}: ${name}`, errorsOf(schema, json) ? '' : 'it is accepted');
  fs.writeFileSync(where, JSON.stringify(json, null, 2));
  const { status, err } = program.run(['rules', 'check', copy]);
  fs.writeFileSync(where, before);
  const problem = status !== 3 ? `exit ${status}` : err.includes(path.basename(file)) ? '' : 'does not name the file';
  check(`loader refuses ${file}: ${name}`, problem);
}

// Answers that the schema refuses and takes, the program refuses and takes.
for (const [answers, good] of [
  [{ age: 40, fever: true, equipment: ['mat'], sex: null }, true],
  [{ age: 40.5 }, false], [{ age: 121 }, false], [{ age: '40' }, false], [{ fever: 'maybe' }, false],
  [{ fever: 1 }, false], [{ fevr: 'no' }, false], [{ equipment: 'mat' }, false],
  [{ equipment: ['moon'] }, false], [{ main_site: 'moon' }, false], [{ main_site: 'not_a_site' }, false],
  [{ schema: 'backcoach/answers/1', answers: {} }, true], [{ schema: 'backcoach/answers/2', answers: {} }, false],
  [{ answers: {} }, true], [{ schema: 'backcoach/answers/1' }, false],
  [{ schema: 'backcoach/answers/1', answers: {}, colour: 'red' }, false], [[], false], [7, false],
]) {
  const text = JSON.stringify(answers);
  const taken = program.run(['triage', '--answers', '-', '--json', '--exit-zero'], text).status !== 3;
  check(`schema on ${text}`, (errorsOf('answers', answers) === '') === good ? '' : 'judges otherwise');
  check(`program on ${text}`, taken === good ? '' : 'judges otherwise');
}

fs.rmSync(home, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
