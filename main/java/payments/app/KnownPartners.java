package payments.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.DeploymentSections;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.party.Form;
import payments.infrastructure.guardrail.party.Parties;

/** Whom a file lets a program name: its partners, and whom its settings name, such as where alarms are mailed. */
final class KnownPartners {
    private KnownPartners() {}

    /**
     * The partners of a file.
     *
     * @param file a deployment file, or one with the section {@code partners} alone
     * @param variables the environment variables that placeholders may name
     */
    static List<Partner> of(Path file, Map<String, String> variables) {
        List<Partner> known = new ArrayList<>(DeploymentSections.partners(file, variables).stream()
                .map(partner -> new Partner(partner.form(), partner.name(), partner.reason(), partner.until()))
                .toList());
        DeploymentSections.settings(file, variables).stream()
                .flatMap(text -> Parties.in(text).stream())
                .filter(party -> party.form() != Form.BUCKET)
                .distinct()
                .forEach(party ->
                        known.add(new Partner(party.form().word(), party.name(), Partner.NAMED_BY_SETTING, null)));
        return known;
    }
}
