package payments.infrastructure.guardrail.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.ALLOWED;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.CONDITIONAL;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.DENIED_EXPLICITLY;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.NOT_ALLOWED;
import static payments.infrastructure.guardrail.policy.Decision.Outcome.UNKNOWN;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import payments.Requirement;
import payments.infrastructure.guardrail.policy.Decision.Outcome;
import payments.testing.Json;

/** The cases of the IAM User Guide, "Policy evaluation logic", and of the KMS guide. */
@Requirement("B9")
class AccessTest {
    private static final String OURS = "000000000000";
    private static final String THEIRS = "999999999999";
    private static final String ROLE = "arn:aws:iam::" + OURS + ":role/path/reader";
    private static final String SESSION = "arn:aws:sts::" + OURS + ":assumed-role/reader/one";
    private static final String ROOT = "arn:aws:iam::" + OURS + ":root";
    private static final String ACTION = "sqs:SendMessage";
    private static final String QUEUE = "arn:aws:sqs:eu-west-1:" + OURS + ":queue";
    private static final Caller READER = Caller.role(ROLE);
    private static final ParsedPolicy ALLOWS = identity(allow(""));
    private static final ParsedPolicy SILENT = identity(statement("Allow", "s3:GetObject", ""));

    @Nested
    class InOneAccount {
        @Test
        void withoutAnyAllowNothingIsAllowed() {
            assertThat(ask(Identity.of(READER), Target.of(QUEUE, OURS))).isEqualTo(NOT_ALLOWED);
            assertThat(ask(Identity.of(READER, SILENT), Target.of(QUEUE, OURS))).isEqualTo(NOT_ALLOWED);
        }

        @Test
        void theCallersPolicyOrTheResourcesIsEnough() {
            assertThat(ask(Identity.of(READER, ALLOWS), Target.of(QUEUE, OURS))).isEqualTo(ALLOWED);
            assertThat(ask(Identity.of(READER), queue(allow(to(ROLE))))).isEqualTo(ALLOWED);
        }

        @Test
        void namingTheAccountLetsInOnlyWhomItsOwnPoliciesLet() {
            assertThat(ask(Identity.of(READER), queue(allow(to(ROOT))))).isEqualTo(NOT_ALLOWED);
            assertThat(ask(Identity.of(READER, ALLOWS), queue(allow(to(OURS))))).isEqualTo(ALLOWED);
        }

        @Test
        void aDenyBeatsEveryAllowWhereverItStands() {
            Identity reader = Identity.of(READER, ALLOWS);

            assertThat(ask(reader, queue(deny(to(ROLE))))).isEqualTo(DENIED_EXPLICITLY);
            assertThat(ask(reader, queue(deny(to("*"))))).isEqualTo(DENIED_EXPLICITLY);
            assertThat(ask(reader, queue(deny(to(ROOT))))).isEqualTo(DENIED_EXPLICITLY);
            assertThat(ask(Identity.of(READER, ALLOWS, identity(deny(""))), Target.of(QUEUE, OURS)))
                    .isEqualTo(DENIED_EXPLICITLY);
            assertThat(ask(reader.within(identity(deny(""))), queue(allow(to("*")))))
                    .isEqualTo(DENIED_EXPLICITLY);
            assertThat(ask(reader.inSession(identity(deny(""))), queue(allow(to("*")))))
                    .isEqualTo(DENIED_EXPLICITLY);
        }

        @Test
        void aBoundaryAllowsNothingByItself() {
            assertThat(ask(Identity.of(READER).within(ALLOWS), Target.of(QUEUE, OURS)))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(Identity.of(READER, ALLOWS).within(ALLOWS), Target.of(QUEUE, OURS)))
                    .isEqualTo(ALLOWED);
            assertThat(ask(Identity.of(READER, ALLOWS).within(SILENT), Target.of(QUEUE, OURS)))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(Identity.of(READER, ALLOWS).inSession(SILENT), Target.of(QUEUE, OURS)))
                    .isEqualTo(NOT_ALLOWED);
        }

        /** AWS: a grant to a role's ARN is limited by the boundary; one to a session, a user or everyone is not. */
        @Test
        void aBoundaryLimitsAGrantToTheRoleButNotToEveryone() {
            Identity bounded = Identity.of(READER).within(SILENT);
            Caller user = Caller.user("arn:aws:iam::" + OURS + ":user/u");

            assertThat(ask(bounded, queue(allow(to(ROLE))))).isEqualTo(NOT_ALLOWED);
            assertThat(ask(bounded, queue(allow(to("*"))))).isEqualTo(ALLOWED);
            assertThat(ask(bounded, queue(allow(to(SESSION))))).isEqualTo(CONDITIONAL);
            assertThat(ask(Identity.of(user).within(SILENT), queue(allow(to(user.name())))))
                    .isEqualTo(ALLOWED);
        }

        @Test
        void notActionAndNotResourceMeanAllTheRest() {
            assertThat(ask(identityOf("'Effect': 'Allow', 'NotAction': 'sqs:*', 'Resource': '*'")))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(identityOf("'Effect': 'Allow', 'NotAction': 'iam:*', 'Resource': '*'")))
                    .isEqualTo(ALLOWED);
            assertThat(ask(identityOf("'Effect': 'Allow', 'Action': '*', 'NotResource': '%s'".formatted(QUEUE))))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(identityOf("'Effect': 'Allow', 'Action': '*', 'NotResource': 'arn:aws:s3:::*'")))
                    .isEqualTo(ALLOWED);
        }

        @Test
        void aServiceIsLetInByTheResourceAlone() {
            Identity service = Identity.outside(Caller.service("sns.amazonaws.com"));

            assertThat(ask(service, queue(allow("'Principal': {'Service': 'sns.amazonaws.com'},"))))
                    .isEqualTo(ALLOWED);
            assertThat(ask(service, queue(allow("'Principal': {'Service': 's3.amazonaws.com'},"))))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(service, Target.of(QUEUE, OURS))).isEqualTo(NOT_ALLOWED);
        }

        @Test
        void anyoneIsLetInByAStarOnly() {
            Identity anyone = Identity.outside(Caller.anonymous());

            assertThat(ask(anyone, queue(allow("'Principal': '*',")))).isEqualTo(ALLOWED);
            assertThat(ask(anyone, queue(allow(to(OURS))))).isEqualTo(NOT_ALLOWED);
            assertThat(ask(
                            anyone,
                            queue(allow(to("*")
                                    + "'Condition': {'StringEquals': {'aws:PrincipalAccount': '%s'}},"
                                            .formatted(OURS)))))
                    .isEqualTo(NOT_ALLOWED);
        }
    }

    @Nested
    class AcrossAccounts {
        private final Caller stranger = Caller.role("arn:aws:iam::" + THEIRS + ":role/stranger");

        @Test
        void bothSidesMustAllow() {
            assertThat(ask(Identity.of(stranger, ALLOWS), Target.of(QUEUE, OURS)))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(Identity.of(stranger), queue(allow(to(stranger.name())))))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(Identity.of(stranger, ALLOWS), queue(allow(to(stranger.name())))))
                    .isEqualTo(ALLOWED);
            assertThat(ask(Identity.of(stranger, ALLOWS), queue(allow(to(THEIRS)))))
                    .isEqualTo(ALLOWED);
            assertThat(ask(Identity.of(stranger, ALLOWS), queue(allow(to(ROOT)))))
                    .isEqualTo(NOT_ALLOWED);
        }

        @Test
        void ofAStrangerTheWorstIsAssumed() {
            assertThat(ask(Identity.outside(stranger), queue(allow(to("*"))))).isEqualTo(ALLOWED);
            assertThat(ask(Identity.outside(stranger), Target.of(QUEUE, OURS))).isEqualTo(NOT_ALLOWED);
        }

        @Test
        void anAccountThatIsNotKnownYetMayBeTheSame() {
            assertThat(ask(Identity.of(READER, ALLOWS), Target.of(QUEUE, "${var.account}")))
                    .isEqualTo(UNKNOWN);
        }
    }

    @Nested
    class Keys {
        private static final String KEY = "arn:aws:kms:eu-west-1:" + OURS + ":key/1";

        @Test
        void aKeyMustLetInTheRoleOrItsAccount() {
            Identity reader = Identity.of(READER, ALLOWS);

            assertThat(ask(reader, key(allow(to("arn:aws:iam::" + OURS + ":role/other")))))
                    .isEqualTo(NOT_ALLOWED);
            assertThat(ask(reader, key(allow(to(ROOT))))).isEqualTo(ALLOWED);
            assertThat(ask(Identity.of(READER), key(allow(to(ROOT))))).isEqualTo(NOT_ALLOWED);
            assertThat(ask(Identity.of(READER), key(allow(to(ROLE))))).isEqualTo(ALLOWED);
        }

        @Test
        void aKeyWithoutPolicyLeavesItToTheAccount() {
            Decision decision = Access.may(
                    identityOf("'Effect': 'Allow', 'Action': 'kms:Decrypt', 'Resource': '*'"),
                    "kms:Decrypt",
                    Target.key(KEY, OURS),
                    RequestContext.nothing());

            assertThat(decision.outcome()).isEqualTo(ALLOWED);
        }

        @Test
        void aRoleIsAssumedByWhomItTrusts() {
            ParsedPolicy trust = Policy.parse(
                    "trust",
                    PolicyKind.TRUST,
                    Json.of("{'Statement': {'Effect': 'Allow', 'Action': 'sts:AssumeRole',"
                            + " 'Principal': {'Service': 'lambda.amazonaws.com'}}}"));
            Target role = Target.role(ROLE, OURS, trust);
            RequestContext nothing = RequestContext.nothing();

            assertThat(Access.may(
                                    Identity.outside(Caller.service("lambda.amazonaws.com")),
                                    "sts:AssumeRole",
                                    role,
                                    nothing)
                            .outcome())
                    .isEqualTo(ALLOWED);
            assertThat(Access.may(Identity.of(READER, ALLOWS), "sts:AssumeRole", role, nothing)
                            .outcome())
                    .isEqualTo(NOT_ALLOWED);
        }

        private Target key(String statement) {
            return Target.key(KEY, OURS, resource(statement));
        }
    }

    @Nested
    class InDoubt {
        private static final String WITH_TLS = "'Condition': {'Bool': {'aws:SecureTransport': '%s'}},";

        @Test
        void anAllowUnderAnUnknownConditionIsConditional() {
            assertThat(ask(identityOf(allow(WITH_TLS.formatted("true"))))).isEqualTo(CONDITIONAL);
        }

        @Test
        void aDenyUnderAnUnknownConditionHidesNoAllow() {
            Identity reader = Identity.of(READER, ALLOWS);
            Target queue = queue(deny(to("*") + WITH_TLS.formatted("false")));

            assertThat(ask(reader, queue)).isEqualTo(CONDITIONAL);
            assertThat(Access.may(reader, ACTION, queue, tls("true")).outcome()).isEqualTo(ALLOWED);
            assertThat(Access.may(reader, ACTION, queue, tls("false")).outcome())
                    .isEqualTo(DENIED_EXPLICITLY);
        }

        @Test
        void aSureDenyNeedsNoOtherAnswer() {
            Identity reader = Identity.of(READER, ALLOWS, new UnparseablePolicy("broken", "not JSON"));

            assertThat(ask(reader, Target.of(QUEUE, OURS))).isEqualTo(UNKNOWN);
            assertThat(ask(reader, queue(deny(to("*"))))).isEqualTo(DENIED_EXPLICITLY);
        }

        @Test
        void aReferenceThatIsNotResolvedIsUnknown() {
            assertThat(ask(identityOf("'Effect': 'Allow', 'Action': '*', 'Resource': '${var.queue}'")))
                    .isEqualTo(UNKNOWN);
        }

        @Test
        void theCallerIsKnownToConditions() {
            String condition = "'Condition': {'ArnLike': {'aws:PrincipalArn': '%s'}},";

            assertThat(ask(Identity.of(READER), queue(allow(to("*") + condition.formatted(ROLE)))))
                    .isEqualTo(ALLOWED);
            assertThat(ask(Identity.of(READER), queue(allow(to("*") + condition.formatted("arn:aws:iam::*:role/x")))))
                    .isEqualTo(NOT_ALLOWED);
        }
    }

    @Nested
    class NotPrincipal {
        @Test
        void aDenialSparesWhoIsNamedTogetherWithItsAccount() {
            Identity reader = Identity.of(READER, ALLOWS);

            assertThat(ask(reader, queue(deny(but(ROLE, ROOT))))).isEqualTo(ALLOWED);
            assertThat(ask(reader, queue(deny(but(ROOT + "x", ROOT + "y"))))).isEqualTo(DENIED_EXPLICITLY);
            assertThat(ask(reader, queue(deny(but(ROLE, ROLE + "x"))))).isEqualTo(UNKNOWN);
        }

        /** AWS warns: with a boundary the denial holds whatever is named. */
        @Test
        void aDenialAppliesToEveryRoleWithABoundary() {
            assertThat(ask(Identity.of(READER, ALLOWS).within(ALLOWS), queue(deny(but(ROLE, ROOT)))))
                    .isEqualTo(DENIED_EXPLICITLY);
        }

        @Test
        void anAllowLetsInTheWholeRestOfTheWorld() {
            assertThat(ask(Identity.outside(Caller.anonymous()), queue(allow(but(ROLE, ROOT)))))
                    .isEqualTo(ALLOWED);
            assertThat(ask(Identity.of(READER), queue(allow(but(ROLE, ROOT))))).isEqualTo(NOT_ALLOWED);
        }

        private String but(String one, String two) {
            return "'NotPrincipal': {'AWS': ['%s', '%s']},".formatted(one, two);
        }
    }

    @Test
    void theAnswerNamesTheStatementsThatMadeIt() {
        Decision decision = Access.may(
                Identity.of(READER, ALLOWS, identity(deny("'Sid': 'Never',"))),
                ACTION,
                Target.of(QUEUE, OURS),
                RequestContext.nothing());

        assertThat(decision).hasToString("DENIED_EXPLICITLY by [DENY Never of policy (TRUE)]");
    }

    private static Outcome ask(Identity identity) {
        return ask(identity, Target.of(QUEUE, OURS));
    }

    private static Outcome ask(Identity identity, Target target) {
        return Access.may(identity, ACTION, target, RequestContext.nothing()).outcome();
    }

    private static Identity identityOf(String statement) {
        return Identity.of(READER, identity(statement));
    }

    private static Target queue(String statement) {
        return Target.of(QUEUE, OURS, resource(statement));
    }

    private static RequestContext tls(String secure) {
        return RequestContext.nothing().with("aws:SecureTransport", secure);
    }

    private static String to(String principal) {
        return "'Principal': {'AWS': '%s'},".formatted(principal);
    }

    private static String allow(String more) {
        return statement("Allow", ACTION, more);
    }

    private static String deny(String more) {
        return statement("Deny", ACTION, more);
    }

    private static String statement(String effect, String action, String more) {
        return more + "'Effect': '%s', 'Action': '%s', 'Resource': '*'".formatted(effect, action);
    }

    private static ParsedPolicy identity(String statement) {
        return read(PolicyKind.IDENTITY, statement);
    }

    private static ParsedPolicy resource(String statement) {
        return read(PolicyKind.RESOURCE, statement);
    }

    private static ParsedPolicy read(PolicyKind kind, String statement) {
        ParsedPolicy parsed = Policy.parse(
                "policy", kind, Json.of("{'Version': '2012-10-17', 'Statement': {%s}}".formatted(statement)));
        assertThat(parsed).isInstanceOf(Policy.class);
        return parsed;
    }
}
