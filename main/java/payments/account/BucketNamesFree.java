package payments.account;

import java.util.ArrayList;
import java.util.List;
import payments.infrastructure.guardrail.model.Resource;

/** No other account has a bucket of the same name: bucket names are unique among all accounts of a partition. */
final class BucketNamesFree implements Question {
    private static final int MISSING = 404;
    private static final int ANOTHERS = 403;

    /** The bucket is in another region. */
    private static final int MOVED = 301;

    @Override
    public String name() {
        return "bucket-names";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> answers = new ArrayList<>();
        int free = 0;
        for (Resource bucket : stacks.resources("aws_s3_bucket")) {
            String name = stacks.text(bucket.attribute("bucket"));
            if (name.isEmpty()) {
                continue;
            }
            try {
                aws.head("s3", bucket.region(), "/" + name);
                free++;
            } catch (RefusedException e) {
                switch (e.status()) {
                    case MISSING -> free++;
                    case ANOTHERS ->
                        answers.add(Answer.fail(
                                "choose another project name or suffix; or, if it is your own, give the credentials s3:ListBucket",
                                "%s: another account has it, or these credentials may not see it".formatted(name)));
                    case MOVED ->
                        answers.add(Answer.fail(
                                "choose another project name or suffix",
                                "%s: there is one in another region".formatted(name)));
                    default -> throw e;
                }
            }
        }
        if (free > 0) {
            answers.add(Answer.pass("%d names are free or this account's own".formatted(free)));
        }
        return answers;
    }
}
