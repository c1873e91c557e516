// Writes JSON the way the schema files are written: two spaces, and what fits
// on a line stays on one line.

const WIDTH = 110;

const flat = (value) => {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const parts = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${flat(one)}`);
  return parts.length === 0 ? '{}' : `{ ${parts.join(', ')} }`;
};

const lines = (value, indent, before) => {
  const one = flat(value);
  const scalar = value === null || typeof value !== 'object';
  const empty = !scalar && Object.keys(value).length === 0;
  if (scalar || empty || (before > 0 && indent + before + one.length + 1 <= WIDTH)) return one;
  const inner = ' '.repeat(indent + 2);
  const list = Array.isArray(value);
  const parts = list
    ? value.map((item) => inner + lines(item, indent + 2, 1))
    : Object.entries(value).map(([key, item]) => {
        const name = `${JSON.stringify(key)}: `;
        return inner + name + lines(item, indent + 2, name.length);
      });
  return `${list ? '[' : '{'}\n${parts.join(',\n')}\n${' '.repeat(indent)}${list ? ']' : '}'}`;
};

export const format = (value) => `${lines(value, 0, 0)}\n`;
