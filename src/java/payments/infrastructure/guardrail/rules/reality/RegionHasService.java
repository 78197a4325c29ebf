package payments.infrastructure.guardrail.rules.reality;

import java.util.List;
import java.util.Set;
import payments.infrastructure.guardrail.model.Program;
import payments.infrastructure.guardrail.model.Resource;
import payments.infrastructure.guardrail.rule.Guardrail;
import payments.infrastructure.guardrail.rule.Rule;
import payments.infrastructure.guardrail.rule.Severity;
import payments.infrastructure.guardrail.rule.Subject;
import payments.infrastructure.guardrail.rule.Verdicts;
import payments.infrastructure.reality.RegionServices;
import payments.infrastructure.reality.RegionServices.Offer;

/**
 * The region of a resource has its service, and the feature that an attribute asks for. Types that the table does not know are
 * not judged.
 *
 * @see <a href="https://docs.aws.amazon.com/general/latest/gr/aws-service-information.html">AWS: endpoints of services</a>
 */
@Guardrail(
        id = "region-has-service",
        severity = Severity.HIGH,
        expects = "a service and a feature that the region has",
        fix = "move the resource to a region that has it, or do without it there",
        why = "The apply fails at an endpoint that does not exist",
        sources = "ours: Terraform asks no region what it has")
final class RegionHasService extends Rule {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    protected void judge(Program program, Judging judging) {
        for (String type : program.types()) {
            List<Offer> offers = RegionServices.of(type);
            if (!offers.isEmpty()) {
                program.resources(type).stream()
                        .filter(resource -> !resource.region().isEmpty())
                        .forEach(resource ->
                                judging.about(Subject.of(resource), verdicts -> judge(resource, offers, verdicts)));
            }
        }
    }

    private void judge(Resource resource, List<Offer> offers, Verdicts verdicts) {
        verdicts.pass("region", resource.region());
        for (Offer offer : offers) {
            boolean asked = offer.attribute().isEmpty()
                    || (offer.value().isEmpty()
                            ? resource.has(offer.attribute())
                            : resource.attribute(offer.attribute()).is(offer.value()));
            if (asked && !offer.isIn(resource.region())) {
                verdicts.fail(
                        offer.attribute(),
                        offer.attribute().isEmpty() ? "region" : offer.attribute(),
                        offer.value().isEmpty() ? resource.region() : offer.value() + " in " + resource.region(),
                        offer.onlyIn().isEmpty()
                                ? "another region than %s (%s)"
                                        .formatted(String.join(", ", offer.missingIn()), offer.source())
                                : "%s (%s)".formatted(String.join(" or ", offer.onlyIn()), offer.source()));
            }
        }
    }
}
