// SPDX-License-Identifier: EUPL-1.2
/** Another framework than the one the module is developed with. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.equinox;
