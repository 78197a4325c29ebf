package payments.infrastructure.guardrail.quota;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.model.Value;
import payments.infrastructure.reality.Quotas;
import payments.infrastructure.reality.Quotas.Quota;

/**
 * What the resources of one account and region use of a quota. Where each VPC or bus has a quota of its own, the one that uses
 * most counts.
 *
 * @param quota the quota
 * @param account the account's number, or the environment where the program does not know it
 * @param region the region; empty for a quota of the whole account
 * @param used how much is used
 * @param largest a resource that uses it, the last of those that are counted
 */
public record QuotaUse(Quota quota, String account, String region, long used, Resource largest) {
    private static final String REGION = "region";
    private static final String ACCOUNT = "account";

    /** The account and region, in words. */
    public String place() {
        return region.isEmpty() ? account : account + " " + region;
    }

    /** The quota of a new account there. */
    public int most() {
        return quota.most(region);
    }

    /** Every use that a program makes of a quota, by quota, account and region. */
    public static List<QuotaUse> of(Program program) {
        List<QuotaUse> uses = new ArrayList<>();
        for (Quota quota : Quotas.all()) {
            Map<String, List<Counted>> byPlace = Counted.by(quota.counts(), program).stream()
                    .filter(counted -> counted.amount() > 0)
                    .collect(Collectors.groupingBy(
                            counted -> place(quota, counted.resource()), LinkedHashMap::new, Collectors.toList()));
            byPlace.values().stream()
                    .sorted(Comparator.comparing(
                            counted -> place(quota, counted.get(0).resource())))
                    .forEach(counted -> uses.add(use(quota, counted)));
        }
        return List.copyOf(uses);
    }

    private static QuotaUse use(Quota quota, List<Counted> all) {
        List<Counted> most =
                owners(quota, all).max(Comparator.comparingLong(QuotaUse::sum)).orElse(all);
        Resource last = most.get(most.size() - 1).resource();
        return new QuotaUse(quota, account(last), quota.per().equals(ACCOUNT) ? "" : last.region(), sum(most), last);
    }

    /** What shares one quota, apart from what has another. */
    private static Stream<List<Counted>> owners(Quota quota, List<Counted> all) {
        if (quota.per().equals(REGION) || quota.per().equals(ACCOUNT)) {
            return Stream.of(all);
        }
        return all.stream()
                .collect(Collectors.groupingBy(
                        counted -> owner(counted.resource(), quota.per()), LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream();
    }

    private static String owner(Resource resource, String attribute) {
        Value owner = resource.attribute(attribute);
        return owner.target().map(Resource::toString).orElse(owner.text());
    }

    private static long sum(List<Counted> counted) {
        return counted.stream().mapToLong(Counted::amount).sum();
    }

    private static String place(Quota quota, Resource resource) {
        return quota.per().equals(ACCOUNT) ? account(resource) : account(resource) + " " + resource.region();
    }

    private static String account(Resource resource) {
        String number = resource.provider().account();
        if (!number.isEmpty()) {
            return number;
        }
        String environment = resource.environment();
        return environment.isEmpty() ? "one account" : environment;
    }
}
