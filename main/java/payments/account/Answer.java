package payments.account;

import java.util.Set;
import java.util.function.Supplier;

/**
 * What the account answered to one question about one thing.
 *
 * @param verdict whether a deployment may go on
 * @param what the thing, what it has, and what is needed, in one line
 * @param change what to change; empty where nothing is to be changed
 */
public record Answer(Verdict verdict, String what, String change) {
    private static final Set<String> RIGHTS = Set.of(
            "AccessDenied",
            "AccessDeniedException",
            "UnauthorizedOperation",
            "AuthorizationError",
            "UnauthorizedException");

    static Answer pass(String what) {
        return new Answer(Verdict.PASS, what, "");
    }

    static Answer fail(String change, String what) {
        return new Answer(Verdict.FAIL, what, change);
    }

    /**
     * The answer about one thing that an apply makes; a refusal says nothing about the others.
     *
     * @param thing its region and name, with which a refusal begins
     */
    static Answer about(String thing, Supplier<Answer> asked) {
        try {
            return asked.get();
        } catch (RefusedException e) {
            return e.isNotThere()
                    ? fail("apply the stacks of its environment", thing + " is not there")
                    : refused(thing + ": ", e);
        }
    }

    /**
     * What is not known because AWS refused to say it.
     *
     * @param before what stands before AWS's words; may be empty
     */
    static Answer refused(String before, RefusedException e) {
        String said = e.code().isEmpty() ? String.valueOf(e.getMessage()) : e.code() + ": " + e.getMessage();
        return unknown(
                RIGHTS.contains(e.code())
                        ? "credentials with ReadOnlyAccess, which is all that this command needs"
                        : "run it again; if it stays, look by hand",
                before + "AWS did not answer: " + said);
    }

    static Answer unknown(String change, String what) {
        return new Answer(Verdict.UNKNOWN, what, change);
    }
}
