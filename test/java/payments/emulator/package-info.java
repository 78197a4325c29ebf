/**
 * The real thing without AWS: the program, the cdktf CLI, Terraform and the AWS provider against an emulator. Start at
 * {@link payments.emulator.PlatformDeploymentIT}; what the emulator cannot do stands in {@code main/docs/emulator.md}.
 */
@NullMarked
package payments.emulator;

import org.jspecify.annotations.NullMarked;
