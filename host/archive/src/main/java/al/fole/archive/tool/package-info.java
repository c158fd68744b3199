// SPDX-License-Identifier: EUPL-1.2
/**
 * Makes release archives and signs them: {@link al.fole.archive.tool.ArchiveTool} for a person,
 * {@link al.fole.archive.tool.ArchiveWriter} for the build and for tests. No host carries it.
 */
@NullMarked
package al.fole.archive.tool;

import org.jspecify.annotations.NullMarked;
