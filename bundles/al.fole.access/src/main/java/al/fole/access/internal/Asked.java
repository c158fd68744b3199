// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/**
 * A permission a feature asks for (leja): an act on an object. An object no feature asks for is not
 * built yet.
 *
 * @param code {@code feature.verb}
 * @param writes whether the act changes anything; an account that reads only does not have it
 */
record Asked(String code, String act, String object, boolean writes) {}
