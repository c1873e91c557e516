// Every page in a browser: nothing is wider than 320 CSS pixels, axe finds
// nothing, a letter is one sheet of paper, and the Questionnaire is a form that
// gives a decision.
//   node pages.mjs --tools FOLDER --binary PATH
// Last line: "N passed, M failed".
import { createRequire } from 'node:module';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const argument = (name) => process.argv[process.argv.indexOf(name) + 1];
const tools = path.resolve(argument('--tools'));
const require = createRequire(path.join(tools, 'package.json'));
const puppeteer = require('puppeteer-core');
const axe = fs.readFileSync(require.resolve('axe-core'), 'utf8');

const binary = path.resolve(argument('--binary'));
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'backcoach-pages-'));
const home = path.join(folder, 'home');
const run = (words, input = '') => spawnSync(binary, [...words, '--home', home], {
  input, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, BACKCOACH_NOW: '2026-11-30T09:00' },
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

const example = (name) => path.join(root, 'examples', `${name}.json`);
const signs = JSON.parse(fs.readFileSync(path.join(root, 'data/checkin.json'), 'utf8')).signs;
const quiet = Object.fromEntries(signs.map((sign) => [sign.measure, 'no']));
run(['triage', '--answers', example('strain'), '--now', '2026-11-21T09:00']);
for (let day = 22; day <= 29; day += 1) {
  run(['checkin', '--answers', '-', '--no-input', '--now', `2026-11-${day}T09:00`],
    JSON.stringify({ ...quiet, nprs_now: 30 - day, went: 'well', walked_minutes: day }));
}
run(['checkin', '--answers', '-', '--no-input'], JSON.stringify({ ...quiet, nprs_now: 1, went: 'well' }));
const pages = {
  progress: ['progress'],
  plan: ['plan', '--answers', example('strain')],
  'plan of several days': ['plan', '--answers', example('strain'), '--days', '7'],
  triage: ['triage', '--answers', example('strain'), '--no-save'],
  referral: ['triage', '--answers', example('fever'), '--no-save'],
  'explain last': ['explain', '--answers', example('fever')],
  'explain a rule': ['explain', 'fever_with_back_pain'],
  'explain a question': ['explain', 'saddle_change'],
  exercise: ['exercises', 'show', 'cat_camel'],
  exercises: ['exercises', 'list'],
  letter: ['export', 'letter'],
  'letter of a referral': ['export', 'letter', '--answers', example('cancer_history')],
};

const browser = await puppeteer.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [name, words] of Object.entries(pages)) {
    const done = run([...words, '-f', 'html']);
    const file = path.join(folder, 'page.html');
    fs.writeFileSync(file, done.stdout);
    check(`${name}: is a page`, done.stdout.startsWith('<!DOCTYPE') ? '' : done.stderr);
    const page = await browser.newPage();
    await page.setBypassCSP(true);
    await page.setViewport({ width: 320, height: 640 });
    await page.goto(pathToFileURL(file).href);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    check(`${name}: fits into 320 pixels`, width <= 320 ? '' : `it is ${width} wide`);
    const heads = await page.evaluate(() => [document.title, document.querySelectorAll('h1').length]);
    check(`${name}: a title and one h1`, heads[0].length > 3 && heads[0].length <= 70 && heads[1] === 1 ? '' : String(heads));
    await page.evaluate(axe);
    const found = await page.evaluate(async () => (await window.axe.run(document,
      { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })).violations.map((one) => one.id));
    check(`${name}: axe`, found.join(', '));
    const paper = Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1');
    const sheets = (paper.match(/\/Type\s*\/Page\b/g) ?? []).length;
    if (name === 'plan') check(`${name}: two sheets of paper`, sheets <= 2 ? '' : `${sheets} sheets`);
    if (words[1] === 'letter') check(`${name}: one sheet of paper`, sheets === 1 ? '' : `${sheets} sheets`);
    await page.close();
  }
  const wide = await browser.newPage();
  await wide.setViewport({ width: 320, height: 640 });
  await wide.setContent(`<p style="width: 500px">${'a'.repeat(9)}</p>`);
  check('a page that is too wide is seen', await wide.evaluate(() => document.documentElement.scrollWidth) > 320 ? '' : 'it is not');
  await wide.close();

  // The form: LHC-Forms shows it, is filled in, and its response decides.
  const forms = path.join(tools, 'node_modules/lforms/dist/lforms');
  const scripts = ['webcomponent/assets/lib/zone.min.js', 'webcomponent/lhc-forms.js', 'fhir/R4/lformsFHIR.min.js']
    .filter((one) => fs.existsSync(path.join(forms, one)));
  const html = path.join(folder, 'form.html');
  fs.writeFileSync(html, `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>form</title></head><body><div id="f"></div>
${scripts.map((one) => `<script src="${pathToFileURL(path.join(forms, one)).href}"></script>`).join('\n')}</body></html>`);
  const page = await browser.newPage();
  const problems = [];
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(pathToFileURL(html).href, { waitUntil: 'load', timeout: 120000 });
  const form = JSON.parse(run(['export', 'questionnaire']).stdout);
  const seen = await page.evaluate(async (questionnaire) => {
    await window.LForms.Util.addFormToPage(questionnaire, 'f', { fhirVersion: 'R4' });
    await new Promise((done) => { setTimeout(done, 1500); });
    const answers = { resourceType: 'QuestionnaireResponse', status: 'completed', item: [] };
    const group = questionnaire.item.find((one) => one.item.some((item) => item.linkId === 'saddle_change'));
    answers.item.push({ linkId: group.linkId, item: [{ linkId: 'saddle_change',
      answer: [{ valueCoding: group.item.find((item) => item.linkId === 'saddle_change').answerOption[0].valueCoding }] }] });
    const merged = window.LForms.Util.mergeFHIRDataIntoLForms('QuestionnaireResponse', answers,
      window.LForms.Util.convertFHIRQuestionnaireToLForms(questionnaire, 'R4'), 'R4');
    await window.LForms.Util.addFormToPage(merged, 'f', { fhirVersion: 'R4' });
    await new Promise((done) => { setTimeout(done, 1500); });
    return { text: document.body.innerText, response: window.LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4') };
  }, form);
  check('the form is shown', seen.text.includes(form.title) ? '' : `${problems.join('; ')} ${seen.text.slice(0, 200)}`);
  check('a sign opens what grades it', seen.text.includes(form.item.flatMap((one) => one.item)
    .find((one) => one.linkId === 'pelvic_symptom_days').text) ? '' : 'it does not');
  const decided = run(['triage', '--answers', '-', '--json'], JSON.stringify(seen.response));
  check('the response of the form is an emergency', decided.status === 30 ? '' : `exit ${decided.status} ${decided.stderr}`);
} finally {
  await browser.close();
}
fs.rmSync(folder, { recursive: true, force: true });
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 30 ? 0 : 1;
