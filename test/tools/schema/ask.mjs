// Asks what editors ask: compiles the JSON Schema with ajv in strict mode, and has yaml-language-server read YAML files
// whose first line names the schema. Prints one JSON object: {"compiled": {...}, "diagnostics": {file: [...]}}.
//
// node ask.mjs SCHEMA FILE...
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import Ajv2020 from "ajv/dist/2020.js";
import languageServer from "yaml-language-server";
import { TextDocument } from "vscode-languageserver-textdocument";

const [schemaFile, ...files] = process.argv.slice(2);

/** The complaint of ajv about the schema; null for none. A pattern must be good with and without the flag u. */
function compiled(unicodeRegExp) {
  const strict = { strict: true, strictTypes: true, strictTuples: true, strictRequired: true, allErrors: true };
  try {
    new Ajv2020.default({ ...strict, unicodeRegExp }).compile(JSON.parse(readFileSync(schemaFile, "utf8")));
    return null;
  } catch (error) {
    return String(error);
  }
}

const service = languageServer.getLanguageService({
  schemaRequestService: async (uri) => readFileSync(fileURLToPath(uri), "utf8"),
  workspaceContext: {
    resolveRelativePath: (relative, from) => pathToFileURL(path.resolve(path.dirname(fileURLToPath(from)), relative)).href,
  },
  telemetry: { send() {}, sendError() {}, sendTrack() {} },
});
service.configure({ validate: true, yamlVersion: "1.2" });

async function diagnostics(file) {
  const document = TextDocument.create(pathToFileURL(path.resolve(file)).href, "yaml", 1, readFileSync(file, "utf8"));
  return (await service.doValidation(document, false)).map((found) => ({ line: found.range.start.line + 1, message: found.message }));
}

const answers = {};
for (const file of files) {
  answers[file] = await diagnostics(file);
}
console.log(JSON.stringify({ compiled: { unicode: compiled(true), plain: compiled(false) }, diagnostics: answers }));
