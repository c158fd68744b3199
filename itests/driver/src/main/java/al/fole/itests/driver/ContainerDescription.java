// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

/**
 * Describes a container; has a constructor without parameters, because it is named by an
 * annotation.
 */
@FunctionalInterface
public interface ContainerDescription {

  FoleContainer container();
}
