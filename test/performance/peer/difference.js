"use strict";

const fs = require("node:fs");
const path = require("node:path");
const { isDeepStrictEqual } = require("node:util");

/** Every difference between two output folders, except for comments (`//`) and the order of keys. */
function differences(expectedFolder, actualFolder) {
  const expected = stacks(expectedFolder);
  const actual = stacks(actualFolder);
  return compare(expected, actual, "");
}

function stacks(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));
  return Object.fromEntries(
    Object.values(manifest.stacks).map(({ name, dependencies, synthesizedStackPath }) => {
      const terraform = JSON.parse(fs.readFileSync(path.join(folder, synthesizedStackPath), "utf8"), withoutComments);
      const assets = path.join(folder, path.dirname(synthesizedStackPath), "assets");
      const files = fs.existsSync(assets) ? fs.readdirSync(assets, { recursive: true }).sort() : [];
      return [name, { dependencies: [...dependencies].sort(), terraform, files }];
    }),
  );
}

function withoutComments(key, value) {
  return key === "//" ? undefined : value;
}

function compare(expected, actual, at) {
  if (isDeepStrictEqual(expected, actual)) {
    return [];
  }
  if (!isObject(expected) || !isObject(actual)) {
    return [`${at}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
  }
  const keys = new Set([...Object.keys(expected), ...Object.keys(actual)]);
  return [...keys].flatMap((key) => compare(expected[key], actual[key], `${at}/${key}`));
}

function isObject(value) {
  return value !== null && typeof value === "object";
}

module.exports = { differences };
