"use strict";

const kebab = (name) => name.replaceAll("_", "-");

/** Every object of Java has a method of this name. */
const RENAMED = { equals: "equalTo" };

/** `s3_bucket_name` as the bindings spell it: `s3BucketName`. */
const camel = (name) => RENAMED[name] ?? name.replace(/_+([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/**
 * The typed classes of @cdktf/provider-aws.
 *
 * One module per type is what the CDKTF documentation tells TypeScript programs to import. The whole library at once is
 * what the Java program cannot avoid: jsii loads a package by its index.
 */
class Bindings {
  #whole;
  #classes = new Map();

  constructor(whole) {
    this.#whole = whole ? require("@cdktf/provider-aws") : undefined;
  }

  /** The class of a Terraform type such as `aws_subnet`, or `data.aws_caller_identity`. */
  of(type) {
    if (!this.#classes.has(type)) {
      this.#classes.set(type, this.#load(type));
    }
    return this.#classes.get(type);
  }

  provider() {
    return this.of("aws_provider");
  }

  #load(type) {
    const terraformType = type.replace(/^data\./, "");
    const folder = type.startsWith("data.") ? `data-${kebab(terraformType)}` : kebab(terraformType.replace(/^aws_/, ""));
    const module = this.#whole ? this.#whole[camel(folder.replaceAll("-", "_"))] : require(`@cdktf/provider-aws/lib/${folder}`);
    const wanted = type === "aws_provider" ? "aws" : terraformType;
    const found = Object.values(module).find((exported) => exported.tfResourceType === wanted);
    if (!found) {
      throw new Error(`@cdktf/provider-aws has no class for ${type}`);
    }
    return found;
  }
}

/** Whether a class has an argument; what it has not is written by `addOverride`, as the Java program does. */
const knows = (type, argument) => `${camel(argument)}Input` in type.prototype;

module.exports = { Bindings, camel, knows };
