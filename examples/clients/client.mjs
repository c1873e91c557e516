#!/usr/bin/env node
// Asks the questions of a triage and shows what to do: a whole front end.
//
// It knows the kinds of questions and no question by name:
//
//   client.mjs [BACKCOACH ...]      asks here, one line for each answer
//   client.mjs --stop ...           ends as soon as the program allows it
//
// Every answer goes back with all earlier ones; the last thing it prints is the
// JSON of the decision.
import { spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';

/** What the program makes of the answers so far, as text. */
const decide = ([program, ...flags], answers) => {
  const run = spawnSync(program, [...flags, 'triage', '--answers', '-', '--json'],
    { input: JSON.stringify(answers), encoding: 'utf8' });
  if (run.error || [1, 2, 3, 5].includes(run.status)) {
    console.error(run.error?.message || run.stderr || run.stdout);
    process.exit(1);
  }
  return run.stdout;
};

/** The question in words, its options numbered. */
const show = (question) => {
  const lines = [question.frame, question.text, question.example,
    ...question.options.map((option, i) => `  ${i + 1}. ${option.text}`),
    question.none_text && `  0. ${question.none_text}`,
    question.may_skip && '  s. I do not know',
    `(${question.hint} At most ${question.at_most} left.)`];
  console.error(lines.filter(Boolean).join('\n'));
};

/** The answers that one line gives: numbers of options, with ? for a doubt. */
const read = ({ kind, sets, options, may_skip: maySkip }, line) => {
  const words = line.replaceAll(',', ' ').trim().split(/\s+/);
  const option = (word) => {
    const found = options[Number.parseInt(word, 10) - 1];
    if (!found) throw new RangeError(word);
    return found;
  };
  const all = (value) => Object.fromEntries(sets.map((id) => [id, value]));
  if (maySkip && words.join() === 's') return all('skipped');
  if (kind === 'number' && !/^\d+$/.test(words[0])) throw new RangeError(words[0]);
  if (kind === 'number') return { [sets[0]]: Number(words[0]) };
  if (kind === 'yes_no' || kind === 'choice') {
    return Object.fromEntries(Object.entries(option(words[0]).set).filter(([id]) => sets.includes(id)));
  }
  const picked = words.filter((word) => word !== '0');
  if (kind === 'many') return { [sets[0]]: picked.flatMap((word) => option(word).set[sets[0]]) };
  const answers = all('no'); // list: shown and not chosen is no
  for (const word of picked) answers[option(word).finding] = word.endsWith('?') ? 'not_sure' : 'yes';
  return answers;
};

const stop = process.argv.includes('--stop');
const command = process.argv.slice(2).filter((word) => word !== '--stop');
if (command.length === 0) command.push('backcoach');
const input = createInterface({ input: process.stdin });
const lines = input[Symbol.asyncIterator]();
const answers = {};
for (;;) {
  const text = decide(command, answers);
  const { next } = JSON.parse(text);
  const over = next === null || (stop && next.may_stop);
  if (!over) show(next);
  const { value, done } = over ? { done: true } : await lines.next();
  if (done) {
    process.stdout.write(text, () => input.close());
    break;
  }
  try {
    Object.assign(answers, read(next, value));
  } catch {
    console.error('Please choose one of the numbers.');
  }
}
