package payments.infrastructure.cost;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;

/**
 * What a program costs by list prices, without taxes, discounts and free tiers.
 *
 * @param idle what it costs in a month in which nothing happens
 * @param perMillion what a million payments cost beyond
 * @param notes what the figures leave out or take from elsewhere, as sentences
 */
public record Estimate(List<CostItem> idle, List<CostItem> perMillion, List<String> notes) {
    private static final Map<String, String> CAPABILITIES =
            Table.read("capabilities").rows().stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1)));

    public Estimate {
        idle = List.copyOf(idle);
        perMillion = List.copyOf(perMillion);
        notes = List.copyOf(notes);
    }

    /** What the stacks of a program cost whose deployment file is not known. */
    public static Estimate of(Program program, PriceList prices) {
        return of(program, prices, Environments.AS_TAGGED);
    }

    /** What the stacks of a program cost, in the order of its deployment file. */
    public static Estimate of(Program program, PriceList prices, Environments environments) {
        Set<String> notes = new TreeSet<>();
        List<CostItem> idle = new ArrayList<>();
        program.resources()
                .filter(resource -> resource.kind() == Resource.Kind.MANAGED)
                .forEach(resource -> IdleCharges.of(resource)
                        .forEach(charge -> item(prices, environments, capability(resource), resource, charge, notes)
                                .ifPresent(idle::add)));
        List<CostItem> perMillion = new ArrayList<>();
        PaymentCharges.ofAMillion(program)
                .forEach(use -> item(prices, environments, use.capability(), use.resource(), use.charge(), notes)
                        .ifPresent(perMillion::add));
        idle.sort(environments.order());
        perMillion.sort(environments.order());
        return new Estimate(idle, perMillion, List.copyOf(notes));
    }

    /** What an idle month of an environment costs, in US dollars. */
    public BigDecimal idleOf(String environment) {
        return idle.stream()
                .filter(item -> item.environment().equals(environment))
                .map(CostItem::usd)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static Optional<CostItem> item(
            PriceList prices,
            Environments environments,
            String capability,
            Resource resource,
            Charge charge,
            Set<String> notes) {
        String region = resource.region();
        Optional<Price> price = prices.find(charge.meter(), region);
        if (price.isEmpty()) {
            notes.add("the figures lack a part of what %s costs: the table has no price of %s"
                    .formatted(resource.path(), charge.meter()));
        } else if (!price.get().region().equals(region) && !price.get().region().equals(Price.EVERYWHERE)) {
            notes.add("the table has no price of %s in %s; that of %s stands in for it"
                    .formatted(charge.meter(), region, price.get().region()));
        }
        return price.map(found -> new CostItem(
                environments.nameOf(resource),
                region,
                capability,
                resource.path(),
                charge.meter(),
                charge.quantity(),
                found.usd()));
    }

    /** The capability for which a resource is paid. */
    static String capability(Resource resource) {
        String[] steps = resource.path().split("/", -1);
        String capability = steps.length < 2 ? null : CAPABILITIES.get(steps[1]);
        if (capability == null) {
            throw new IllegalStateException(
                    "%s belongs to no capability that capabilities.tsv names; add a row for '%s'"
                            .formatted(resource.path(), steps.length < 2 ? steps[0] : steps[1]));
        }
        return capability;
    }
}
