"use strict";

/**
 * The Java program's stacks, defined by the CDKTF TypeScript library.
 *
 * Usage: node main.js <description: an output folder of the Java program> <output folder> [repetitions] [--whole-library]
 *
 * Prints one line of JSON: milliseconds to start and load, to read the description (which a program would not do), and for each
 * repetition to define and to write the stacks.
 */
const { parseArgs } = require("node:util");
const { positionals, values } = parseArgs({ allowPositionals: true, options: { "whole-library": { type: "boolean" } } });
const [folder, outdir, repetitions = "1"] = positionals;

const { Bindings } = require("./bindings");
const { describe } = require("./description");
const { synthesize } = require("./program");

const reading = performance.now();
const descriptions = describe(folder);
const read = performance.now() - reading;

const bindings = new Bindings(values["whole-library"]);
const types = descriptions.flatMap((stack) => stack.definitions.map((definition) => definition.type));
new Set(types).forEach((type) => type === "data.terraform_remote_state" || bindings.of(type));
bindings.provider();
const load = performance.now() - read;

const runs = Array.from({ length: Number(repetitions) }, () => synthesize(descriptions, bindings, outdir));
console.log(JSON.stringify({ load, read, runs, resources: types.filter((type) => !type.startsWith("data.")).length }));
