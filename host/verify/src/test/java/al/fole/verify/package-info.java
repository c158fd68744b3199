// SPDX-License-Identifier: EUPL-1.2
/** Writes logs the verifier must believe, and spoils them. */
@org.jspecify.annotations.NullMarked
package al.fole.verify;
