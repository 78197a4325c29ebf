"use strict";

/**
 * Measures the Java program against its peer, the CDKTF TypeScript library with the same resources. `run` starts it.
 *
 * Options: --runs of the whole program (7), --growth runs of each size (3; 0: none), --warm repetitions within one process (10).
 */
const fs = require("node:fs");
const path = require("node:path");
const { parseArgs } = require("node:util");
const { deploymentOf } = require("./deployments");
const { differences } = require("./peer/difference");
const { timed } = require("./processes");
const { line, median, spread } = require("./statistics");

const { values: options } = parseArgs({
  options: {
    runs: { type: "string", default: "7" },
    growth: { type: "string", default: "3" },
    warm: { type: "string", default: "10" },
  },
});

const PROJECT = path.resolve(__dirname, "../..");
const OUT = path.join(PROJECT, "test/target/performance");
const LAMBDA_JARS = "lambda-handler/target";
const DEFAULT_DEPLOYMENT = "main/deployments/payments.yaml";
const SIZES = [2, 4, 8, 16];
const TARGETS = { whole: 5, marginal: 3 };

/** Exactly what the cdktf CLI would start. */
const PROGRAM = JSON.parse(fs.readFileSync(path.join(PROJECT, "cdktf.json"), "utf8")).app;

const out = (...names) => path.join(OUT, ...names);
const run = (command) => timed(command, { cwd: PROJECT });
const java = (deployment, folder) => run(`${PROGRAM} --fresh -d '${deployment}' -o '${folder}'`);
const javaAgain = (deployment, folder) => run(`${PROGRAM} -d '${deployment}' -o '${folder}'`);
const peer = (description, folder, ...more) => {
  const measured = run(`node test/performance/peer/main.js '${description}' '${folder}' ${more.join(" ")}`);
  const told = JSON.parse(measured.output);
  // A program would not read its own description: that time is not the peer's.
  return { ...measured, ...told, wall: measured.wall - told.read / 1000, cpu: measured.cpu - told.read / 1000 };
};

function main() {
  fs.rmSync(OUT, { recursive: true, force: true });
  fs.mkdirSync(OUT, { recursive: true });
  sameResources(DEFAULT_DEPLOYMENT, "default");
  wholeProgram(Number(options.runs));
  if (options.growth !== "0") {
    growth(Number(options.growth));
  }
  withinOneProcess(Number(options.warm));
}

/** The comparison is honest only if both write the same. */
function sameResources(deployment, name) {
  fs.mkdirSync(out(name), { recursive: true });
  java(deployment, out(name, "java"));
  const { resources } = peer(out(name, "java"), out(name, "peer"));
  const found = differences(out(name, "java"), out(name, "peer"));
  if (found.length > 0) {
    throw new Error(`${name}: the peer does not write the same resources\n${found.join("\n")}`);
  }
  console.log(`${name}: ${resources} resources, the same arguments from both programs`);
  return resources;
}

function wholeProgram(runs) {
  const samples = { java: [], again: [], peer: [], library: [] };
  for (let i = 0; i < runs; i++) {
    samples.java.push(java(DEFAULT_DEPLOYMENT, out("default", "java")));
    samples.again.push(javaAgain(DEFAULT_DEPLOYMENT, out("default", "java")));
    samples.peer.push(peer(out("default", "java"), out("default", "peer")));
    samples.library.push(peer(out("default", "java"), out("default", "peer"), "--whole-library"));
  }
  heading(`Whole program, default deployment, ${runs} interleaved runs`, ["program", "clock s", "spread", "processor s"]);
  row("Java", ...costs(samples.java));
  row("Java again, nothing changed", ...costs(samples.again));
  row("TypeScript", ...costs(samples.peer));
  row("TypeScript, whole library", ...costs(samples.library));
  verdict("Java / TypeScript, clock", ratio(samples.java, samples.peer, "wall"), TARGETS.whole);
  verdict("Java / TypeScript, processor", ratio(samples.java, samples.peer, "cpu"), TARGETS.whole);
  verdict("Java again / Java, processor", ratio(samples.again, samples.java, "cpu"));
  verdict("Java / TypeScript, whole library, clock", ratio(samples.java, samples.library, "wall"));
  verdict("Java / TypeScript, whole library, processor", ratio(samples.java, samples.library, "cpu"));
}

function growth(runs) {
  const sizes = SIZES.map((regions) => {
    const name = `regions-${regions}`;
    const deployment = out(`${name}.yaml`);
    fs.writeFileSync(deployment, deploymentOf(regions));
    return { regions, name, deployment, resources: sameResources(deployment, name), java: [], peer: [] };
  });
  for (let i = 0; i < runs; i++) {
    for (const size of sizes) {
      size.java.push(java(size.deployment, out(size.name, "java")));
      size.peer.push(peer(out(size.name, "java"), out(size.name, "peer")));
    }
  }
  heading(`Growth, ${runs} interleaved runs of each size`, ["regions", "resources", "Java clock s", "processor s", "TypeScript clock s", "processor s"]);
  for (const size of sizes) {
    row(size.regions, size.resources, ...pair(size.java), ...pair(size.peer));
  }
  for (const cost of ["wall", "cpu"]) {
    const name = cost === "wall" ? "clock" : "processor";
    const slope = (program, from) => line(from.map((size) => [size.resources, median(size[program].map((sample) => sample[cost]))])).slope;
    console.log(`  Java ${name}: ${ms(slope("java", sizes))} per resource; up to 8 regions ${ms(slope("java", sizes.slice(0, 3)))}, from 8 to 16 ${ms(slope("java", sizes.slice(2)))}`);
    console.log(`  TypeScript ${name}: ${ms(slope("peer", sizes))} per resource`);
    verdict(`one more resource, Java / TypeScript, ${name}`, slope("java", sizes) / slope("peer", sizes), TARGETS.marginal);
  }
}

function withinOneProcess(repetitions) {
  const benchmark = ["java -cp 'test/target/test-classes:main/target/lib/*' payments.performance.SynthesisBenchmark", DEFAULT_DEPLOYMENT, LAMBDA_JARS, `'${out("warm", "java")}'`, repetitions].join(" ");
  fs.mkdirSync(out("warm"), { recursive: true });
  const javaRuns = run(benchmark.replace("java ", `${PROGRAM.split(" -jar ")[0]} `)).output.trim().split("\n").map((text) => JSON.parse(text));
  const { load, runs: peerRuns } = peer(out("default", "java"), out("warm", "peer"), repetitions);
  const total = ({ define, write }) => (define + write) / 1000;
  const later = (runs) => median(runs.slice(Math.ceil(runs.length / 2)).map(total));
  heading("Within one process, default deployment", ["program", "first s", "later s"]);
  row("Java", total(javaRuns[0]).toFixed(2), later(javaRuns).toFixed(2));
  row("TypeScript", (load / 1000 + total(peerRuns[0])).toFixed(2), later(peerRuns).toFixed(2));
  verdict("later, Java / TypeScript", later(javaRuns) / later(peerRuns), TARGETS.marginal);
}

const of = (samples, cost) => median(samples.map((sample) => sample[cost]));
const ratio = (samples, others, cost) => of(samples, cost) / of(others, cost);
const pair = (samples) => [of(samples, "wall").toFixed(2), of(samples, "cpu").toFixed(2)];
const costs = (samples) => {
  const [wall, cpu] = pair(samples);
  return [wall, `${Math.round(spread(samples.map((sample) => sample.wall)) * 100)} %`, cpu];
};
const ms = (seconds) => `${(seconds * 1000).toFixed(2)} ms`;

function heading(title, columns) {
  console.log(`\n${title}\n`);
  row(...columns);
}

function row(first, ...rest) {
  console.log(`  ${String(first).padEnd(26)}${rest.map((text) => String(text).padStart(20)).join("")}`);
}

function verdict(what, value, target) {
  const judged = target === undefined ? "" : `, target ${target}: ${value <= target ? "met" : "not met"}`;
  console.log(`  ${what}: ${value.toFixed(2)}${judged}`);
}

main();
