package payments.app;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import payments.infrastructure.config.DeploymentSections;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.party.Form;
import payments.infrastructure.guardrail.party.Parties;
import payments.infrastructure.guardrail.party.StatePlaces;

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
        DeploymentSections.backend(file, variables).stream()
                .flatMap(backend -> places(backend).stream())
                .forEach(place -> known.add(new Partner(Form.STATE.word(), place, Partner.NAMED_BY_SETTING, null)));
        return known;
    }

    private static List<String> places(Backend backend) {
        List<String> places = new ArrayList<>();
        Backend.S3 s3 = backend.s3();
        Backend.Cloud cloud = backend.cloud();
        if (s3 != null) {
            places.add(StatePlaces.s3(s3.namedBucket()));
        }
        if (cloud != null) {
            places.add(StatePlaces.cloud(cloud.hostname(), cloud.organization()));
        }
        if (backend.type() == Backend.Type.LOCAL || (s3 != null && s3.bootstrap())) {
            places.add(StatePlaces.local());
        }
        return places;
    }
}
