package payments.infrastructure.guardrail.model;

import java.util.Optional;

/**
 * Something that an expression mentions.
 *
 * @param text the mention as written
 * @param target what it means in the program
 * @param dangling whether nothing in the program explains it
 */
public record Reference(String text, Optional<Resource> target, boolean dangling) {}
