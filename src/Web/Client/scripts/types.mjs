#!/usr/bin/env node
/**
 * Writes src/api/schemas.ts from the OpenAPI document of a server: the shapes of the bodies and of the queries. The face has no other types of
 * what goes over the wire, so what the server says of itself is what the compiler holds the face to.
 *
 *   npm run types                     of a server of its own, built before (./run)
 *   npm run types -- --url http://…   of one that runs
 *   npm run types -- --check          writes nothing; 1 when the checked-in file is another
 */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import { startServer } from './server.mjs';

const file = join(import.meta.dirname, '../src/api/schemas.ts');
const header = `/* Written by "npm run types" from the server's OpenAPI document. Not by hand: a test compares the two. */
/* eslint-disable */
`;

const { values } = parseArgs({ options: { url: { type: 'string' }, check: { type: 'boolean', default: false } } });
const now = header + astToString(await openapiTS(shapesOf(await read()), { alphabetize: true, defaultNonNullable: false }));
if (!values.check) {
  await writeFile(file, now);
} else {
  const kept = await readFile(file, 'utf8');
  if (kept !== now) {
    console.error(`src/api/schemas.ts is not of this server's document: run "npm run types". ${firstDifference(kept, now)}`);
    process.exitCode = 1;
  }
}

async function read() {
  const company = values.url === undefined ? await startServer() : undefined;
  try {
    const answer = await fetch(`${company?.url ?? values.url}/openapi/v1.json`);
    if (!answer.ok) throw new Error(`/openapi/v1.json answered ${answer.status}`);
    return await answer.json();
  } finally {
    await company?.stop();
  }
}

/** The bodies by name, and the queries of calls that have one; answers and refusals of each call are said by the bodies already. */
function shapesOf({ openapi, info, paths, components: { schemas } }) {
  const queries = Object.entries(paths).flatMap(([path, { get }]) => {
    const asked = (get?.parameters ?? []).filter((one) => one.in === 'query');
    const properties = Object.fromEntries(asked.map(({ name, schema }) => [name, schema]));
    return asked.length === 0 ? [] : [[queryName(path.replace('/api/v1', '')), { type: 'object', properties }]];
  });
  return { openapi, info, paths: {}, components: { schemas: { ...schemas, ...Object.fromEntries(queries) } } };
}

/** "/conversations/{id}/entries" → "ConversationsEntriesQuery" */
function queryName(path) {
  const parts = path.split(/[/-]/).filter((part) => part !== '' && !part.startsWith('{'));
  return `${parts.map((part) => part[0].toUpperCase() + part.slice(1)).join('')}Query`;
}

function firstDifference(kept, now) {
  const [before, after] = [kept.split('\n'), now.split('\n')];
  const at = after.findIndex((line, index) => line !== before[index]);
  return `First in line ${at + 1}: “${before[at]?.trim()}” there, “${after[at]?.trim()}” now.`;
}
