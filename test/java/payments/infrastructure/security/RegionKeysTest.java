package payments.infrastructure.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import payments.Requirement;
import payments.testing.Json;
import payments.testing.Samples;
import payments.testing.SynthesizedResource;
import payments.testing.SynthesizedStack;
import payments.testing.Testing;

class RegionKeysTest {
    private static final Set<KeyPurpose> PURPOSES = EnumSet.complementOf(EnumSet.of(KeyPurpose.TRAIL));
    private static final Map<Boolean, SynthesizedStack> STACKS = Map.of(true, synth(true), false, synth(false));
    private static final SynthesizedStack STACK = stack(true);

    private static SynthesizedStack synth(boolean replicated) {
        return Testing.synthPlaced((scope, placement) -> {
            new RegionKeys(scope, "keys", placement, Samples.ENCRYPTION, PURPOSES, replicated);
            CustomerKey.alone(scope, placement, Samples.ENCRYPTION, KeyPurpose.TRAIL);
        });
    }

    private static SynthesizedStack stack(boolean replicated) {
        return java.util.Objects.requireNonNull(STACKS.get(replicated));
    }

    private static SynthesizedResource key(String purpose) {
        return STACK.resource("aws_kms_key", "/keys/" + purpose);
    }

    @Test
    @Requirement({"A3", "B9"})
    void everyKeyRotatesEachYearAndWaitsBeforeItIsDeleted() {
        assertThat(STACK.resources("aws_kms_key"))
                .hasSize(KeyPurpose.values().length)
                .allSatisfy(key -> key.has("enable_key_rotation", true)
                        .has("rotation_period_in_days", 365)
                        .has("deletion_window_in_days", 7)
                        .hasNo("multi_region"));
    }

    @ParameterizedTest
    @Requirement("A3")
    @CsvSource({
        "documents, alias/acme-s3-test-eu-west-1",
        "table, alias/acme-dynamodb-test-eu-west-1",
        "database, alias/acme-rds-test-eu-west-1",
        "function, alias/acme-lambda-test-eu-west-1",
        "messaging, alias/acme-sns-test-eu-west-1",
        "logs, alias/acme-logs-test-eu-west-1",
        "configuration, alias/acme-config-test-eu-west-1"
    })
    void everyPurposeHasAKeyOfItsOwnUnderAnAliasWithServiceAndRegion(String purpose, String alias) {
        STACK.resource("aws_kms_alias", "/keys/" + purpose + "/alias")
                .has("name", alias)
                .has("target_key_id", key(purpose).ref("key_id"));
    }

    @Test
    void theAccountAdministersEveryKeySoThatNoneIsLockedAway() {
        assertThat(STACK.resources("aws_kms_key"))
                .allSatisfy(key -> assertThat(key.statement("policy", "AdministerByAccount"))
                        .isEqualTo(Json.of("""
                        {'Sid': 'AdministerByAccount', 'Effect': 'Allow',
                         'Principal': {'AWS': 'arn:aws:iam::000000000000:root'}, 'Action': 'kms:*', 'Resource': '*'}
                        """)));
    }

    @ParameterizedTest
    @CsvSource({
        "documents, UseThroughS3, s3",
        "table, UseThroughDynamoDb, dynamodb",
        "database, UseThroughRds, rds",
        "database, UseThroughSecretsManager, secretsmanager",
        "database, UseThroughParameterStore, ssm",
        "function, UseThroughLambda, lambda",
        "configuration, UseThroughS3, s3"
    })
    void aServicesKeyWorksThroughThatServiceOfThisRegionAndAccountOnly(String purpose, String sid, String service) {
        assertThat(key(purpose).statement("policy", sid)).isEqualTo(Json.of("""
                {'Sid': '%s', 'Effect': 'Allow', 'Principal': {'AWS': '*'},
                 'Action': ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:GenerateDataKey',
                            'kms:GenerateDataKeyWithoutPlaintext', 'kms:CreateGrant', 'kms:DescribeKey'],
                 'Resource': '*',
                 'Condition': {'StringEquals': {'kms:ViaService': '%s.eu-west-1.amazonaws.com',
                                                'kms:CallerAccount': '000000000000'}}}
                """.formatted(sid, service)));
    }

    /** Known mistake M21: without it, alarms are published nowhere and no person is notified. */
    @ParameterizedTest
    @CsvSource({"PublishAlarms, cloudwatch.amazonaws.com", "PublishDatabaseEvents, events.rds.amazonaws.com"})
    void everyPublisherMayUseTheKeyOfTheEncryptedTopicForThisAccount(String sid, String service) {
        assertThat(key("messaging").statement("policy", sid)).isEqualTo(Json.of("""
                {'Sid': '%s', 'Effect': 'Allow', 'Principal': {'Service': '%s'},
                 'Action': ['kms:Decrypt', 'kms:GenerateDataKey'], 'Resource': '*',
                 'Condition': {'StringEquals': {'aws:SourceAccount': '000000000000'}}}
                """.formatted(sid, service)));
    }

    @Test
    void cloudWatchLogsOfThisRegionMayUseTheLogsKeyForLogGroupsOfThisAccount() {
        assertThat(key("logs").statement("policy", "EncryptLogs").path("Principal"))
                .isEqualTo(Json.of("{'Service': 'logs.eu-west-1.amazonaws.com'}"));
        assertThat(key("logs").statement("policy", "EncryptLogs").path("Condition"))
                .isEqualTo(Json.of("""
                {'ArnLike': {'kms:EncryptionContext:aws:logs:arn': 'arn:aws:logs:eu-west-1:000000000000:log-group:*'}}
                """));
    }

    /** Known mistake M21, for events of the database. */
    @Test
    void rdsMayPublishToTheEncryptedTopicForThisAccount() {
        assertThat(key("messaging").statement("policy", "PublishDatabaseEvents"))
                .isEqualTo(Json.of("""
                {'Sid': 'PublishDatabaseEvents', 'Effect': 'Allow', 'Principal': {'Service': 'events.rds.amazonaws.com'},
                 'Action': ['kms:Decrypt', 'kms:GenerateDataKey'], 'Resource': '*',
                 'Condition': {'StringEquals': {'aws:SourceAccount': '000000000000'}}}
                """));
    }

    @Test
    @Requirement("E11")
    void configMayDeliverToTheEncryptedHistoryForThisAccount() {
        assertThat(key("configuration").statement("policy", "DeliverConfigurations"))
                .isEqualTo(Json.of("""
                {'Sid': 'DeliverConfigurations', 'Effect': 'Allow', 'Principal': {'Service': 'config.amazonaws.com'},
                 'Action': ['kms:Decrypt', 'kms:GenerateDataKey'], 'Resource': '*',
                 'Condition': {'StringEquals': {'aws:SourceAccount': '000000000000'}}}
                """));
    }

    @Test
    @Requirement("E11")
    void theInputOfTheCheckForDriftIsReadForThatScheduleAlone() {
        assertThat(key("configuration")
                        .statement("policy", "ReadInputOfSchedule")
                        .path("Condition"))
                .isEqualTo(Json.of("""
                {'StringEquals': {'kms:CallerAccount': '000000000000'},
                 'ArnEquals': {'kms:EncryptionContext:aws:scheduler:schedule:arn':
                   'arn:aws:scheduler:eu-west-1:000000000000:schedule/acme-drift-check-test/acme-drift-check-test'}}
                """));
    }

    /** Known mistake M40: without it the trail cannot be made, or its files can be read with another key. */
    @Test
    @Requirement("B11")
    void cloudTrailMayEncryptForThisTrailAlone() {
        SynthesizedResource trail = STACK.resource("aws_kms_key", "test/trail");

        assertThat(trail.statement("policy", "EncryptTrail")).isEqualTo(Json.of("""
                {'Sid': 'EncryptTrail', 'Effect': 'Allow', 'Principal': {'Service': 'cloudtrail.amazonaws.com'},
                 'Action': 'kms:GenerateDataKey', 'Resource': '*',
                 'Condition': {
                   'StringEquals': {'aws:SourceArn': 'arn:aws:cloudtrail:eu-west-1:000000000000:trail/acme-audit-test'},
                   'StringLike': {'kms:EncryptionContext:aws:cloudtrail:arn':
                     'arn:aws:cloudtrail:eu-west-1:000000000000:trail/acme-audit-test'}}}
                """));
        assertThat(trail.statement("policy", "EncryptLogs").path("Condition")).isEqualTo(Json.of("""
                {'ArnLike': {'kms:EncryptionContext:aws:logs:arn':
                  'arn:aws:logs:eu-west-1:000000000000:log-group:/aws/cloudtrail/acme-audit-test'}}
                """));
    }

    @Test
    void aRegionHasKeysForItsPurposesOnly() {
        assertThat(Testing.synthPlaced((scope, placement) ->
                                new RegionKeys(scope, "keys", placement, Samples.ENCRYPTION, Samples.KEYS, false))
                        .resources("aws_kms_key"))
                .hasSize(6)
                .noneMatch(key ->
                        key.path().endsWith("/configuration") || key.path().endsWith("/trail"));
    }

    /** Known mistake M05: with a bucket key the role decrypts in the target's region too. */
    @Test
    @Requirement("A6")
    void theReplicationRoleMayUseTheDocumentsKeyThroughS3() {
        assertThat(key("documents").statement("policy", "ReplicateThroughS3")).isEqualTo(Json.of("""
                {'Sid': 'ReplicateThroughS3', 'Effect': 'Allow',
                 'Principal': {'AWS': 'arn:aws:iam::000000000000:role/acme-documents-replication-test'},
                 'Action': ['kms:Decrypt', 'kms:Encrypt', 'kms:GenerateDataKey'], 'Resource': '*',
                 'Condition': {'StringEquals': {'kms:ViaService': 's3.eu-west-1.amazonaws.com'}}}
                """));
    }

    /** KMS refuses a policy whose principal does not exist. */
    @Test
    void withoutReplicationNoPolicyNamesItsRole() {
        assertThat(stack(false).resource("aws_kms_key", "/keys/documents").sids("policy"))
                .isEqualTo(List.of("AdministerByAccount", "UseThroughS3"));
    }

    @Test
    @Requirement("B9")
    void noKeyIsOpenToAPrincipalWithoutACondition() {
        assertThat(STACK.resources("aws_kms_key"))
                .allSatisfy(key -> assertThat(key.document("policy").path("Statement"))
                        // EventBridge gives KMS nothing that a condition could ask for.
                        .filteredOn(statement -> !List.of("AdministerByAccount", "KeepDeadLettersOfRules")
                                .contains(statement.path("Sid").asText()))
                        .isNotEmpty()
                        .allSatisfy(statement -> assertThat(statement.path("Condition"))
                                .as("condition of %s", statement)
                                .isNotEmpty()));
    }
}
