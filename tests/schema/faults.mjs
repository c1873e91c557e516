// Faults to plant in a copy of the data, four for each kind of file. Each is
// to be refused by the schema and by the loader alike.

const drop = (at, key) => (json) => delete at(json)[key];
const set = (at, key, value) => (json) => {
  at(json)[key] = value;
};
const top = (json) => json;
const first = (list) => (json) => json[list][0];

/** missing = key to drop, typed = [key, wrong type], value = [at, key, unknown value] */
const faults = (schema, file, at, { missing, typed, value }) => [
  { schema, file, name: `missing ${missing}`, plant: drop(at, missing) },
  { schema, file, name: 'unknown key', plant: set(at, 'colour', 'red') },
  { schema, file, name: `wrong type of ${typed[0]}`, plant: set(at, typed[0], typed[1]) },
  { schema, file, name: `unknown value of ${value[1]}`, plant: set(value[0], value[1], value[2]) },
];

const support = (at) => (json) => at(json).provenance[0];

export const planted = [
  ...faults('decision', 'decision.json', first('rows'), {
    missing: 'when', typed: ['because', 7], value: [first('rows'), 'stage', 'later'],
  }),
  ...faults('exercise', 'exercises/cat_camel.json', top, {
    missing: 'steps', typed: ['name', ['Cat']], value: [top, 'stages', ['later']],
  }),
  ...faults('facts', 'facts.json', first('facts'), {
    missing: 'when', typed: ['means', true], value: [support(first('facts')), 'read', 'skimmed'],
  }),
  ...faults('findings', 'findings.json', (json) => json.groups[0].findings[0], {
    missing: 'means', typed: ['min', 'zero'],
    value: [(json) => json.groups[0].findings[0], 'type', 'maybe'],
  }),
  ...faults('history', 'history.json', first('measures'), {
    missing: 'unit', typed: ['max', 'ten'], value: [first('measures'), 'min', null],
  }),
  ...faults('implications', 'implications.json', first('implications'), {
    missing: 'because', typed: ['then', 'no'],
    value: [first('implications'), 'if', { maybe: [] }],
  }),
  ...faults('manifest', 'manifest.json', top, {
    missing: 'version', typed: ['expires_after_months', 'twelve'],
    value: [top, 'clinical_review', 'done'],
  }),
  ...faults('notices', 'notices.json', first('notices'), {
    missing: 'text', typed: ['text', ['a']], value: [support(first('notices')), 'read', 'skimmed'],
  }),
  ...faults('plan_rules', 'plan.json', first('menus'), {
    missing: 'text', typed: ['use', 'walk'], value: [first('menus'), 'when', { maybe: [] }],
  }),
  ...faults('question', 'questions/saddle.json', top, {
    missing: 'why', typed: ['private', 'yes'], value: [top, 'kind', 'essay'],
  }),
  ...faults('red_flag', 'red_flags/cauda_equina_saddle.json', top, {
    missing: 'because', typed: ['outcomes', {}], value: [first('outcomes'), 'urgency', 'later'],
  }),
  ...faults('regions', 'regions.json', first('regions'), {
    missing: 'name', typed: ['aliases', 'XX'], value: [first('regions'), 'code', 'Great Britain'],
  }),
  ...faults('sources', 'sources.json', first('sources'), {
    missing: 'title', typed: ['publisher', 7], value: [first('sources'), 'read', 'skimmed'],
  }),
  ...faults('stages', 'stages.json', first('stages'), {
    missing: 'headline', typed: ['what_to_do', 'rest'], value: [first('stages'), 'focus', 'sleep'],
  }),
  ...faults('urgency', 'urgency.json', first('levels'), {
    missing: 'headline', typed: ['what_to_do', 'go'], value: [first('levels'), 'plan', 'perhaps'],
  }),
  ...faults('watch_for', 'watch_for.json', first('items'), {
    missing: 'do', typed: ['if', 'fever'], value: [first('items'), 'show', 'sometimes'],
  }),
  ...faults('evidence', 'evidence.json', first('claims'), {
    missing: 'claim', typed: ['sources', 'nhs'], value: [first('claims'), 'verdict', 'MAYBE'],
  }),
  ...faults('words', 'words/rules.json', first('banned'), {
    missing: 'say', typed: ['phrase', 7], value: [top, 'max_sentence_words', 0],
  }),
];
