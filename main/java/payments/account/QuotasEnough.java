package payments.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import payments.infrastructure.guardrail.quota.QuotaUse;
import payments.infrastructure.reality.Quotas.Quota;

/**
 * The account may have as much as the stacks have of each thing that AWS counts. VPCs, internet gateways and addresses that are in
 * the account already count too ({@link AlreadyThere}); of other things what is there is not counted. Where AWS does not say a
 * quota, the one of a new account counts.
 */
final class QuotasEnough implements Question {
    private static final String HOME = "us-east-1";

    /** Asked by {@link ConcurrencyEnough}, which knows what must stay free. */
    private static final String CONCURRENCY = "lambda-concurrency";

    @Override
    public String name() {
        return "quotas";
    }

    @Override
    public List<Answer> ask(Aws aws, Stacks stacks) {
        List<Answer> failed = new ArrayList<>();
        Map<String, Integer> enough = new TreeMap<>();
        for (QuotaUse use : QuotaUse.of(stacks.program())) {
            if (use.quota().id().equals(CONCURRENCY)) {
                continue;
            }
            String region = use.region().isEmpty() ? HOME : use.region();
            long most = most(aws, region, use);
            long others = AlreadyThere.of(use.quota().id(), aws, stacks, region);
            if (most >= use.used() + others) {
                enough.merge(region, 1, Integer::sum);
            } else {
                failed.add(Answer.fail(
                        change(use.quota(), region, use.used() + others),
                        "%s: %d %s, the stacks have %d%s"
                                .formatted(
                                        region,
                                        most,
                                        use.quota().what(),
                                        use.used(),
                                        others == 0 ? "" : ", and the account has %d others".formatted(others))));
            }
        }
        List<Answer> answers = new ArrayList<>();
        enough.forEach((region, number) -> answers.add(Answer.pass("%s: %d are enough".formatted(region, number))));
        answers.addAll(failed);
        return answers;
    }

    private static long most(Aws aws, String region, QuotaUse use) {
        if (use.quota().code().isEmpty()) {
            return use.most();
        }
        try {
            JsonNode value = aws.json(
                            "servicequotas",
                            region,
                            "ServiceQuotasV20190624.GetServiceQuota",
                            "{\"ServiceCode\": \"%s\", \"QuotaCode\": \"%s\"}"
                                    .formatted(
                                            use.quota().service(), use.quota().code()))
                    .path("Quota")
                    .path("Value");
            return value.isNumber() ? value.asLong() : use.most();
        } catch (RefusedException e) {
            // Service Quotas knows no value of a quota that was never applied to this account.
            if (e.code().equals("NoSuchResourceException")) {
                return use.most();
            }
            throw e;
        }
    }

    private static String change(Quota quota, String region, long needed) {
        return quota.adjustable()
                ? "aws service-quotas request-service-quota-increase --region %s --service-code %s --quota-code %s --desired-value %d"
                        .formatted(
                                region, quota.service(), quota.code().isEmpty() ? "(look it up)" : quota.code(), needed)
                : "less of it: AWS does not raise this quota";
    }
}
