package payments.infrastructure.stack;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import payments.infrastructure.config.deployment.Backend;
import payments.infrastructure.config.deployment.Deployment;
import payments.infrastructure.config.deployment.Environment;
import payments.infrastructure.guardrail.model.Partner;
import payments.infrastructure.guardrail.party.Form;
import payments.infrastructure.guardrail.party.Parties;
import payments.infrastructure.guardrail.party.StatePlaces;

/**
 * Whom a deployment declares as known: its partners, and the hosts, addresses and regions that its settings name, such as where alarms
 * are mailed. They are written beside the stack's metadata, where Terraform reads nothing, so that the guardrails find them without the
 * file.
 */
final class DeclaredParties {
    private final Map<String, Map<String, String>> found = new LinkedHashMap<>();

    private DeclaredParties() {}

    static List<Map<String, String>> of(Deployment deployment, Environment environment) {
        DeclaredParties declared = new DeclaredParties();
        deployment
                .partners()
                .forEach(partner -> declared.add(partner.form(), partner.name(), partner.reason(), partner.end()));
        declared.search(environment);
        declared.search(deployment.backend());
        declared.addStates(deployment, environment);
        return new ArrayList<>(declared.found.values());
    }

    /** Where states are: those of every environment of the file, since one may read another's. */
    private void addStates(Deployment deployment, Environment environment) {
        Backend backend = deployment.backend();
        Backend.S3 s3 = backend.s3();
        Backend.Cloud cloud = backend.cloud();
        if (cloud != null) {
            addState(StatePlaces.cloud(cloud.hostname(), cloud.organization()));
        }
        if (s3 != null) {
            Stream.concat(Stream.of(environment), deployment.all().stream())
                    .flatMap(
                            one -> one.regions().stream().map(region -> s3.of(one.name(), one.suffix(), region.code())))
                    .forEach(place -> addState(StatePlaces.s3(place.bucket())));
        }
        if (backend.type() == Backend.Type.LOCAL || (s3 != null && s3.bootstrap())) {
            addState(StatePlaces.local());
        }
    }

    private void addState(String place) {
        add(Form.STATE.word(), place, Partner.NAMED_BY_SETTING, "");
    }

    private void search(@Nullable Object value) {
        if (value instanceof String text) {
            Parties.in(text).stream()
                    .filter(party -> party.form() != Form.BUCKET)
                    .forEach(party -> add(party.form().word(), party.name(), Partner.NAMED_BY_SETTING, ""));
        } else if (value instanceof Collection<?> several) {
            several.forEach(this::search);
        } else if (value instanceof Map<?, ?> named) {
            named.values().forEach(this::search);
        } else if (value instanceof Record settings) {
            for (RecordComponent component : settings.getClass().getRecordComponents()) {
                search(read(settings, component));
            }
        }
    }

    private static @Nullable Object read(Record settings, RecordComponent component) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a setting cannot be read: " + component.getName(), e);
        }
    }

    private void add(String form, String name, String reason, String end) {
        Map<String, String> partner = new LinkedHashMap<>(Map.of("form", form, "name", name, "reason", reason));
        if (!end.isEmpty()) {
            partner.put("until", end);
        }
        found.putIfAbsent(form + " " + name, partner);
    }
}
