// SPDX-License-Identifier: EUPL-1.2
/** Any subset of the bundles starts, and what needs a missing part says so. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.subsets;
