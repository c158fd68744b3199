// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

/**
 * A package the release offers to others.
 *
 * @param name of the package
 * @param version of the package, see decision record 0007
 * @param bundle symbolic name of the bundle that exports it
 */
public record ApiPackage(String name, String version, String bundle) {}
