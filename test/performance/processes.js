"use strict";

const { spawnSync } = require("node:child_process");

/** Runs a command line and returns its seconds: on the clock, and of processors, child processes included. */
function timed(command, options = {}) {
  const result = spawnSync("bash", ["-c", `TIMEFORMAT='%R %U %S'; time { ${command} 2>/dev/null; }`], {
    encoding: "utf8",
    ...options,
  });
  if (result.status !== 0) {
    throw new Error(`failed (${result.status}): ${command}\n${result.stdout}${result.stderr}`);
  }
  const [wall, user, system] = result.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, cpu: user + system, output: result.stdout };
}

module.exports = { timed };
