package payments.infrastructure.guardrail.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import payments.infrastructure.guardrail.model.Block;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;

/** Takes down what a rule says about one subject. A rule may find several things on one subject; it must say something. */
public final class Verdicts {
    private final RuleDefinition rule;
    private final Subject subject;
    private final List<Result> results = new ArrayList<>();

    Verdicts(RuleDefinition rule, Subject subject) {
        this.rule = rule;
        this.subject = subject;
    }

    /**
     * The usual case: an attribute must satisfy a condition. An absent attribute is given to the condition too; one that
     * cannot be known is {@link Verdict#UNKNOWN}.
     *
     * @param block the subject, a block of it, or a resource that belongs to it
     * @param attribute the attribute's path inside the block
     */
    public void require(Block block, String attribute, Predicate<Value> condition) {
        Value value = block.attribute(attribute);
        String place = place(block, attribute);
        if (value.isUnknown()) {
            unknown(place, value);
        } else if (condition.test(value)) {
            pass(place, value);
        } else {
            fail(place, value);
        }
    }

    /**
     * Like {@link #require}, for a condition that only needs what is written: an ARN with an unknown account number
     * yet is one. An expression that says nothing at all stays {@link Verdict#UNKNOWN}.
     */
    public void requireWritten(Block block, String attribute, Predicate<Value> condition) {
        Value value = block.attribute(attribute);
        String place = place(block, attribute);
        if (value.isUnknown() && value.text().matches("\\$\\{[^{}]*\\}")) {
            unknown(place, value);
        } else if (condition.test(value)) {
            pass(place, value);
        } else {
            fail(place, value);
        }
    }

    /** The attribute of another resource, such as the versioning of a bucket, is named with the type of that resource. */
    private String place(Block block, String attribute) {
        boolean other =
                block instanceof Resource resource && !Subject.of(resource).equals(subject);
        return other ? ((Resource) block).type() + "." + attribute : attribute;
    }

    /** The subject is as demanded. */
    public void pass(String attribute, Value value) {
        pass(attribute, Evidence.of(attribute, value));
    }

    /** The subject is as demanded; the evidence in words. */
    public void pass(String attribute, String evidence) {
        add(Verdict.PASS, "", attribute, evidence, rule.expects());
    }

    /** The subject is not as demanded. */
    public void fail(String attribute, Value value) {
        fail("", attribute, Evidence.whole(attribute, value), rule.expects());
    }

    /** The subject is not as demanded; what was found in words. */
    public void fail(String attribute, String found) {
        fail("", attribute, Evidence.whole(attribute, found), rule.expects());
    }

    /** One of several findings on the subject, of which the rule's own words say what is expected. */
    public void fail(String qualifier, String attribute, String found) {
        fail(qualifier, attribute, found, rule.expects());
    }

    /**
     * One of several findings on the subject.
     *
     * @param qualifier distinguishes it from the others in suppressions, such as {@code Action::s3:*}
     * @param expected what should be there, when more exact than the rule's own words
     */
    public void fail(String qualifier, String attribute, String found, String expected) {
        add(Verdict.FAIL, qualifier, attribute, Evidence.whole(attribute, found), expected);
    }

    /**
     * One of several findings on the subject, which is as severe as it says, whatever the rule usually is.
     *
     * @param severity how bad it is here
     * @param expected what should be there, when more exact than the rule's own words
     */
    public void fail(Severity severity, String attribute, String found, String expected) {
        results.add(new Result(
                rule.as(severity), Verdict.FAIL, subject, "", attribute, Evidence.whole(attribute, found), expected));
    }

    /**
     * One of several findings on the subject, of its own severity.
     *
     * @param finding what distinguishes it, and how bad it is
     */
    public void fail(Finding finding, String attribute, String found, String expected) {
        results.add(new Result(
                rule.as(finding.severity()),
                Verdict.FAIL,
                subject,
                finding.qualifier(),
                attribute,
                Evidence.whole(attribute, found),
                expected));
    }

    /**
     * A secret that stands in an attribute. Neither the value nor a part of it is reported.
     *
     * @param what what kind of secret it is
     * @param secret the secret, of which only a hash is shown, so that two findings can be compared
     */
    public void failSecret(String attribute, String what, String secret) {
        add(Verdict.FAIL, attribute, attribute, what + " " + Evidence.hidden(secret), rule.expects());
    }

    /**
     * One of several findings of a rule on a subject.
     *
     * @param severity how bad it is here, whatever the rule usually is
     * @param qualifier distinguishes it from the others in suppressions
     */
    public record Finding(Severity severity, String qualifier) {}

    /** What decides depends on something that only Terraform or AWS knows. */
    public void unknown(String attribute, Value value) {
        add(Verdict.UNKNOWN, "", attribute, Evidence.of(attribute, value), rule.expects());
    }

    /** The rule has nothing to say about this subject, and why. */
    public void notApplicable(String why) {
        add(Verdict.NOT_APPLICABLE, "", "", why, rule.expects());
    }

    private void add(Verdict verdict, String qualifier, String attribute, String value, String expected) {
        results.add(new Result(rule, verdict, subject, qualifier, attribute, value, expected));
    }

    List<Result> results() {
        return results;
    }
}
