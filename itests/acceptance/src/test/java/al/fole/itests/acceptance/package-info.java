// SPDX-License-Identifier: EUPL-1.2
/** The duties of the law, shown over HTTP on the archive a user would start. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.acceptance;
