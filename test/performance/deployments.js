"use strict";

const REGIONS = ["eu-west-1", "eu-central-1"];

/**
 * A deployment of so many regions, in environments of two: every pair has all its links, and the number of links grows with
 * the number of regions. (More regions in one environment are a mesh, whose peerings grow with the square.)
 */
function deploymentOf(regions) {
  const environments = Array.from({ length: regions / REGIONS.length }, (_, index) => environment(index));
  return `project: payments\nbackend: {type: local}\nenvironments:\n${environments.join("")}`;
}

function environment(index) {
  const lines = REGIONS.map((name, i) => `      - {name: ${name}, cidr: 10.${index * REGIONS.length + i}.0.0/16}\n`);
  return `  env${index}:\n    suffix: env${index}\n    regions:\n${lines.join("")}`;
}

module.exports = { deploymentOf };
