// Makes data/schema/answers.schema.json from data/findings.json and the
// questions, which say what may be skipped.
//   node tests/schema/answers_schema.mjs > data/schema/answers.schema.json
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from './format.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

const property = (finding, maySkip) => {
  const unit = finding.unit && !finding.means.includes(finding.unit) ? `, in ${finding.unit}` : '';
  const description = `${finding.means}${unit}`;
  switch (finding.type) {
    case 'yes_no':
      return { $ref: '#/$defs/yes_no', description };
    case 'number': {
      const number = { type: ['integer', 'null'], minimum: finding.min, maximum: finding.max };
      return maySkip ? { anyOf: [number, { const: 'skipped' }], description } : { ...number, description };
    }
    case 'one_of':
      return { enum: [...finding.values, null], description };
    case 'many_of':
      return { type: ['array', 'null'], items: { enum: finding.values }, description };
    default:
      throw new Error(`${finding.id}: unknown type ${finding.type}`);
  }
};

export const answersSchema = (findings, skipped) => {
  const all = findings.groups.flatMap((group) => group.findings);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Answers',
    description:
      'What a person has answered. A bare object of answers is accepted too. ' +
      'null or absent = not asked, which is never no. skipped = asked, and not answered.',
    oneOf: [{ $ref: '#/$defs/wrapped' }, { $ref: '#/$defs/answers' }],
    $defs: {
      wrapped: {
        type: 'object',
        description: 'the usual form',
        properties: {
          $schema: { type: 'string', description: 'for editors' },
          schema: { const: 'backcoach/answers/1', description: 'the kind and version of this file' },
          answers: { $ref: '#/$defs/answers', description: 'the answers, by the name of the finding' },
          about: {
            type: 'array',
            items: { type: 'string' },
            uniqueItems: true,
            description: 'the referrals that seen_since is about, by the ids under stands',
          },
          continues: { type: 'string', description: 'the entry of the diary that this goes on with' },
          seen: {
            type: 'array',
            items: { type: 'string' },
            uniqueItems: true,
            description: 'groups of signs that were looked at and are the same since',
          },
        },
        required: ['answers'],
        additionalProperties: false,
      },
      answers: {
        type: 'object',
        description: 'one key for each finding that was asked',
        properties: Object.fromEntries(all.map((finding) => [finding.id, property(finding, skipped.has(finding.id))])),
        additionalProperties: false,
      },
      yes_no: {
        enum: ['yes', 'no', 'not_sure', 'prefer_not_to_say', true, false, null],
        description: 'true and false are read as yes and no',
      },
    },
  };
};

const read = (...parts) => JSON.parse(fs.readFileSync(path.join(...parts), 'utf8'));

const maySkip = (folder) => new Set(
  fs.readdirSync(folder)
    .map((file) => read(folder, file))
    .filter((question) => question.may_skip)
    .flatMap((question) => question.sets));

export const answersSchemaText = (folder) =>
  format(answersSchema(read(folder, 'findings.json'), maySkip(path.join(folder, 'questions'))));

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stdout.write(answersSchemaText(path.join(root, 'data')));
}
