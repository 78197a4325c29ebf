package payments.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import payments.infrastructure.compute.FunctionAlias;
import payments.infrastructure.compute.FunctionCode;
import payments.infrastructure.config.ApiSettings;
import payments.infrastructure.config.AuditSettings;
import payments.infrastructure.config.AwsRegion;
import payments.infrastructure.config.Backend;
import payments.infrastructure.config.BucketEncryption;
import payments.infrastructure.config.Cidr;
import payments.infrastructure.config.Classification;
import payments.infrastructure.config.DataClass;
import payments.infrastructure.config.DatabaseCopy;
import payments.infrastructure.config.DatabaseSettings;
import payments.infrastructure.config.Deployment;
import payments.infrastructure.config.DocumentSettings;
import payments.infrastructure.config.EncryptionSettings;
import payments.infrastructure.config.EndpointService;
import payments.infrastructure.config.Environment;
import payments.infrastructure.config.FirewallSettings;
import payments.infrastructure.config.FunctionSettings;
import payments.infrastructure.config.LinkSettings;
import payments.infrastructure.config.LogSettings;
import payments.infrastructure.config.NatGateways;
import payments.infrastructure.config.NetworkSettings;
import payments.infrastructure.config.OwnerTags;
import payments.infrastructure.config.PciScope;
import payments.infrastructure.config.ProtectionSettings;
import payments.infrastructure.config.Region;
import payments.infrastructure.config.Settings;
import payments.infrastructure.config.TableSettings;
import payments.infrastructure.config.TerraformSettings;
import payments.infrastructure.security.KeyPurpose;

/** Settings for construct tests: those of the reference system {@code active-passive}. */
public final class Samples {
    public static final NetworkSettings NETWORK = new NetworkSettings(
            3, NatGateways.PER_ZONE, true, List.of(EndpointService.SQS, EndpointService.MONITORING));
    public static final EncryptionSettings ENCRYPTION = new EncryptionSettings(7);
    public static final DocumentSettings DOCUMENTS = new DocumentSettings(BucketEncryption.KMS);
    public static final TableSettings TABLE = new TableSettings("transaction_id");
    public static final DatabaseSettings DATABASE = new DatabaseSettings(
            "15.4", "db.t3.medium", 100, 500, true, 7, "03:00-04:00", "mon:04:30-mon:05:30", "payments", "dbadmin");
    public static final FunctionSettings FUNCTION = new FunctionSettings(512, 28, null);
    public static final ApiSettings API = ApiSample.DEFAULT.settings();
    public static final FirewallSettings FIREWALL = new FirewallSettings(2000);
    public static final LogSettings LOGS = new LogSettings(7);
    public static final AuditSettings AUDIT = new AuditSettings(400);
    public static final Classification CLASSIFICATION = new Classification(DataClass.RESTRICTED, PciScope.CDE);
    public static final ProtectionSettings PROTECTED = new ProtectionSettings(true, true, true, false);
    public static final ProtectionSettings DESTROYABLE = new ProtectionSettings(false, false, false, true);

    /** What a region with all services needs keys for, where another region or environment owns the account. */
    public static final Set<KeyPurpose> KEYS =
            Collections.unmodifiableSet(EnumSet.range(KeyPurpose.DOCUMENTS, KeyPurpose.LOGS));

    private Samples() {}

    /** A jar for functions: no code, but bytes that can be hashed and packed. */
    public static FunctionCode code() {
        try {
            return new FunctionCode(FunctionJar.in(Files.createTempDirectory("code")));
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary file", e);
        }
    }

    /** An alias of a function that is not there, for what calls one. */
    public static FunctionAlias alias() {
        return new FunctionAlias("the-function", "live", "arn-of-alias", "invoke-arn-of-alias");
    }

    /** All settings, with the database copied like this. */
    public static Settings settings(DatabaseCopy copy) {
        return new Settings(
                NETWORK,
                ENCRYPTION,
                DOCUMENTS,
                TABLE,
                DATABASE,
                FUNCTION,
                API,
                FIREWALL,
                null,
                LOGS,
                AUDIT,
                PROTECTED,
                new LinkSettings(true, true, copy));
    }

    /** A deployment named {@code acme} with one environment named and suffixed {@code test} in these regions. */
    public static Deployment deployment(DatabaseCopy copy, AwsRegion... regions) {
        List<Region> placed = new ArrayList<>();
        for (AwsRegion region : regions) {
            placed.add(new Region(region, new Cidr("10.%d.0.0/16".formatted(placed.size())), true));
        }
        return deployment(placed, settings(copy));
    }

    /** The same with these regions and settings. */
    public static Deployment deployment(List<Region> regions, Settings settings) {
        return new Deployment(
                "acme",
                "acme",
                new Backend(Backend.Type.LOCAL, null, null),
                new TerraformSettings(">= 1.11.0", "~> 5.100"),
                new OwnerTags("acme/platform", "ada", "42", "payments"),
                List.of(new Environment("test", "test", null, null, true, CLASSIFICATION, regions, settings)),
                List.of());
    }
}
