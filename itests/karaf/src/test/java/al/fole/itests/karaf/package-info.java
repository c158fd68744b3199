// SPDX-License-Identifier: EUPL-1.2
/** A stock Apache Karaf as the parent: only its settings are changed. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.karaf;
