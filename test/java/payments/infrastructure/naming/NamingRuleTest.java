package payments.infrastructure.naming;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import payments.Requirement;

/** What each service accepts as a name, and what it refuses by its own documents. */
@Requirement("B10")
class NamingRuleTest {
    @ParameterizedTest
    @CsvSource({
        "BUCKET, abc",
        "BUCKET, acme.state-1",
        "BUCKET, 192.168.0.1.example",
        "BUCKET, sthree",
        "BUCKET, amzn-s3",
        "BUCKET, state-s3alias-x",
        "BUCKET, my-mrap",
        "TABLE, terraform-locks",
        "TABLE, Terraform_Locks.1",
        "QUEUE, payments_1",
        "DATABASE, payments-database-dev",
        "DATABASE_GROUP, payments-postgres17-dev",
        "DATABASE_GROUP, defaults-postgres17",
        "PARAMETER, /payments/dev/database/host",
        "PARAMETER, /awkward/name",
        "PARAMETER, /payments/aws",
        "LOAD_BALANCER, internals-lb",
        "LOAD_BALANCER, my-internal-lb",
        "SECURITY_GROUP, sgx-functions",
        "SECURITY_GROUP, my-sg-1",
        "KEY_ALIAS, alias/aws-payments",
        "LOG_GROUP, /aws/lambda/x",
        "TRAIL, payments-audit-dev"
    })
    void whatTheServiceAcceptsIsAccepted(NamingRule rule, String name) {
        assertThat(rule.violation(name)).isNull();
    }

    /** The guardrail that judges the stacks refuses the same; a queue or topic that ends with .fifo is another kind, and no name of ours. */
    @ParameterizedTest
    @EnumSource(NamingRule.class)
    void whatIsRefusedIsWhatTheTableOfNamesRefuses(NamingRule rule) {
        assertThat(rule.refused().replace("\\.fifo$", ""))
                .isEqualTo(rule.accepted().refused().map(Pattern::pattern).orElse(""));
    }

    @ParameterizedTest
    @CsvSource({
        "BUCKET, ab, of 2 characters: they have 3 to 63",
        "BUCKET, Acme, hold anything but small letters",
        "BUCKET, ac_me, hold anything but small letters",
        "BUCKET, -abc, begin or end with anything but a letter or a digit",
        "BUCKET, abc., begin or end with anything but a letter or a digit",
        "BUCKET, a..b, two dots in a row",
        "BUCKET, 192.168.0.1, formatted as an IP address",
        "BUCKET, xn--abc, begin with xn--",
        "BUCKET, sthree-configurator, begin with sthree-",
        "BUCKET, amzn-s3-demo-bucket, begin with amzn-s3-demo-",
        "BUCKET, state-s3alias, end with -s3alias",
        "BUCKET, state--ol-s3, end with --ol-s3",
        "BUCKET, state.mrap, end with .mrap",
        "BUCKET, state--x-s3, end with --x-s3",
        "BUCKET, state--table-s3, end with --table-s3",
        "TABLE, ab, of 2 characters",
        "TABLE, lock table, hold anything but",
        "QUEUE, payments.fifo, end with .fifo",
        "DATABASE, 1database, do not begin with a letter",
        "DATABASE, database-, end with a hyphen",
        "DATABASE, data--base, two hyphens in a row",
        "DATABASE_GROUP, default.postgres17, the name of its own groups",
        "PARAMETER, /aws/x, begin with aws or ssm",
        "PARAMETER, /SSM/x, begin with aws or ssm",
        "PARAMETER, awsTest, begin with aws or ssm",
        "LOAD_BALANCER, internal-lb, begin with internal-",
        "LOAD_BALANCER, lb-, begin or end with a hyphen",
        "SECURITY_GROUP, sg-functions, begin with sg-",
        "SECURITY_GROUP, SG-functions, begin with sg-",
        "KEY_ALIAS, alias/aws/s3, begin with alias/aws/",
        "LOG_GROUP, aws/x, begin with aws/",
        "TRAIL, audit--x, two of . _ - in a row"
    })
    void whatTheServiceRefusesIsRefusedByItsRule(NamingRule rule, String name, String says) {
        assertThat(rule.violation(name)).contains(" refuses ", says);
    }

    @ParameterizedTest
    @EnumSource(ResourceName.class)
    void whatWeNameOurselvesIsAccepted(ResourceName resource) {
        Names names = new Names("payments", "dev-1", "123456789012");

        assertThat(resource.rule().violation(names.of(resource, "eu-west-1"))).isNull();
    }

    @Test
    void aNameThatIsAddedToHasLessRoom() {
        assertThat(ResourceName.UNDELIVERED_EVENTS.longest())
                .as("a queue's 80, less a hyphen and a listener of 20")
                .isEqualTo(59);
        assertThat(ResourceName.LOAD_BALANCER.longest()).isEqualTo(32);
    }
}
