// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

/**
 * The end of a log that can never grow again, see ENTRY-FORMAT-1.
 *
 * @param note signed note that says so
 * @param successor name of the one log that may follow it
 */
public record Frozen(String note, String successor) {}
