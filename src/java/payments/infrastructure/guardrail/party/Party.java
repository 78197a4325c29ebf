package payments.infrastructure.guardrail.party;

/**
 * Who is named.
 *
 * @param form how the name was recognised
 * @param name the account number, host, bucket, and so on
 */
public record Party(Form form, String name) {
    /** As findings distinguish it: {@code account 999999999999}. */
    @Override
    public String toString() {
        return form.word() + " " + name;
    }
}
