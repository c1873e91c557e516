// Decides every line of a file with one npm engine, over and over, and says how long a decision takes.
//
//   engines.mjs ENGINE MODULES RULES PEOPLE [SECONDS]
//
// The clock runs over what a user of the engine pays for each person: JSON.parse of the line, the engine, the list of
// rules that hold. Loading, compiling and the first round do not count. Prints nanoseconds of processor time per decision on stderr and
// the rules of each person on stdout.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [engine, modules, rulesFile, peopleFile, seconds = '1'] = process.argv.slice(2);
const require = createRequire(pathToFileURL(path.join(path.resolve(modules), 'x.js')));
const whole = JSON.parse(fs.readFileSync(rulesFile, 'utf8'));
const lines = fs.readFileSync(peopleFile, 'utf8').trimEnd().split('\n');
const { outcomes } = whole;

/** Rules that hold, each once, and the highest urgency. */
const result = (holds) => {
  const rules = new Set();
  let urgency = 0;
  for (let i = 0; i < outcomes.length; i += 1) {
    if (holds(i)) {
      rules.add(outcomes[i].rule);
      urgency = Math.max(urgency, outcomes[i].urgency);
    }
  }
  return { urgency, rules: [...rules].sort() };
};

const makers = {
  'json-logic-engine': () => {
    const { LogicEngine } = require('json-logic-engine');
    const logic = new LogicEngine();
    const compiled = outcomes.map((outcome) => logic.build(outcome.logic));
    return (answers) => result((i) => compiled[i](answers) === true);
  },
  'json-logic-engine run': () => {
    const { LogicEngine } = require('json-logic-engine');
    const logic = new LogicEngine();
    return (answers) => result((i) => logic.run(outcomes[i].logic, answers) === true);
  },
  'json-rules-engine': () => {
    const { Engine } = require('json-rules-engine');
    const { LogicEngine } = require('json-logic-engine');
    const logic = new LogicEngine();
    const rules = new Engine([], { allowUndefinedFacts: true });
    for (const { name, logic: what } of whole.rules_engine.facts) {
      const compiled = logic.build(what);
      rules.addFact(name, async (params, almanac) => compiled(await almanac.factValue('answers')));
    }
    for (const rule of whole.rules_engine.rules) rules.addRule(rule);
    return async (answers) => {
      const { events } = await rules.run({ ...answers, answers });
      const fired = new Set(events.map((event) => event.params.i));
      return result((i) => fired.has(i));
    };
  },
  'zen-engine': () => {
    const { ZenEngine } = require('@gorules/zen-engine');
    const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(whole.zen)));
    return async (answers) => {
      const { result: out } = await decision.evaluate(answers);
      return result((i) => out[`o${i}`] === true);
    };
  },
};

const decide = makers[engine]();
for (const line of lines) {
  const { urgency, rules } = await decide(JSON.parse(line));
  process.stdout.write(`${urgency} ${rules.join(' ')}\n`);
}
const used = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};
const begin = used();
const until = begin + Number(seconds) * 1e9;
let count = 0;
let now = begin;
while (now < until) {
  for (let i = 0; i < (engine === 'json-rules-engine' ? 1 : 8); i += 1) {
    const answers = JSON.parse(lines[count % lines.length]);
    const out = decide(answers);
    if (out instanceof Promise) await out;
    count += 1;
  }
  now = used();
}
process.stderr.write(`${(now - begin) / count}\n`);
