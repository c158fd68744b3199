// SPDX-License-Identifier: EUPL-1.2
/**
 * For the person who runs the host: {@code /health/live}, {@code /health/ready} and {@code
 * /metrics}. It depends on no other part, so that it can say which one is missing.
 *
 * <p>Checks are services {@code org.apache.felix.hc.api.HealthCheck} with the tag {@code ready},
 * figures are {@link al.fole.operations.Figures}. Only this machine is answered, and the addresses
 * of the framework property {@code fole.operators}. Properties of the PID {@code
 * al.fole.operations}: {@code platform}, the parts that must be there in any release, and {@code
 * free_megabytes}.
 */
@NullMarked
package al.fole.operations.internal;

import org.jspecify.annotations.NullMarked;
