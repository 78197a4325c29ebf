// Writes the compact list of resource types and arguments that ProviderSixTest compares with.
//
//   npm pack @cdktf/provider-aws@21.22.1 && tar xzf cdktf-provider-aws-21.22.1.tgz
//   node test/tools/provider-schema.mjs package test/resources/provider/aws-6.txt
//
// The package was generated from the schema of hashicorp/aws 6.25.0 (its package.json says so). Each of its modules
// tells how a resource is written as Terraform JSON; this reads the argument names from there, blocks inside blocks to a
// depth of four. One line per type:  aws_x: argument argument block{argument block{...}}  A * stands for what lies deeper.
import {readdirSync, readFileSync, writeFileSync, existsSync} from 'node:fs';
import {join} from 'node:path';

const [folder, output] = process.argv.slice(2);
const deepest = 4;
// What a program like ours can hold; the rest would only make the list long.
const services = /^aws_(acm|alb|api_gateway|apigatewayv2|appautoscaling|backup|caller|cloudcontrolapi|cloudtrail|cloudwatch|codebuild|codepipeline|config|db_|default_|dynamodb|ec2_|eip|flow_log|iam|internet_gateway|kms|lambda|lb|nat_gateway|network|pipes|rds|route|s3_account|s3_bucket|scheduler|secretsmanager|security_group|sfn|sns|sqs|ssm_parameter|subnet|vpc|wafv2)/;

const meta = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

function entriesOf(body) {
    return [...body.matchAll(/^ {4,12}([a-z0-9_]+): (.*),$/gm)].map(([, name, how]) => [name, how]);
}

function argumentsOf(entries, structs, depth) {
    return entries
        .map(([name, how]) => {
            const block = (how.match(/(\w+ToTerraform)/g) ?? []).find(f => structs.has(f));
            if (!block) {
                return name;
            }
            return depth === deepest ? `${name}{*}` : `${name}{${argumentsOf(structs.get(block), structs, depth + 1)}}`;
        })
        .sort()
        .join(' ');
}

const lines = [];
for (const module of readdirSync(join(folder, 'lib')).sort()) {
    const file = join(folder, 'lib', module, 'index.js');
    if (module.startsWith('data-') || !existsSync(file)) {
        continue;
    }
    const text = readFileSync(file, 'utf8');
    const type = text.match(/tfResourceType = "(\w+)"/)?.[1];
    if (!type || !services.test(type)) {
        continue;
    }
    const structs = new Map();
    for (const [, name, body] of text.matchAll(/^function (\w+ToTerraform)\(struct\) \{[\s\S]*?\n    return \{\n([\s\S]*?)\n    \};/gm)) {
        if (!name.endsWith('HclTerraform')) {
            structs.set(name, entriesOf(body));
        }
    }
    const attributes = text.match(/synthesizeAttributes\(\) \{\n\s+return \{\n([\s\S]*?)\n\s+\};/)[1];
    lines.push(`${type}: ${argumentsOf(entriesOf(attributes), structs, 1)}`);
}
writeFileSync(output, `# @cdktf/provider-aws ${meta.version}, from hashicorp/aws ${meta.cdktf.provider.version}; written by test/tools/provider-schema.mjs\n${lines.join('\n')}\n`);
console.log(`${lines.length} types`);
