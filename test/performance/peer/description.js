"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** Arguments that are maps: their keys are values, and keep their spelling. */
const MAPS = new Set(["tags", "variables", "dimensions", "triggers", "request_parameters", "response_parameters"]);

/** Arguments that every resource has, whatever the provider's schema says. */
const META_ARGUMENTS = new Set(["provider", "depends_on", "lifecycle"]);

const REFERENCE = /\$\{((?:data\.)?[a-z][a-z0-9_]*\.[A-Za-z0-9_-]+)\.([A-Za-z0-9_.[\]-]+)\}/;

/**
 * What the Java program wrote, as definitions in an order in which each one's references are already defined:
 * what a programmer would have in front of him when he writes the same stacks in TypeScript.
 */
function describe(folder) {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, "manifest.json"), "utf8"));
  return Object.values(manifest.stacks).map((entry) => stackOf(folder, entry));
}

function stackOf(folder, entry) {
  const terraform = JSON.parse(fs.readFileSync(path.join(folder, entry.synthesizedStackPath), "utf8"));
  const definitions = new Map();
  for (const [kind, prefix] of [["data", "data."], ["resource", ""]]) {
    for (const [type, byName] of Object.entries(terraform[kind] ?? {})) {
      for (const [name, body] of Object.entries(byName)) {
        const { "//": comment, ...terraformArguments } = body;
        const address = `${prefix}${type}.${name}`;
        definitions.set(address, {
          address,
          type: `${prefix}${type}`,
          path: (comment?.metadata.path ?? `${entry.name}/${name}`).split("/").slice(1),
          arguments: terraformArguments,
        });
      }
    }
  }
  return {
    name: entry.name,
    folder: path.join(folder, path.dirname(entry.synthesizedStackPath)),
    dependencies: entry.dependencies,
    backend: terraform.terraform.backend,
    versions: {
      required_version: terraform.terraform.required_version,
      required_providers: terraform.terraform.required_providers,
    },
    providers: terraform.provider.aws,
    definitions: ordered(definitions),
    ephemeral: terraform.ephemeral ?? {},
    outputs: terraform.output ?? {},
  };
}

/** Definitions before their users; else in the order of the file. */
function ordered(definitions) {
  const result = new Set();
  const visit = (definition) => {
    if (result.has(definition)) {
      return;
    }
    for (const address of mentioned(definition.arguments)) {
      if (definitions.has(address) && address !== definition.address) {
        visit(definitions.get(address));
      }
    }
    result.add(definition);
  };
  definitions.forEach(visit);
  return [...result];
}

function mentioned(value) {
  if (typeof value === "string") {
    const references = [...value.matchAll(new RegExp(REFERENCE, "g"))].map((match) => match[1]);
    return [value, ...references];
  }
  return value && typeof value === "object" ? Object.values(value).flatMap(mentioned) : [];
}

module.exports = { describe, MAPS, META_ARGUMENTS, REFERENCE };
