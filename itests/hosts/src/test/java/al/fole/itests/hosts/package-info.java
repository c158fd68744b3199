// SPDX-License-Identifier: EUPL-1.2
/** Hosts that share one database, each a process of its own. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.hosts;
