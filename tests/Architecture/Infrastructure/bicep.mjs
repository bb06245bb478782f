// Reads every Bicep file below a folder with the grammar of tree-sitter-bicep and writes, as JSON, what the tests hold against each other.
// Usage: node bicep.mjs <folder with node_modules> <folder>...
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const [packages, ...folders] = process.argv.slice(2);
const resolve = createRequire(path.resolve(packages, 'package.json')).resolve;
const { Parser, Language } = await import(pathToFileURL(resolve('web-tree-sitter')));
await Parser.init();
const parser = new Parser();
parser.setLanguage(await Language.load(path.join(path.dirname(resolve('tree-sitter-bicep/package.json')), 'tree-sitter-bicep.wasm')));

const named = node => node.namedChildren.filter(child => child.type !== 'comment');
const plainString = node => node.type === 'string' && node.namedChildren.every(child => child.type === 'string_content' || child.type === 'escape_sequence');
const keyOf = node => (plainString(node) ? node.text.slice(1, -1) : node.text);

// Literals as they are, anything else as { "$": source }.
function value(node) {
  switch (node.type) {
    case 'object': {
      const result = {};
      for (const property of named(node).filter(child => child.type === 'object_property')) {
        const [key, held] = named(property);
        if (held) result[keyOf(key)] = value(held);
      }
      return result;
    }
    case 'array': return named(node).map(value);
    case 'boolean': return node.text === 'true';
    case 'number': return Number(node.text);
    case 'string': return plainString(node) ? node.text.slice(1, -1) : { $: node.text };
    default: return { $: node.text };
  }
}

// A declaration's object, whatever condition or loop stands around it.
function body(declaration) {
  let node = declaration.namedChildren.at(-1);
  let condition = null;
  let looped = false;
  while (node.type === 'if_statement' || node.type === 'for_statement') {
    if (node.type === 'if_statement') condition = named(node)[0].text;
    else looped = true;
    node = node.namedChildren.at(-1);
  }
  return { node, condition, looped };
}

function resources(declaration, parentType, into) {
  const [symbol, type] = named(declaration);
  const { node, condition, looped } = body(declaration);
  const [name, version] = keyOf(type).split('@');
  const full = parentType ? `${parentType}/${name}` : name;
  into.push({ symbol: symbol.text, type: full, version: version ?? null, existing: declaration.children.some(child => child.type === 'existing'), condition, looped, body: value(node) });
  for (const property of named(node)) {
    const inner = property.namedChildren[0];
    if (inner?.type === 'resource_declaration') resources(inner, full, into);
  }
}

function* all(node) {
  yield node;
  for (const child of node.namedChildren) yield* all(child);
}

// Names that an expression reads: not keys, not members, not what a loop or lambda introduces, not functions.
function names(root) {
  const read = [];
  const functions = [];
  const introduced = [];
  for (const node of all(root)) {
    if (node.type === 'loop_variable' || node.type === 'loop_enumerator') introduced.push(node.text);
    if (node.type === 'for_statement' && node.namedChildren[0].type === 'identifier') introduced.push(node.namedChildren[0].text);
    if (node.type === 'lambda_expression') {
      const arrow = node.children.findIndex(child => child.type === '=>');
      node.children.slice(0, arrow).forEach(part => introduced.push(...[...all(part)].filter(inner => inner.type === 'identifier').map(inner => inner.text)));
    }
    if (node.type !== 'identifier') continue;
    const { parent } = node;
    const first = parent.namedChildren[0].id === node.id;
    if (parent.type.endsWith('_declaration') && first) continue;
    if (parent.type === 'object_property' && first) continue;
    if (parent.type === 'call_expression' && first) functions.push(node.text);
    else if (parent.type === 'resource_expression' && !first) continue;
    else if (parent.type !== 'decorator') read.push(node.text);
  }
  return { read: [...new Set(read)], functions: [...new Set(functions)], introduced: [...new Set(introduced)] };
}

function outputsRead(root) {
  const found = [];
  for (const node of all(root)) {
    if (node.type !== 'member_expression') continue;
    const [inner, output] = node.namedChildren;
    if (inner?.type === 'member_expression' && inner.namedChildren[1]?.text === 'outputs') found.push({ module: inner.namedChildren[0].text, output: output.text });
  }
  return found;
}

function read(file, source) {
  const isParameters = file.endsWith('.bicepparam');
  // The grammar knows parameter files but for their assignments, which have the form of variables.
  const tree = parser.parse(isParameters ? source.replace(/^param (?=\w+ *=)/gm, 'var   ') : source).rootNode;
  const errors = [...all(tree)].concat(tree.hasError ? tree.descendantsOfType('ERROR') : []).filter(node => node.isError || node.isMissing)
    .map(node => ({ line: node.startPosition.row + 1, text: node.text.slice(0, 60) }));
  if (tree.hasError && errors.length === 0) errors.push({ line: 0, text: 'something is missing' });
  const result = {
    path: file.replaceAll('\\', '/'), errors, using: null, parameters: [], variables: [], outputs: [], modules: [], resources: [],
    assignments: {}, outputsRead: outputsRead(tree), ...names(tree),
  };
  for (const node of named(tree)) {
    const [first] = named(node);
    if (node.type === 'using_statement') result.using = keyOf(first);
    if (node.type === 'parameter_declaration') {
      const parts = named(node);
      result.parameters.push({ name: first.text, type: parts[1].text, hasDefault: node.children.some(child => child.type === '=') });
    }
    if (node.type === 'variable_declaration') {
      if (isParameters) result.assignments[first.text] = value(node.namedChildren.at(-1));
      else result.variables.push(first.text);
    }
    if (node.type === 'output_declaration') result.outputs.push(first.text);
    if (node.type === 'resource_declaration') resources(node, null, result.resources);
    if (node.type === 'module_declaration') {
      const { node: held, condition } = body(node);
      const properties = value(held);
      result.modules.push({ symbol: first.text, path: keyOf(named(node)[1]), condition, parameters: properties.params ?? {} });
    }
  }
  return result;
}

// Copies of one tree differ in few files; what is the same is read once.
const known = new Map();
function readOnce(file, folder) {
  const source = fs.readFileSync(path.join(folder, file), 'utf8');
  const key = `${file}\n${source}`;
  if (!known.has(key)) known.set(key, read(file, source));
  return known.get(key);
}

const report = folders.map(folder => fs.readdirSync(folder, { recursive: true })
  .filter(file => file.endsWith('.bicep') || file.endsWith('.bicepparam')).sort().map(file => readOnce(file, folder)));
process.stdout.write(JSON.stringify(report));
