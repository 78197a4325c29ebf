/**
 * What AWS refuses and the emulator takes. {@code EmulatorProxy} asks {@link payments.emulator.refusal.Refusals} before a request
 * reaches the emulator; each refusal is a class of its own and names the public source of what it answers.
 */
@NullMarked
package payments.emulator.refusal;

import org.jspecify.annotations.NullMarked;
