package payments.contract;

import java.util.Locale;

/** The services of AWS that the code of the functions calls. What Lambda itself calls for a function, such as logs, is not here. */
public enum CalledService {
    /** Payments, records of audit and of files. */
    DYNAMODB,
    /** Files of payments, and reports on them. */
    S3,
    /** The payment queue. */
    SQS,
    /** Payment events. */
    SNS,
    /** The password of a database. */
    SECRETSMANAGER,
    /** State machines. */
    STATES,
    /** Functions that functions invoke. */
    LAMBDA;

    /** The name in the name of its VPC endpoint, as in {@code com.amazonaws.<region>.sqs}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
