package payments.infrastructure.guardrail.model;

/**
 * A part of a program that Terraform reads and this program does not: nothing in it was judged.
 *
 * @param stack the stack it belongs to
 * @param part what it is, as it is known in the stack: a file's name, or the address of a module
 * @param why what was not read, in words
 * @param change what to do so that it is judged
 */
public record Unread(String stack, String part, String why, String change) {}
