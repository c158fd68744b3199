// SPDX-License-Identifier: EUPL-1.2
/** The registry's own tables, users and page. */
@org.jspecify.annotations.NullMarked
package al.rekshksh.registry.internal;
