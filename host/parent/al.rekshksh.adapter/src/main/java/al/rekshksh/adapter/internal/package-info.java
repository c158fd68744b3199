// SPDX-License-Identifier: EUPL-1.2
/** How the national registry hosts the module: the ◇ interfaces of {@code al.fole.spi.host}. */
@org.jspecify.annotations.NullMarked
package al.rekshksh.adapter.internal;
