package payments.infrastructure.guardrail.party;

/** The form by which a party is recognised. */
public enum Form {
    /** An account of AWS, by its number or by the name that S3 has for it. */
    ACCOUNT("account"),
    /** An organisation of AWS. */
    ORGANIZATION("organization"),
    /** A bucket, whose name is unique among all accounts. */
    BUCKET("bucket"),
    /** A host, by itself or in a URL. */
    HOST("host"),
    /** A mail address. */
    MAIL("mail"),
    /** An endpoint service, through which a network reaches somebody. */
    SERVICE("service"),
    /** A part of somebody's network or machines, by the id that AWS gave it. */
    ID("id"),
    /** Where a state of Terraform is stored, by the kind of store and who has it. */
    STATE("state"),
    /** A region of AWS, in which what is ours would be somewhere else. */
    REGION("region");

    private final String word;

    Form(String word) {
        this.word = word;
    }

    /** What files and findings call it. */
    public String word() {
        return word;
    }
}
