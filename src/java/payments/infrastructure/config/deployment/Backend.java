package payments.infrastructure.config.deployment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.constraint.Contradictions;
import payments.infrastructure.config.constraint.Describe;
import payments.infrastructure.config.constraint.Fallback;
import payments.infrastructure.config.constraint.HostNames;
import payments.infrastructure.config.constraint.Matches;
import payments.infrastructure.config.constraint.Obeys;
import payments.infrastructure.config.constraint.StateKeys;
import payments.infrastructure.config.constraint.Validated;
import payments.infrastructure.config.constraint.ValueRule;

/**
 * Where Terraform stores the state of each stack.
 *
 * @param type which kind
 * @param s3 the bucket; given if and only if the type is {@code s3}
 * @param cloud the organization; given if and only if the type is {@code cloud}
 * @param standing the environments that stand already, with commas between; null for none. The others read their states
 */
public record Backend(
        @Fallback("local") @Describe("Kind of state backend")
        Type type,

        @Describe("State bucket; with type s3") @Nullable S3 s3,

        @Describe("Terraform Cloud organization; with type cloud") @Nullable Cloud cloud,

        @Matches(
                value = "[a-z0-9-]{1,40}(, ?[a-z0-9-]{1,40}){0,20}",
                says = "names of environments, with commas between")
        @Describe(
                "Environments that stand already, with commas between: a plan of another one reads their states, and fails where its addresses are among theirs. With type s3 or cloud")
        @Nullable String standing)
        implements Validated {
    public Backend {
        if (type == Type.S3_IF_NAMED) {
            boolean named = s3 != null && s3.bucket() != null;
            boolean wanted = s3 != null && s3.kmsKeyId() != null;
            type = named ? Type.S3 : Type.LOCAL;
            // With a key of one's own and no bucket it stays, to be refused.
            s3 = named || wanted ? s3 : null;
        }
    }

    /** A backend of which nobody says what stands. */
    public Backend(Type type, @Nullable S3 s3, @Nullable Cloud cloud) {
        this(type, s3, cloud, null);
    }

    @Override
    public void validate(Contradictions contradictions) {
        if (standing != null && type == Type.LOCAL) {
            contradictions.add(
                    "standing is '%s' but the state is a local file, where no other environment's state can be read; name the bucket of a shared backend, or leave standing out"
                            .formatted(standing),
                    "standing",
                    "type",
                    "s3.bucket");
        }
        if (s3 != null && s3.bucket() == null && type == Type.LOCAL) {
            contradictions.add(
                    "s3.kmsKeyId is %s but no bucket is named, so the state is a local file, which no key encrypts; name the bucket, or leave the key out"
                            .formatted(s3.kmsKeyId()),
                    "s3.kmsKeyId",
                    "s3.bucket",
                    "type");
            return;
        }
        if (s3 != null && s3.bucket() == null) {
            contradictions.add(
                    "backend type is s3 but s3.bucket is missing; name the bucket, or write 'type: s3-if-named' to store the state beside the output until one is named",
                    "s3.bucket",
                    "type",
                    "s3");
        }
        if ((type == Type.S3) != (s3 != null) || (type == Type.CLOUD) != (cloud != null)) {
            contradictions.add(
                    "backend type is %s, so %s; give exactly the section that the type names"
                            .formatted(
                                    type.name().toLowerCase(Locale.ROOT),
                                    type == Type.LOCAL
                                            ? "neither 's3' nor 'cloud' belongs here"
                                            : "exactly the section '%s' belongs here"
                                                    .formatted(type.name().toLowerCase(Locale.ROOT))),
                    "type",
                    "s3",
                    "cloud");
        }
    }

    /** The names of the environments that stand already. */
    public List<String> standingEnvironments() {
        return standing == null ? List.of() : List.of(standing.split(", ?", -1));
    }

    /**
     * The places of an environment's states that this program makes itself; the first region's first. A copy of the environment
     * makes one only where it has one to itself: else the environment's own is there, and is no copy's to change.
     */
    public List<StatePlace> made(Environment environment) {
        return s3 == null || !s3.bootstrap() || (environment.copy() && !s3.isEachCopys())
                ? List.of()
                : environment.regions().stream()
                        .map(region -> s3.of(environment.name(), environment.suffix(), region.code()))
                        .distinct()
                        .toList();
    }

    /** The kinds of state backend. */
    public enum Type {
        /** A file beside the output folder; for trying things out. */
        LOCAL,
        /** A bucket with locking. */
        S3,
        /** The same where {@code s3.bucket} has a value, and a local file where it has none; made into one of them at once. */
        S3_IF_NAMED,
        /** Terraform Cloud (HCP Terraform): a workspace per stack. */
        CLOUD
    }

    /**
     * A state bucket. The placeholders {@code {environment}} and {@code {region}} let each environment and region store
     * its state at home, so that one region's outage does not block the others; with {@code {suffix}} each copy of an
     * environment has a bucket to itself.
     *
     * @param bucket name of the bucket; null until one is named
     * @param region region of the bucket
     * @param keyPrefix folder of the state files
     * @param kmsKeyId customer-managed key for the state; null for the bucket's default encryption
     * @param lockTable DynamoDB table for locking; null to lock by a file in the bucket
     * @param bootstrap whether the program makes bucket, key and table itself, in stacks that are deployed first
     */
    public record S3(
            @Matches(
                    value = "([a-z0-9.-]|\\{environment\\}|\\{suffix\\}|\\{region\\}){3,80}",
                    says =
                            "a bucket name; {environment}, {suffix} and {region} are replaced, and there are no other placeholders")
            @Describe(
                    "Bucket of the state; {environment}, {suffix} and {region} are replaced. May be absent with type s3-if-named")
            @Nullable String bucket,

            @Fallback("{region}")
            @Matches(value = "\\{region\\}|[a-z]{2}-[a-z]+-[0-9]", says = "an AWS region code or {region}")
            @Obeys(ValueRule.STATE_REGION)
            @Describe("Region of the bucket; {region} is the stack's own")
            String region,

            @Fallback("payments")
            @Matches(
                    value = "(?=.{1,200}$)[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*",
                    says =
                            "1 to 200 letters, digits or any of / _ . -; Terraform refuses a slash first, last or twice in a row")
            @Describe("Folder of the state files in the bucket")
            String keyPrefix,

            @Matches(value = StateKeys.FORM, says = StateKeys.SAYS)
            @Describe(
                    "ARN, id or alias of the key that encrypts the state; {environment}, {suffix} and {region} are replaced")
            @Nullable String kmsKeyId,

            @Matches(
                    value = "([A-Za-z0-9_.-]|\\{environment\\}|\\{suffix\\}|\\{region\\}){3,255}",
                    says =
                            "a DynamoDB table name; {environment}, {suffix} and {region} are replaced, and there are no other placeholders")
            @Describe(
                    "DynamoDB table for state locks, with the same placeholders; without it a lock file in the bucket is used")
            @Nullable String lockTable,

            @Fallback("false")
            @Describe(
                    "Whether stacks of this program make the bucket, its key and the lock table; they are deployed first")
            boolean bootstrap)
            implements Validated {
        @Override
        public void validate(Contradictions contradictions) {
            if (bootstrap && bucket != null) {
                requireOnce(contradictions, bucket, region, lockTable, kmsKeyId);
                requireOwnKey(contradictions, kmsKeyId);
            }
        }

        /** A key that is made here can be named by an alias alone. */
        private static void requireOwnKey(Contradictions contradictions, @Nullable String kmsKeyId) {
            if (kmsKeyId != null && !StateKeys.isOwnAlias(kmsKeyId)) {
                contradictions.add(
                        "bootstrap is true and kmsKeyId is %s, but the key is made by this program and can only be given an alias of your own, such as alias/terraform-state; write that, or leave kmsKeyId out"
                                .formatted(kmsKeyId),
                        "kmsKeyId",
                        "bootstrap");
            }
        }

        private static void requireOnce(
                Contradictions contradictions,
                String bucket,
                String region,
                @Nullable String lockTable,
                @Nullable String kmsKeyId) {
            Map<String, String> others = new LinkedHashMap<>();
            others.put("region", region);
            others.put("lockTable", Objects.requireNonNullElse(lockTable, ""));
            others.put("kmsKeyId", Objects.requireNonNullElse(kmsKeyId, ""));
            for (String part : List.of("environment", "suffix", "region")) {
                String placeholder = "{" + part + "}";
                others.entrySet().stream()
                        .filter(other -> other.getValue().contains(placeholder))
                        .findFirst()
                        .filter(other -> !bucket.contains(placeholder))
                        .ifPresent(other -> contradictions.add(
                                "bucket is %s, but with 'bootstrap: true' and %s %s each %s gets a state bucket of its own, so the name must hold %s; write for example %s-%s"
                                        .formatted(
                                                bucket,
                                                other.getKey(),
                                                other.getValue(),
                                                part,
                                                placeholder,
                                                bucket,
                                                placeholder),
                                "bucket",
                                "region",
                                "lockTable",
                                "kmsKeyId",
                                "bootstrap"));
            }
        }

        /** Where the state of a stack of an environment lies. */
        public StatePlace of(String environment, String suffix, String stackRegion) {
            UnaryOperator<String> filled = text -> text.replace("{environment}", environment)
                    .replace("{suffix}", suffix)
                    .replace("{region}", stackRegion);
            return new StatePlace(
                    filled.apply(namedBucket()),
                    filled.apply(region),
                    lockTable == null ? null : filled.apply(lockTable),
                    kmsKeyId == null ? null : filled.apply(kmsKeyId));
        }

        /** Whether each copy of an environment has a bucket to itself. */
        public boolean isEachCopys() {
            return namedBucket().contains("{suffix}");
        }

        /** The bucket, which every backend of type S3 names. */
        public String namedBucket() {
            return Objects.requireNonNull(bucket, "a backend of type s3 names its bucket");
        }
    }

    /**
     * A state bucket without placeholders.
     *
     * @param bucket its name
     * @param region its region
     * @param lockTable the table of its locks; null where a file in the bucket locks
     * @param kmsKeyId the key that encrypts the state; null for the bucket's default
     */
    public record StatePlace(
            String bucket,
            String region,
            @Nullable String lockTable,
            @Nullable String kmsKeyId) {}

    /**
     * Terraform Cloud.
     *
     * @param organization the organization
     * @param hostname the server
     * @param project the project that new workspaces join; null for the default project
     */
    public record Cloud(
            @Matches(value = "[A-Za-z0-9_-]{1,64}", says = "1 to 64 letters, digits, _ or -")
            @Describe("Terraform Cloud organization")
            String organization,

            @Fallback("app.terraform.io")
            @Matches(value = "(?=.{3,253}$)" + HostNames.ANY + "(" + HostNames.PORT + ")?", says = "a host name")
            @Describe("Host name of the server")
            String hostname,

            @Matches(
                    value = "[A-Za-z0-9_-][A-Za-z0-9 _-]{1,38}[A-Za-z0-9_-]",
                    says = "3 to 40 letters, digits, inner spaces, _ or -")
            @Describe("Project that new workspaces join")
            @Nullable String project) {}
}
