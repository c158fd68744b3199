// SPDX-License-Identifier: EUPL-1.2
/**
 * The release archive as a host reads it: one zip file with the Feature JSON, the bundles, the bill
 * of materials and the release notes; {@code release.json} lists every file with size and SHA-256,
 * {@code release.p7s} is a detached CMS signature over the bytes of that list. {@link
 * al.fole.archive.ReleaseArchive} checks all of it before anything is kept, {@link
 * al.fole.archive.Signers} is the allow-list outside it. {@code al.fole.lifecycle} carries this
 * package inside; the tool that makes archives uses the same code. Decision record 0014 says why.
 */
@NullMarked
package al.fole.archive;

import org.jspecify.annotations.NullMarked;
