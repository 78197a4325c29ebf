package payments.infrastructure.guardrail.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which stack's state lies where, so that a reader of that place reads that stack. */
final class RemoteStates {
    private final Map<String, Stack> byPlace = new HashMap<>();

    RemoteStates(Collection<Stack> stacks) {
        for (Stack stack : stacks) {
            JsonNode terraform = stack.terraform().body();
            terraform
                    .path("backend")
                    .properties()
                    .forEach(backend -> byPlace.put(place(backend.getKey(), backend.getValue()), stack));
            JsonNode cloud = terraform.path("cloud");
            if (!cloud.isMissingNode()) {
                byPlace.put(place("remote", cloud.isArray() ? cloud.path(0) : cloud), stack);
            }
        }
    }

    Optional<Stack> readBy(Resource remoteState) {
        JsonNode body = remoteState.body();
        return Optional.ofNullable(byPlace.get(place(body.path("backend").asText(), body.path("config"))));
    }

    private static String place(String backend, JsonNode config) {
        JsonNode settings = config.isArray() ? config.path(0) : config;
        return switch (backend) {
            case "local" -> "local " + settings.path("path").asText("terraform.tfstate");
            case "s3" ->
                "s3 " + settings.path("bucket").asText() + " "
                        + settings.path("key").asText();
            case "remote", "cloud" ->
                "remote " + settings.path("organization").asText() + " " + workspace(settings.path("workspaces"));
            default -> backend + " " + settings;
        };
    }

    private static String workspace(JsonNode workspaces) {
        return (workspaces.isArray() ? workspaces.path(0) : workspaces)
                .path("name")
                .asText();
    }
}
