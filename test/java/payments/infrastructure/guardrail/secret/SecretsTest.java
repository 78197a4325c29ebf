package payments.infrastructure.guardrail.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets are made here, from a seed, so that nothing that looks like one stands in the repository. */
class SecretsTest {
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String WORD = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String HEX = "0123456789abcdef";

    private final Random random = new Random(20261130);

    private String some(String alphabet, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private String jwt(String signature) {
        return base64("{\"alg\":\"HS256\"}").replace("=", "") + "."
                + base64("{\"sub\":\"" + some(WORD, 12) + "\"}").replace("=", "") + signature;
    }

    private String pem(String kind) {
        return "-----BEGIN " + kind + "-----\n" + base64(some(WORD, 90)) + "\n-----END " + kind + "-----\n";
    }

    private Map<String, String> secrets() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("access key of a user", "AKIA" + some(UPPER, 16));
        texts.put("access key of a session", "ASIA" + some(UPPER, 16));
        texts.put("access key in a command", "aws configure set aws_access_key_id AKIA" + some(UPPER, 16));
        texts.put("GitHub user", "ghp_" + some(WORD, 36));
        texts.put("GitHub app", "ghs_" + some(WORD, 36));
        texts.put("GitHub OAuth", "gho_" + some(WORD, 36));
        texts.put("GitHub refresh", "ghr_" + some(WORD, 36));
        texts.put("GitHub fine grained", "github_pat_" + some(WORD, 22) + "_" + some(WORD, 59));
        texts.put("GitHub in a URL", "https://x:ghp_" + some(WORD, 36) + "@github.com/a/b");
        texts.put("GitLab user", "glpat-" + some(WORD, 20));
        texts.put("GitLab runner", "glrt-" + some(WORD, 20));
        texts.put("Slack bot", "xoxb-" + some("0123456789", 12) + "-" + some(WORD, 24));
        texts.put(
                "Slack webhook",
                "https://hooks.slack.com/services/T" + some(UPPER, 8) + "/B" + some(UPPER, 8) + "/" + some(WORD, 24));
        texts.put("Stripe secret", "sk_live_" + some(WORD, 24));
        texts.put("Stripe restricted", "rk_live_" + some(WORD, 24));
        texts.put("Stripe webhook", "whsec_" + some(WORD, 32));
        texts.put("PayPal", "access_token$production$" + some(HEX, 16) + "$" + some(HEX, 32));
        texts.put("Square", "sq0csp-" + some(WORD, 43));
        texts.put("Google API", "AIza" + some(WORD, 35));
        texts.put("Google client", "GOCSPX-" + some(WORD, 28));
        texts.put("Azure", "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=" + some(WORD, 86) + "==");
        texts.put("SendGrid", "SG." + some(WORD, 22) + "." + some(WORD, 43));
        texts.put("npm", "npm_" + some(WORD, 36));
        texts.put("PyPI", "pypi-" + some(WORD, 90));
        texts.put("Docker Hub", "dckr_pat_" + some(WORD, 27));
        texts.put("Vault", "hvs." + some(WORD, 90));
        texts.put("HCP Terraform", some(WORD, 14) + ".atlasv1." + some(WORD, 67));
        texts.put("language model", "sk-proj-" + some(WORD, 48));
        texts.put("Shopify", "shpat_" + some(HEX, 32));
        texts.put("private key of RSA", pem("RSA PRIVATE KEY"));
        texts.put("private key of PKCS 8", pem("PRIVATE KEY"));
        texts.put("private key of OpenSSH", pem("OPENSSH PRIVATE KEY"));
        texts.put("private key, elliptic", pem("EC PRIVATE KEY"));
        texts.put("private key of PGP", pem("PGP PRIVATE KEY BLOCK"));
        texts.put("private key, in one line", pem("PRIVATE KEY").replace("\n", "\\n"));
        texts.put("private key in base64", base64(pem("PRIVATE KEY")));
        texts.put("private key in base64 in JSON", "{\"k\":\"" + base64(pem("RSA PRIVATE KEY")) + "\"}");
        texts.put("signed token", jwt("." + some(WORD, 43)));
        texts.put("signed token in a header", "Authorization: Bearer " + jwt("." + some(WORD, 43)));
        texts.put("basic credentials", "Authorization: Basic " + base64(some(WORD, 20)));
        texts.put("address of a database", "postgresql://app:" + some(WORD, 12) + "@db.internal:5432/payments");
        texts.put("address of a queue", "amqps://app:" + some(WORD, 12) + "@mq.internal:5671");
        texts.put("address of a page", "https://user:" + some(WORD, 8) + "@host.internal/path");
        texts.put("address of a cache, no user", "rediss://:" + some(WORD, 16) + "@cache.internal:6379");
        texts.put("JDBC", "jdbc:postgresql://db:5432/payments?user=app&password=" + some(WORD, 12));
        texts.put("ADO", "Server=db;Database=payments;User Id=app;Password=" + some(WORD, 12) + ";");
        texts.put("libpq", "host=db dbname=payments user=app password=" + some(WORD, 12));
        texts.put("shell", "#!/bin/sh\nexport DB_PASSWORD=" + some(WORD, 12) + "\nstart");
        texts.put("shell, quoted", "export API_KEY='" + some(WORD, 24) + "'");
        texts.put("command line", "start --client-secret=" + some(WORD, 24) + " --api_key=" + some(WORD, 24));
        texts.put("member of JSON", "{\"db\":{\"user\":\"app\",\"pwd\":\"" + some(WORD, 12) + "\"}}");
        texts.put("member of JSON in JSON", "{\"c\":\"{\\\"apiKey\\\":\\\"" + some(WORD, 24) + "\\\"}\"}");
        texts.put("property of the JVM", "-Xss1m -Djavax.net.ssl.trustStorePassword=" + some(WORD, 12));
        texts.put("password in base64", base64("password=" + some(WORD, 12)));
        texts.put("member of JSON in base64", base64("{\"password\":\"" + some(WORD, 12) + "\"}"));
        services(texts);
        clients(texts);
        return texts;
    }

    private void services(Map<String, String> texts) {
        texts.put("access key of a service", "ABIA" + some(UPPER, 16));
        texts.put("Slack app", "xapp-1-A" + some(UPPER, 10) + "-" + some("0123456789", 13) + "-" + some(HEX, 64));
        texts.put("Google access token", "ya29." + some(WORD, 80));
        texts.put("Twilio", "SK" + some(HEX, 32));
        texts.put("Mailgun", "key-" + some(HEX, 32));
        texts.put("DigitalOcean", "dop_v1_" + some(HEX, 64));
        texts.put("Databricks", "dapi" + some(HEX, 32));
        texts.put("New Relic", "NRAK-" + some(UPPER, 27));
        texts.put("Postman", "PMAK-" + some(HEX, 24) + "-" + some(HEX, 34));
        texts.put("Grafana", "glsa_" + some(WORD, 32) + "_" + some(HEX, 8));
        texts.put("Atlassian", "ATATT3" + some(WORD, 180));
        texts.put("Notion", "ntn_" + some(WORD, 46));
        texts.put("Hugging Face", "hf_" + some(WORD, 34));
        texts.put(
                "Discord webhook", "https://discord.com/api/webhooks/" + some("123456789", 18) + "/" + some(WORD, 68));
        texts.put(
                "Teams webhook",
                "https://acme.webhook.office.com/webhookb2/" + some(HEX, 36) + "/IncomingWebhook/" + some(HEX, 32));
        texts.put("Telegram bot", some("123456789", 10) + ":AA" + some(WORD, 33));
        texts.put("Azure signature", "https://x.blob.core.windows.net/c?sv=2022-11-02&sig=" + some(WORD, 43) + "%3D");
    }

    private void clients(Map<String, String> texts) {
        texts.put("age", "AGE-SECRET-KEY-1" + some(UPPER, 58));
        texts.put("PuTTY", "PuTTY-User-Key-File-3: ssh-ed25519");
        texts.put("SQL", "CREATE USER app WITH LOGIN PASSWORD '" + some(WORD, 12) + "'");
        texts.put("SQL of MySQL", "alter user 'app'@'%' identified by '" + some(WORD, 12) + "'");
        texts.put("curl", "curl -s -u admin:" + some(WORD, 12) + " https://registry.internal/x");
        texts.put("mysql", "mysql -h db -uroot -p" + some(WORD, 12) + " payments");
        texts.put("passwd", "echo " + some(WORD, 12) + " | sudo passwd --stdin root");
        texts.put("netrc", "machine api.internal login app password " + some(WORD, 12));
        texts.put("YAML", "db:\n  user: app\n  password: a1" + some(WORD, 12) + "\n");
    }

    private Map<String, String> harmless() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(
                "ARN of a secret", "arn:aws:secretsmanager:us-east-1:111122223333:secret:payments/db-" + some(WORD, 6));
        texts.put("name of a secret", "payments/prod/database-password");
        texts.put("key of KMS", "mrk-" + some(HEX, 32));
        texts.put("ARN of a key", "arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab");
        texts.put("UUID", "0d6f4b1c-6a7e-4b0f-9a52-" + some(HEX, 12));
        texts.put("SHA-256 as hex", some(HEX, 64));
        texts.put("SHA-256 as base64", base64(some(WORD, 32)));
        texts.put("MD5 of an object", some(HEX, 32));
        texts.put("commit", some(HEX, 40));
        texts.put("public key", pem("PUBLIC KEY"));
        texts.put("public key of SSH", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI" + some(WORD, 43) + " user@host");
        texts.put("certificate", pem("CERTIFICATE"));
        texts.put("certificate in base64", base64(pem("CERTIFICATE")));
        texts.put("trial key of Stripe", "sk_test_" + some(WORD, 24));
        texts.put("publishable key of Stripe", "pk_live_" + some(WORD, 24));
        texts.put("token without signature", jwt("."));
        texts.put("claims only", base64("{\"alg\":\"none\"}"));
        texts.put("address without password", "postgresql://app@db.internal:5432/payments");
        texts.put("address with a port", "https://payments.internal:8443/path");
        texts.put("address from elsewhere", "postgresql://app:${aws_x.y.password}@db.internal/payments");
        texts.put("address with a placeholder", "postgresql://app:<password>@db.internal/payments");
        texts.put("address with a mail in its path", "https://payments.internal/users/a:b/c@d");
        texts.put("JDBC without password", "jdbc:postgresql://db:5432/payments?sslmode=verify-full");
        texts.put("variable of a shell", "export DB_PASSWORD=$(aws secretsmanager get-secret-value)");
        texts.put("variable of a shell, braces", "export DB_PASSWORD=${PASSWORD}");
        texts.put("dynamic reference", "password={{resolve:secretsmanager:db:SecretString:password}}");
        texts.put("flag", "manage_password=true");
        texts.put("comparison", "{ $.eventName = \"GetPasswordData\" && $.password != \"\" }");
        texts.put("policy", "{\"Action\":[\"secretsmanager:GetSecretValue\",\"iam:UpdateLoginProfile\"]}");
        texts.put("schema", "{\"properties\":{\"password\":{\"type\":\"string\"}}}");
        texts.put("member with a place", "{\"token\":\"$$.Task.Token\",\"password\":\"${aws_x.y.z}\"}");
        texts.put("member with a name", "{\"secret\":\"payments/prod/database\",\"token_type\":\"bearer\"}");
        texts.put("property with a number", "-Dpayments.password.length=12345678");
        texts.put("sentence", "The password is made by RDS and rotates every 30 days.");
        texts.put("image", "111122223333.dkr.ecr.us-east-1.amazonaws.com/payments@sha256:" + some(HEX, 64));
        texts.put(
                "layer", "arn:aws:lambda:us-east-1:177933569100:layer:AWS-Parameters-and-Secrets-Lambda-Extension:11");
        texts.put("VPC", "vpc-" + some(HEX, 17));
        texts.put("host of an API", "https://" + some(HEX, 10) + ".execute-api.us-east-1.amazonaws.com/prod");
        texts.put("pool", "us-east-1_" + some(WORD, 9));
        texts.put("expression", "${base64sha256(file(\"payments.jar\"))}");
        texts.put("template", "#set($token = $input.params('Authorization'))");
        texts.put("Lambda handler", "payments.service.handler.api.PasswordHandler::handleRequest");
        texts.put("JVM", "-XX:+TieredCompilation -XX:TieredStopAtLevel=1 -Djava.security.egd=file:/dev/urandom");
        texts.put("filter of logs", "[ip, user, timestamp, request, status = 4*, bytes]");
        texts.put("words in base64", base64("nothing but words that say nothing"));
        texts.put("task", "task-definition/payments:17");
        texts.put("expression of Terraform in a text", "password = var.password");
        texts.put("YAML with a rule", "password: required");
        texts.put("YAML with a number", "  api_key: 3600");
        texts.put("YAML of a schema", "password: {type: string, maxLength: 64}");
        texts.put("SQL with a variable", "ALTER ROLE app PASSWORD '${password}'");
        texts.put("curl without user", "curl -sSf -o out.json https://api.internal:8443/x");
        texts.put("curl with a variable", "curl -u \"$USER:$PASSWORD\" https://api.internal");
        texts.put("mysql that asks", "mysql -h db -u root -p payments");
        texts.put("long text in base64", "A1b2".repeat(40_000));
        return texts;
    }

    @Test
    void secretsAreFoundByTheirForm() {
        secrets().forEach((name, text) -> assertThat(Secrets.in(text)).as(name).isPresent());
        assertThat(secrets()).hasSizeGreaterThan(40);
    }

    @Test
    void secretsAreFoundInsideOfOtherTexts() {
        secrets().forEach((name, text) -> {
            if (!name.endsWith("base64")) {
                assertThat(Secrets.in("first line\n" + text + "\nlast line"))
                        .as(name)
                        .isPresent();
            }
        });
    }

    @Test
    void whatIsNoSecretIsNoneByItsForm() {
        harmless().forEach((name, text) -> assertThat(Secrets.in(text)).as(name).isEmpty());
        assertThat(harmless()).hasSizeGreaterThan(40);
    }

    @Test
    void longTextsAreSearchedAtOnce() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            for (String sign : List.of("a", "A1", "1_", "password", "- ", "=", "key-", "curl ", "create user ")) {
                Secrets.in(sign.repeat(190_000 / sign.length()));
            }
        });
    }

    @Test
    void whatIsFoundIsNeverShown() {
        secrets().forEach((name, text) -> assertThat(text)
                .as(name)
                .doesNotContain(Secrets.in(text).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASSWORD, true",
        "db_password, true",
        "masterPassword, true",
        "password_wo, true",
        "apiKey, true",
        "API_KEY, true",
        "STRIPE_SECRET_KEY, true",
        "auth_token, true",
        "AUTH_TOKEN_PROD, true",
        "client_secret, true",
        "/payments/prod/database/password, true",
        "secret_string, true",
        "credentials, true",
        "PASSWORD_1, true",
        "DB_PASS, true",
        "HMAC_KEY, true",
        "webhookKey, true",
        "accessKey, true",
        "PGPASSWORD, true",
        "NO_PASSWORD_POLICY, false",
        "TOKEN_BUCKET_SIZE, false",
        "PASSWORD_MIN_LENGTH, false",
        "MAX_TOKENS, false",
        "KEY_PREFIX, false",
        "DB_SECRET_ARN, false",
        "SECRETS_EXTENSION_HTTP_PORT, false",
        "AWS_SECRETS_EXTENSION_CACHE_SIZE, false",
        "secret_id, false",
        "PARAMETERS_SECRETS_EXTENSION_CACHE_ENABLED, false",
        "PARAMETERS_SECRETS_EXTENSION_LOG_LEVEL, false",
        "token_ttl_seconds, false",
        "partition_key, false",
        "hash_key, false",
        "kms_key_id, false",
        "source_code_hash, false",
        "password_encryption, false",
        "public_key, false",
        "secretary, false",
        "tokenizer, false"
    })
    void aNameSaysByItsEndWhetherItIsASecrets(String name, boolean secret) {
        assertThat(SecretName.is(name)).isEqualTo(secret);
    }

    @Test
    void aMadeTextUnderANameThatOnlyMentionsASecretIsOne() {
        String made = "aB3" + some(WORD, 15) + "4!";

        assertThat(Secrets.isNamed("UPSTREAM_API_KEY_VALUE_NAME", made)).isTrue();
        assertThat(Secrets.isNamed("UPSTREAM_API_KEY_HEADER", "X-Upstream-Api-Key"))
                .isFalse();
        assertThat(Secrets.isNamed("UPSTREAM_TOKEN_ISSUER", "https://login.example.com/A1b2C3d4E5f6"))
                .isFalse();
        assertThat(Secrets.isNamed("UPSTREAM_HOST_NAME", made)).isFalse();
    }

    @Test
    void aNamedSecretIsOneUnlessTheValueOnlySaysWhereItIs() {
        List<String> places = List.of(
                "",
                "true",
                "300",
                "${aws_x.y.z}",
                "arn:aws:secretsmanager:us-east-1:111122223333:secret:x",
                "payments/prod/database",
                "/payments/prod/key",
                "alias/payments",
                "$context.identity.apiKey",
                "<given by the pipeline>",
                "{{resolve:ssm:x}}",
                "1234abcd-12ab-34cd-56ef-1234567890ab",
                "payments-prod-db",
                "https://payments.internal/token");
        assertThat(places).allSatisfy(place -> assertThat(Secrets.isNamed("API_TOKEN", place))
                .isFalse());

        assertThat(Secrets.isNamed("API_TOKEN", some(WORD, 32))).isTrue();
        assertThat(Secrets.isNamed("SIGNING_KEY", base64(some(WORD, 32)))).isTrue();
        assertThat(Secrets.isNamed("DB_PASSWORD", "correct horse battery")).isTrue();
        assertThat(Secrets.isNamed("DB_PASSWORD", "arn:aws:secretsmanager:us-east-1:111122223333:secret:x"))
                .isFalse();
    }
}
