// SPDX-License-Identifier: EUPL-1.2
/**
 * A parent that is no OSGi host: a Jetty program with pages and users of its own, into which the
 * module is built by {@code host/embed}.
 */
@org.jspecify.annotations.NullMarked
package al.fole.itests.embed;
