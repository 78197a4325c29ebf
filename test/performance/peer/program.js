"use strict";

const cdktf = require("cdktf");
const path = require("node:path");
const { Construct } = require("constructs");
const { camel, knows } = require("./bindings");
const { MAPS, META_ARGUMENTS, REFERENCE } = require("./description");

/** A stack that is built from its description: typed classes, references by token, the construct tree of the Java program. */
class DescribedStack extends cdktf.TerraformStack {
  #bindings;
  #description;
  #defined = new Map();
  #providers = new Map();

  constructor(scope, description, bindings) {
    super(scope, description.name);
    this.#bindings = bindings;
    this.#description = description;
    new cdktf.LocalBackend(this, description.backend.local);
    this.addOverride("terraform.required_version", description.versions.required_version);
    this.addOverride("terraform.required_providers.aws", description.versions.required_providers.aws);
    description.providers.forEach((provider) => this.#provider(provider));
    description.definitions.forEach((definition) => this.#defined.set(definition.address, this.#define(definition)));
    this.#ephemeral(description.ephemeral);
    this.#outputs(description.outputs);
  }

  #provider(provider) {
    const Provider = this.#bindings.provider();
    this.#providers.set(`aws.${provider.alias}`, new Provider(this, `aws-${provider.alias}`, this.#properties(provider)));
  }

  #define({ type, path: ids, arguments: given }) {
    if (type === "data.terraform_remote_state") {
      return new cdktf.DataTerraformRemoteStateLocal(this, ids[0], { workspace: given.workspace, ...given.config });
    }
    const Type = this.#bindings.of(type);
    const known = Object.entries(given).filter(([name]) => META_ARGUMENTS.has(name) || knows(Type, name));
    const properties = this.#properties(Object.fromEntries(known));
    properties.provider = this.#providers.get(given.provider);
    if (given.depends_on) {
      properties.dependsOn = given.depends_on.map((address) => this.#defined.get(address));
    }
    if (type === "aws_lambda_function") {
      const code = this.#code(given.filename);
      properties.filename = code.path;
      properties.sourceCodeHash = cdktf.Fn.filebase64sha256(code.path);
    }
    const resource = new Type(this.#scope(ids.slice(0, -1)), ids.at(-1), properties);
    for (const [name, value] of Object.entries(given)) {
      if (!META_ARGUMENTS.has(name) && !knows(Type, name)) {
        resource.addOverride(name, this.#value(value));
      }
    }
    return resource;
  }

  /** One copy for each stack, as in the Java program; the folder is named after the asset. */
  #code(filename) {
    const id = filename.split("/")[1];
    const file = path.resolve(this.#description.folder, filename);
    return this.node.tryFindChild(id) ?? new cdktf.TerraformAsset(this, id, { path: file, type: cdktf.AssetType.FILE });
  }

  #ephemeral(byType) {
    for (const [type, byName] of Object.entries(byType)) {
      for (const [name, body] of Object.entries(byName)) {
        this.addOverride(`ephemeral.${type}.${name}`, this.#value(body));
      }
    }
  }

  #outputs(outputs) {
    for (const [name, { value }] of Object.entries(outputs)) {
      new cdktf.TerraformOutput(this, `output-${name}`, { value: this.#value(value) }).overrideLogicalId(name);
    }
  }

  #scope(ids) {
    return ids.reduce((scope, id) => scope.node.tryFindChild(id) ?? new Construct(scope, id), this);
  }

  #properties(terraformArguments) {
    const properties = {};
    for (const [name, value] of Object.entries(terraformArguments)) {
      properties[camel(name)] = MAPS.has(name) ? this.#value(value) : this.#block(value);
    }
    return properties;
  }

  #block(value) {
    if (Array.isArray(value)) {
      return value.map((item) => this.#block(item));
    }
    return value && typeof value === "object" ? this.#properties(value) : this.#value(value);
  }

  #value(value) {
    if (typeof value === "string") {
      return this.#text(value);
    }
    if (Array.isArray(value)) {
      return value.map((item) => this.#value(item));
    }
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.#value(item)]));
    }
    return value;
  }

  /** References become tokens of the constructs that they name, as `subnet.id` is in a program. */
  #text(text) {
    return text.replace(new RegExp(REFERENCE, "g"), (expression, address, attribute) => {
      const defined = this.#defined.get(address);
      if (!defined) {
        return expression;
      }
      return defined instanceof cdktf.TerraformRemoteState
        ? defined.getString(attribute.replace(/^outputs\./, ""))
        : defined.getStringAttribute(attribute);
    });
  }
}

/** Defines and writes the described stacks. Returns the milliseconds of both. */
function synthesize(descriptions, bindings, outdir) {
  const start = performance.now();
  const app = new cdktf.App({ outdir });
  const stacks = new Map();
  for (const description of descriptions) {
    const stack = new DescribedStack(app, description, bindings);
    description.dependencies.forEach((name) => stack.addDependency(stacks.get(name)));
    stacks.set(description.name, stack);
  }
  const defined = performance.now();
  app.synth();
  return { define: defined - start, write: performance.now() - defined };
}

module.exports = { synthesize };
